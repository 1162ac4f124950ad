/** What a field of a file means, in both languages. */
interface Field {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'object' | 'array' | 'datetime' | 'date' | 'any';
  readonly en: string;
  readonly fr: string;
}
interface List {
  readonly en: string;
  readonly fr: string;
  readonly fields: readonly Field[];
}

const field = (name: string, type: Field['type'], en: string, fr: string): Field => ({
  name,
  type,
  en,
  fr,
});

const index = field(
  'index',
  'integer',
  'Place in the journal, from 0 on',
  'Rang dans le journal, à partir de 0'
);
const target = field(
  'target',
  'string',
  'What it is about: article:<id>, amendment:<id> or question:<id>',
  'Ce dont il s’agit : article:<id>, amendment:<id> ou question:<id>'
);
const at = field(
  'at',
  'datetime',
  'Moment in UTC, as the journal has it',
  'Instant en temps universel, tel qu’au journal'
);
const reason = field('reason', 'string', 'Reason that was given', 'Motif donné');
const choice = field(
  'choice',
  'string',
  'Choice of the voting method; on a question the whole ballot, with the ids of its options in the order of the paper: approved ones a,c; grades a:good,b:to-reject; a ranking from the most liked b>a=c; blank for one that names nothing',
  'Choix offert par le mode de scrutin ; pour une question, le bulletin entier, avec les identifiants de ses options dans l’ordre du bulletin : approuvées a,c ; mentions a:good,b:to-reject (very-good : très bien, good : bien, fair : assez bien, passable, insufficient : insuffisant, to-reject : à rejeter) ; classement à partir de la préférée b>a=c ; blank (blanc) si le bulletin ne nomme rien'
);
const status = field(
  'status',
  'string',
  'What became of it: submitted, admissible, inadmissible, withdrawn, adopted, rejected, moot; published for an argument',
  'Ce qu’il en est advenu : submitted (déposé), admissible (recevable), inadmissible (irrecevable), withdrawn (retiré), adopted (adopté), rejected (rejeté), moot (sans objet) ; published (publié) pour un argument'
);
const day = field(
  'day',
  'date',
  'Day in the consultation’s time zone',
  'Jour dans le fuseau de la consultation'
);

