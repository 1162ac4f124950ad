import type { Messages } from './types.ts';

const where = (d: Readonly<Record<string, string | number>>) =>
  [
    d.index !== undefined && `acte ${d.index}`,
    d.line !== undefined && `ligne ${d.line}`,
    d.file !== undefined && `fichier ${d.file}`,
  ]
    .filter(Boolean)
    .join(', ');

/** Why a receipt proves nothing. */
const reasons: Readonly<Record<string, string>> = {
  malformed: 'il ne se lit pas',
  'unknown-signer': 'aucune clé connue ne l’a signé',
  'bad-signature': 'la signature n’est pas valable',
  'other-origin': 'il est celui d’un autre journal',
  'not-covered': 'l’état signé ne va pas jusqu’à cet acte',
  'wrong-proof': 'la preuve ne mène pas à l’état signé',
};

export const fr: Messages = {
  title: (name) => `Vérification de la consultation « ${name} »`,
  verdicts: {
    ok: 'Tout ce qui a été vérifié est exact.',
    findings: 'Des anomalies ont été trouvées.',
    incomplete: 'La vérification n’a pas pu être menée à son terme.',
  },
  edition: (name, size, date, final) =>
    `Données ouvertes du ${date} (édition ${name}), ${size} actes au journal${final ? ', édition définitive' : ''}.`,
  trouble: (why) => `Raison : ${why}`,
  passed: (looked) => `exact (${looked})`,
  failed: (findings, looked) => `${findings} anomalie(s) sur ${looked}`,
  notDone: 'non vérifié',
  more: (count) => `… et ${count} autre(s) anomalie(s) de même nature.`,
  headings: {
    checks: 'Ce qui a été vérifié',
    findings: 'Ce qui ne va pas',
    remarks: 'À savoir',
    receipts: 'Vos reçus',
    limits: 'Ce que cette vérification ne dit pas',
  },
  where,
  checks: {
    files: ['Fichiers', 'chaque fichier a l’empreinte annoncée'],
    checkpoints: [
      'Points de contrôle',
      'chaque état signé du journal a été recalculé à partir des actes',
    ],
    leaves: ['Actes du journal', 'aucun acte ne manque, ne change de place ni de date'],
    openings: ['Engagements', 'chaque contenu publié est celui auquel le journal s’est engagé'],
    sealed: ['Secret temporaire', 'ce qui doit être caché l’est, et rien d’autre'],
    rules: ['Règles du jeu', 'ouvertures, phases et clôtures se suivent comme annoncé'],
    ballots: [
      'Bulletins',
      'la liste des bulletins est ce que donnent les actes de vote, un par votant',
    ],
    counts: ['Décomptes', 'chaque total et chaque résultat a été recalculé'],
    activity: ['Actes par heure', 'les actes sur chaque objet ont été recomptés heure par heure'],
    contributions: [
      'Contributions',
      'chaque amendement et chaque argument est là, tel qu’il a été déposé',
    ],
    decisions: ['Décisions', 'chaque décision et chaque modération est là, avec son motif'],
    versions: ['Textes', 'chaque version publiée est celle du journal'],
    orders: [
      'Ordre d’affichage',
      'l’ordre de chaque jour suit le tirage annoncé avant l’ouverture',
    ],
    tables: ['Tableaux CSV', 'ils disent la même chose que les fichiers de référence'],
    live: ['Journal en ligne', 'le journal d’aujourd’hui prolonge celui de l’édition'],
    held: ['Points de contrôle conservés', 'le journal prolonge ceux que vous aviez gardés'],
    witnesses: ['Témoins', 'ceux que nomme votre politique ont vu ce même journal'],
    receipts: ['Reçus', 'ce que vous détenez est au journal'],
  },
  findings: {
    'file-missing': () => 'Ce fichier manque.',
    'file-changed': (d) => `Ce fichier n’a pas l’empreinte que donne ${d.list} : il a été modifié.`,
    'file-unlisted': (d) => `Ce fichier n’est pas dans la liste ${d.list}.`,
    'file-name': () => 'Ce nom de fichier sort du dossier : il n’a pas été ouvert.',
    'file-unreadable': () => 'Ce fichier ne se lit pas comme annoncé.',
    'manifest-broken': () => 'La liste des fichiers ne se lit pas.',
    'manifest-differs': (d) =>
      `L’édition annonce « ${d.found} » (${d.field}), le journal dit « ${d.expected} ».`,
    'listing-differs': () => 'Le site annonce une autre empreinte pour ce fichier.',
    'checkpoint-broken': () => 'Ce point de contrôle ne se lit pas.',
    'checkpoint-order': (d) => `Les points de contrôle ne se suivent pas (${d.size} actes).`,
    'checkpoint-origin': (d) =>
      `Le point de contrôle à ${d.size} actes est celui d’un autre journal.`,
    'checkpoint-signature': (d) =>
      `Le point de contrôle à ${d.size} actes ne porte pas la signature de la clé du journal.`,
    'checkpoint-forked': (d) =>
      `Bifurcation : l’organisateur a signé, à ${d.size} actes, un autre passé que celui qu’il publie.`,
    'checkpoint-beyond': (d) =>
      `Un point de contrôle couvre ${d.size} actes : le journal publié est plus court.`,
    'checkpoint-missing': (d) =>
      `Aucun point de contrôle ne couvre les ${d.size} actes de l’édition.`,
    'key-broken': () => 'La clé de signature ne se lit pas.',
    'key-unexpected': () => 'Le journal n’est pas signé avec la clé que vous avez donnée.',
    'keys-differ': () => 'Les clés annoncées ne sont pas celles du journal.',
    'leaf-unreadable': () => 'Cet acte ne se lit pas.',
    'leaf-not-canonical': () => 'Cet acte n’est pas écrit sous la forme convenue.',
    'leaf-index': (d) => `Cet acte porte le numéro ${d.found} : un acte manque ou a été déplacé.`,
    'leaf-time': (d) => `Cet acte est daté du ${d.at}, avant le précédent (${d.before}).`,
    'leaf-shape': (d) => `Cet acte n’a pas la forme convenue (${d.field}).`,
    'journal-not-begun': () => 'Le journal ne commence pas par son acte d’ouverture.',
    'journal-begun-twice': () => 'Le journal commence deux fois.',
    'journal-short': (d) =>
      `L’édition annonce ${d.expected} actes, le journal en compte ${d.found}.`,
    'opening-differs': () => 'Le contenu publié n’est pas celui auquel le journal s’est engagé.',
    'opening-missing': () => 'Le contenu de cet acte n’est ni publié, ni annoncé comme réservé.',
    'opening-without-commitment': () =>
      'Un contenu est publié sans que le journal s’y soit engagé.',
    'sealed-published': () => 'Des votes sont publiés alors que les décomptes sont encore secrets.',
    'sealed-counts': (d) => `Un décompte est publié alors qu’il est encore secret (${d.target}).`,
    'sealed-too-long': () => 'Des votes restent cachés alors que plus rien ne doit l’être.',
    'sealed-misstated': (d) =>
      `L’édition annonce ${d.field} = ${d.found}, les règles disent ${d.expected}.`,
    'ballot-withheld': (d) =>
      `${d.count} acte(s) de vote ne sont ni ouverts, ni encore secrets : nul ne peut les recompter.`,
    'hidden-text-published': (d) =>
      `Le texte d’une contribution masquée est publié (${d.subject}).`,
    'hidden-without-act': (d) =>
      `Un texte est réservé comme masqué, mais aucune décision ne masque ${d.subject}.`,
    'erased-without-act': (d) =>
      `Un texte est réservé comme effacé, mais le journal ne rapporte aucun effacement (${d.subject}).`,
    'state-impossible': (d) =>
      `Le journal passe de « ${d.from} » à « ${d.to} », ce qui ne se peut pas.`,
    'phase-unknown': (d) =>
      `Passage à une phase qui n’est pas celle des réglages (${d.from} → ${d.to}).`,
    'phase-boundary': (d) =>
      `La phase change à un moment que les réglages ne prévoient pas (${d.boundary}).`,
    'questions-changed': () =>
      'Les questions ont été modifiées alors qu’on pouvait déjà y répondre.',
    'ballot-while-closed': (d) =>
      `Un vote a été accepté alors que le vote était fermé (${d.hour}).`,
    'ballot-after-close': (d) => `Un vote porte une heure postérieure à la clôture (${d.hour}).`,
    'ballot-not-open-here': (d) =>
      `Un vote porte sur un objet qui n’était pas ouvert au vote (${d.target}).`,
    'ballot-shape': () => 'Ce bulletin n’a pas la forme convenue.',
    'ballot-choice': (d) => `Ce bulletin porte un choix qui n’existe pas : « ${d.choice} ».`,
    'ballot-twice': (d) => `Le même votant a voté deux fois sur ${d.target}.`,
    'ballot-change-without-cast': (d) => `Un vote qui n’existe pas a été changé (${d.target}).`,
    'ballot-withdrawal-without-cast': (d) => `Un vote qui n’existe pas a été retiré (${d.target}).`,
    'ballot-added': (d) =>
      `Un bulletin de la liste ne vient d’aucun acte du journal (${d.target}).`,
    'ballot-changed': (d) =>
      `Le bulletin de ${d.voter} sur ${d.target} est « ${d.found} » ; le journal dit « ${d.expected} ».`,
    'ballot-redated': (d) =>
      `Le bulletin de ${d.voter} sur ${d.target} est daté ${d.found} ; le journal dit ${d.expected}.`,
    'ballot-moved': (d) => `Le bulletin de ${d.voter} est passé de ${d.from} à ${d.to}.`,
    'ballot-listed-twice': (d) => `Le bulletin de ${d.voter} sur ${d.target} est compté deux fois.`,
    'ballot-dropped': (d) => `Le bulletin de ${d.voter} sur ${d.target} manque dans la liste.`,
    'ballots-order': () =>
      'La liste des bulletins n’est pas dans l’ordre convenu, qui ne dit rien de leur arrivée.',
    'count-differs': (d) =>
      `Décompte faux pour ${d.target}, « ${d.choice} » : ${d.found} publié(s), ${d.expected} recalculé(s).`,
    'count-missing': (d) => `Le décompte de ${d.target} manque.`,
    'count-unknown': (d) => `Un décompte porte sur un objet inconnu (${d.target}).`,
    'outcome-differs': (d) =>
      `Résultat faux pour ${d.target} : « ${d.found} » publié, « ${d.expected} » selon les règles.`,
    'result-differs': (d) =>
      `Résultat faux pour ${d.target} : « ${d.found || 'personne'} » publié, « ${d.expected || 'personne'} » recalculé, ou les chiffres diffèrent.`,
    'import-differs': (d) =>
      `Les chiffres repris d’une autre source ne sont pas ceux du journal (${d.target}).`,
    'activity-differs': (d) =>
      `Actes sur ${d.target} dans l’heure du ${d.hour}, « ${d.act} » : ${d.found} publié(s), ${d.expected} au journal.`,
    'activity-missing': (d) =>
      `Les ${d.expected} acte(s) sur ${d.target} dans l’heure du ${d.hour} ne sont pas dans la liste.`,
    'contribution-missing': (d) =>
      `Une contribution du journal manque dans la liste : ${d.subject}.`,
    'contribution-unknown': (d) => `Une contribution n’est pas au journal : ${d.subject}.`,
    'contribution-twice': (d) => `Une contribution figure deux fois : ${d.subject}.`,
    'contribution-differs': (d) => `${d.subject} : « ${d.field} » n’est pas ce que dit le journal.`,
    'text-differs': (d) =>
      `${d.subject} : le texte publié (${d.field}) n’est pas celui qui a été déposé.`,
    'hiding-missing': (d) =>
      d.journal === 'hidden'
        ? `${d.subject} a été masqué, et la liste ne le dit pas.`
        : `${d.subject} est présenté comme masqué, et le journal ne le dit pas.`,
    'hiding-differs': (d) =>
      `${d.subject} : la modération annoncée (${d.field}) n’est pas celle du journal.`,
    'decision-missing': (d) => `Une décision du journal manque dans la liste (${d.subject}).`,
    'decision-unknown': () => 'Une décision de la liste n’est pas au journal.',
    'decision-differs': (d) =>
      `La décision sur ${d.subject} n’est pas celle du journal (${d.field}).`,
    'reason-differs': (d) => `Le motif de la décision sur ${d.subject} n’est pas celui du journal.`,
    'version-missing': (d) => `La version ${d.number} du texte manque.`,
    'version-unknown': (d) => `La version ${d.number} du texte n’est pas au journal.`,
    'version-differs': (d) =>
      `Version ${d.number ?? ''} : « ${d.field} » n’est pas ce que dit le journal.`,
    'version-body': (d) =>
      `Le texte de la version ${d.number} n’est pas celui dont le journal a l’empreinte.`,
    'seed-missing': () => 'La graine du tirage de l’ordre n’est pas publiée.',
    'seed-differs': () =>
      'La graine du tirage n’est pas celle qui a été engagée avant l’ouverture.',
    'order-differs': (d) => `L’ordre du ${d.day} n’est pas celui du tirage.`,
    'table-differs': (d) =>
      `Le tableau ne dit pas la même chose que le fichier de référence (rang ${d.row}).`,
    'table-broken': () => 'Le tableau ne se lit pas.',
    'live-broken': () => 'Le point de contrôle en ligne ne se lit pas.',
    'live-shorter': (d) =>
      `Des actes ont été retirés : le journal en ligne compte ${d.size} actes, il en comptait ${d.before}.`,
    'live-forked': (d) =>
      `Bifurcation : le journal en ligne (${d.size} actes) ne prolonge pas cette édition.`,
    'live-signature': (d) =>
      `Le journal en ligne (${d.size} actes) n’est pas signé par la clé du journal.`,
    'live-keys': () => 'Les clés en ligne ne prolongent pas celles du journal.',
    'held-broken': () => 'Le point de contrôle que vous avez donné ne se lit pas.',
    'held-forked': (d) =>
      `Bifurcation : le point de contrôle à ${d.size} actes que vous aviez gardé dit un autre passé que celui publié.`,
    'held-signature': (d) =>
      `Le point de contrôle à ${d.size} actes que vous aviez gardé n’est pas signé par la clé du journal.`,
    'held-beyond': (d) =>
      `Des actes ont été retirés : vous aviez gardé un point de contrôle à ${d.size} actes, le journal en compte ${d.found}.`,
    'policy-unmet': (d) =>
      `Aucun point de contrôle couvrant les ${d.size} actes ne porte les signatures que demande votre politique (vu par : ${d.witnesses || 'personne'}).`,
    'policy-log': (d) =>
      `Le point de contrôle à ${d.size} actes n’est signé par aucun des journaux que nomme votre politique.`,
    'cosignature-wrong': (d) =>
      `La signature du témoin ${d.witness} sous le point de contrôle à ${d.size} actes n’est pas valable.`,
    'receipt-broken': () => 'Ce reçu ne se lit pas.',
    'receipt-refused': (d) =>
      `Le reçu ${d.code} ne prouve rien : ${reasons[String(d.reason)] ?? d.reason}.`,
    'receipt-not-in-journal': (d) => `Le reçu ${d.code} n’est pas au journal publié.`,
    'receipt-lost': (d) =>
      `Acte confirmé puis perdu : l’acte du reçu ${d.code} avait été signé, puis perdu à la restauration d’une sauvegarde plus ancienne (l’acte ${d.journal} du journal le dit).`,
    'receipt-forked': (d) =>
      `Bifurcation : le reçu ${d.code} prouve un autre passé que celui publié.`,
  },
  remarks: {
    'texts-erased': (d) =>
      `${d.count} contenu(s) ont été effacés à la demande de leur auteur : leur texte ne peut plus être comparé.`,
    'texts-hidden': (d) =>
      `${d.count} contenu(s) masqués par la modération : leur texte n’est pas publié.`,
    'ballots-sealed': (d) =>
      `Les ${d.count} actes de vote sont encore secrets : ils seront ouverts à la clôture, et pourront alors être recomptés.`,
    'kinds-unknown': (d) => `Ce vérificateur ne connaît pas ces sortes d’actes : ${d.kinds}.`,
    'rotation-by-new-key-only': (d) =>
      `La clé a changé (acte ${d.index}) sans que l’ancienne ne signe : demandez à l’organisme de le confirmer.`,
    'key-not-pinned': (d) =>
      `Clé de signature : ${d.key}. Comparez-la avec celle que l’organisme publie ailleurs, ou donnez-la avec --key.`,
    'journal-continued': (d) =>
      `Le journal a été repris d’une sauvegarde (acte ${d.index}) : ${d.lost ?? '?'} actes avaient été signés, ${d.from ?? '?'} ont été repris.`,
    'live-not-asked': () =>
      'Le journal en ligne n’a pas été interrogé : cette édition a été lue seule.',
    'leaves-after-edition': (d) =>
      `Le journal en ligne compte ${d.count} acte(s) de plus que cette édition.`,
    'method-unknown': (d) =>
      `Le mode de scrutin « ${d.method} » est inconnu de ce vérificateur : les décomptes n’ont pas été recalculés.`,
    cosigned: (d) => `Le témoin ${d.witness} a vu ce journal à ${d.size} actes (${d.at}).`,
    'busy-hours': (d) =>
      `Heures bien plus chargées que d’habitude : ${d.count} (règle ${d.rule}). La plus chargée : ${d.acts} actes sur ${d.target} dans l’heure du ${d.hour}, contre ${d.usual} dans ses heures ordinaires. Tous comptent ; un courriel groupé, un article de presse et des votants inventés se ressemblent vus d’ici.`,
  },
  fates: {
    counted: 'ce bulletin est compté',
    replaced: 'ce bulletin a été remplacé par un acte ultérieur du même votant',
    withdrawn: 'cet acte a retiré un bulletin : rien n’est compté pour lui',
    sealed: 'secret jusqu’à la clôture',
    public: 'cette contribution est publiée',
    hidden: 'cette contribution est masquée par la modération',
    erased: 'ce contenu a été effacé',
    recorded: 'cet acte est au journal',
    unknown: 'les données lues ne vont pas jusque-là',
  },
  receipt: (code, proof, place) => `${code} : ${proof} ; ${place}.`,
  proofs: {
    proved: 'preuve valable et signée',
    unsigned: 'preuve valable, signature non vérifiée faute de clé (donnez --key)',
    code: 'code seul, sans preuve',
    refused: 'preuve refusée',
  },
  places: { in: 'au journal', out: 'pas au journal', unknown: 'journal non lu' },
  limits: [
    'Ce n’est pas un vote à bulletin secret : qui gère le serveur peut savoir qui a voté quoi.',
    'Rien ici ne protège contre l’achat de votes ou la contrainte.',
    'Rien ici ne prouve que derrière chaque pseudonyme il y a une personne : un organisateur malhonnête peut en inventer.',
    'C’est une consultation, pas une élection.',
  ],
};