/** The dictionary of the data: every file of an edition and every field of it. */
export const dictionary: Readonly<Record<string, List>> = {
  journal: {
    en: 'Every act that was accepted, in order: the leaves of a Merkle tree (RFC 9162)',
    fr: 'Tous les actes acceptés, dans l’ordre : les feuilles d’un arbre de Merkle (RFC 9162)',
    fields: [
      field(
        'entry',
        'object',
        'The leaf; its bytes are this value as canonical JSON (RFC 8785)',
        'La feuille ; ses octets sont cette valeur en JSON canonique (RFC 8785)'
      ),
      index,
      field(
        'content',
        'object',
        'What the commitment in the entry stands for',
        'Ce que représente l’engagement inscrit dans la feuille'
      ),
      field(
        'nonce',
        'string',
        'Random number with which the commitment is computed, base64url',
        'Nombre aléatoire qui entre dans le calcul de l’engagement, en base64url'
      ),
      field(
        'withheld',
        'string',
        'Why content and nonce are left out: sealed, hidden or erased',
        'Pourquoi le contenu et le nombre manquent : sealed (scellé), hidden (masqué) ou erased (effacé)'
      ),
    ],
  },
  checkpoints: {
    en: 'Signed states of the journal (C2SP tlog-checkpoint), in order',
    fr: 'États signés du journal (C2SP tlog-checkpoint), dans l’ordre',
    fields: [
      at,
      field('note', 'string', 'The signed note itself', 'La note signée elle-même'),
      field('size', 'integer', 'Leaves that it vouches for', 'Nombre de feuilles attestées'),
    ],
  },
  ballots: {
    en: 'Ballots that stand, under pseudonyms that differ for each target; empty while sealed',
    fr: 'Bulletins en vigueur, sous des pseudonymes propres à chaque objet ; vide tant que le scrutin est scellé',
    fields: [
      choice,
      field(
        'hour',
        'datetime',
        'Hour in which the ballot was cast or last changed',
        'Heure pendant laquelle le bulletin a été déposé ou changé'
      ),
      target,
      field(
        'voter',
        'string',
        'Pseudonym of the voter for this target alone',
        'Pseudonyme du votant pour ce seul objet'
      ),
    ],
  },
  counts: {
    en: 'Counts of each target, as the ballots give them; empty while sealed',
    fr: 'Décompte pour chaque objet, tel qu’il résulte des bulletins ; vide tant que le scrutin est scellé',
    fields: [
      target,
      field('method', 'string', 'Voting method and its version', 'Mode de scrutin et sa version'),
      field('counts', 'object', 'Ballots for each choice', 'Nombre de bulletins par choix'),
      field(
        'outcome',
        'object',
        'What the rules for passing make of it; of a question there is none',
        'Ce qu’il en résulte selon les règles d’adoption ; sans objet pour une question'
      ),
      field(
        'result',
        'object',
        'What the method makes of the ballots on a question: winners, and how they came to be',
        'Ce que le mode de scrutin tire des bulletins sur une question : les options gagnantes, et comment elles l’ont emporté'
      ),
      field(
        'imported',
        'object',
        'Counts brought from elsewhere, which cannot be recounted here',
        'Décomptes venus d’ailleurs, qui ne peuvent être recomptés ici'
      ),
      choice,
      field(
        'count',
        'integer',
        'Ballots for the choice (table)',
        'Bulletins pour ce choix (tableau)'
      ),
    ],
  },
  activity: {
    en: 'Acts on the ballots of each target in each hour; empty while sealed',
    fr: 'Actes sur les bulletins, pour chaque objet et chaque heure ; vide tant que le scrutin est scellé',
    fields: [
      target,
      field('hour', 'datetime', 'Hour in UTC', 'Heure en temps universel'),
      field('cast', 'integer', 'Ballots cast', 'Bulletins déposés'),
      field('changed', 'integer', 'Ballots changed', 'Bulletins changés'),
      field('withdrawn', 'integer', 'Ballots withdrawn', 'Bulletins retirés'),
    ],
  },
  contributions: {
    en: 'Amendments and arguments; the words of those that were hidden or erased are left out',
    fr: 'Amendements et arguments ; les textes masqués ou effacés n’y sont pas',
    fields: [
      field('type', 'string', 'amendment or argument', 'amendment (amendement) ou argument'),
      field('id', 'string', 'Identifier', 'Identifiant'),
      field('number', 'integer', 'Number of an amendment', 'Numéro d’un amendement'),
      field(
        'article',
        'string',
        'Article that an amendment concerns',
        'Article auquel se rapporte un amendement'
      ),
      target,
      field(
        'stance',
        'string',
        'for or against, of an argument',
        'for (pour) ou against (contre), pour un argument'
      ),
      status,
      field('title', 'string', 'Title of an amendment', 'Titre d’un amendement'),
      field('text', 'any', 'Justification or argument', 'Exposé des motifs ou argument'),
      field('author', 'string', 'Name that the author gave', 'Nom donné par l’auteur'),
      field(
        'hidden',
        'object',
        'Rule, reason and moment if it is out of sight',
        'Règle, motif et instant si la contribution est masquée'
      ),
      at,
      field('hiddenRule', 'string', 'Rule of the charter (table)', 'Règle de la charte (tableau)'),
      field('hiddenReason', 'string', 'Reason (table)', 'Motif (tableau)'),
      field('hiddenAt', 'datetime', 'Moment (table)', 'Instant (tableau)'),
    ],
  },
  decisions: {
    en: 'Decisions of staff and of moderation, with their reasons',
    fr: 'Décisions de l’organisateur et de la modération, avec leurs motifs',
    fields: [
      index,
      at,
      field('kind', 'string', 'Kind of the act', 'Nature de l’acte'),
      field('subject', 'string', 'What it is about', 'Ce dont il s’agit'),
      status,
      field('rule', 'string', 'Rule of the charter', 'Règle de la charte'),
      reason,
    ],
  },
  versions: {
    en: 'Published versions of the text, with what each was computed from',
    fr: 'Versions publiées du texte, et ce dont chacune est issue',
    fields: [
      field('number', 'integer', 'Number of the version', 'Numéro de la version'),
      field('title', 'string', 'Title', 'Titre'),
      at,
      field('body', 'array', 'The text, block by block', 'Le texte, bloc par bloc'),
      field(
        'computedFrom',
        'object',
        'Base, algorithm and amendments; null for a text that was imported',
        'Version de départ, algorithme et amendements ; null pour un texte importé'
      ),
    ],
  },
  orders: {
    en: 'Neutral order in which the amendments were listed on each day on which anything happened; with the seed anybody can compute it again, for any day',
    fr: 'Ordre neutre dans lequel les amendements étaient affichés, pour chaque jour où quelque chose s’est passé ; avec la graine, chacun peut le recalculer pour n’importe quel jour',
    fields: [
      day,
      field(
        'position',
        'integer',
        'Place in the list, from 1 on',
        'Place dans la liste, à partir de 1'
      ),
      field('item', 'string', 'amendment:<id>', 'amendment:<id>'),
    ],
  },
};

/** How a file of the edition is described in its data package; `columns` for a table, all but those of tables otherwise. */
export function describeFile(name: string, columns?: readonly string[]) {
  const list = dictionary[name];
  if (list === undefined) throw new Error(`The dictionary has nothing on ${name}.`);
  const named = new Map(list.fields.map((one) => [one.name, one]));
  const chosen =
    columns === undefined
      ? list.fields.filter(({ en }) => !en.endsWith('(table)'))
      : columns.map((column) => {
          const found = named.get(column);
          if (found === undefined)
            throw new Error(`The dictionary has nothing on ${name}.${column}.`);
          return found;
        });
  return {
    description: list.en,
    description_fr: list.fr,
    schema: {
      fields: chosen.map(({ name: named_, type, en, fr }) => ({
        name: named_,
        type,
        description: en,
        description_fr: fr,
      })),
    },
  };
}
