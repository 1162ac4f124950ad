import type { ReportLanguage } from '../describe.ts';

interface Words {
  readonly help: string;
  readonly reading: (path: string, percent: string) => string;
  readonly badArgument: (argument: string) => string;
  readonly nothingAsked: string;
  readonly notFound: (place: string) => string;
  readonly unreadableFile: (file: string) => string;
  readonly monitorFirst: (size: string) => string;
  readonly monitorExtended: (from: string, to: string) => string;
  readonly monitorAlarm: Readonly<
    Record<'removed' | 'forked' | 'signature', (from: string, to: string) => string>
  >;
  readonly monitorUnreadable: Readonly<Record<'kept' | 'live', string>>;
  readonly failed: (why: string) => string;
}

const en: Words = {
  help: `consultation-verify <address or folder> [options]
consultation-verify --receipt FILE [address or folder]
consultation-verify --monitor FILE <address>

Checks the open data of a consultation without believing the server: signatures, every act
of the journal, every ballot, count, decision, text and order. Give the address of any page
of the consultation, that of its data, or a folder with a downloaded edition.

  --edition NAME    another edition than the newest one
  --key VKEY        the signing key as the public body gives it elsewhere
  --receipt FILE    a receipt file; may be given several times
  --code CODE       the code of a receipt; may be given several times
  --held FILE       a checkpoint that you kept; the journal must extend it
  --policy FILE     whose signatures a checkpoint needs (C2SP tlog-policy): which witnesses
                    must have seen this same journal
  --monitor FILE    compares the journal online with the checkpoint kept in FILE, then keeps
                    the new one; for a task that runs every day
  --language fr|en  language of the report (by default that of your system)
  --json            the report for machines, on standard output
  --quiet           no progress
  --help            this text

Exit code: 0 all is right, 1 something is wrong, 2 it could not be checked.`,
  reading: (path, percent) => `${percent} ${path}`,
  badArgument: (argument) => `I do not understand “${argument}”. See --help.`,
  nothingAsked: 'Give an address, a folder or a receipt. See --help.',
  notFound: (place) => `No open data of a consultation were found at ${place}.`,
  unreadableFile: (file) => `The file ${file} cannot be read.`,
  monitorFirst: (size) => `First look: checkpoint of ${size} acts kept.`,
  monitorExtended: (from, to) =>
    `The journal went from ${from} to ${to} acts; nothing was removed or changed.`,
  monitorAlarm: {
    removed: (from, to) => `ALARM: acts were removed. The journal had ${from} acts, it has ${to}.`,
    forked: (from, to) =>
      `ALARM: fork. The journal of ${to} acts does not extend the one of ${from} acts that you kept.`,
    signature: (_, to) =>
      `ALARM: the journal of ${to} acts is not signed by the key that you know.`,
  },
  monitorUnreadable: {
    kept: 'The file in which the checkpoint was kept cannot be read.',
    live: 'The checkpoint online cannot be read.',
  },
  failed: (why) => `It could not be checked: ${why}`,
};

const fr: Words = {
  help: `consultation-verify <adresse ou dossier> [options]
consultation-verify --receipt FICHIER [adresse ou dossier]
consultation-verify --monitor FICHIER <adresse>

Vérifie les données ouvertes d’une consultation sans faire confiance au serveur : signatures,
chaque acte du journal, chaque bulletin, décompte, décision, texte et ordre d’affichage.
Donnez l’adresse d’une page de la consultation, celle de ses données, ou le dossier d’une
édition téléchargée.

  --edition NOM      une autre édition que la plus récente
  --key VKEY         la clé de signature, telle que l’organisme la donne par ailleurs
  --receipt FICHIER  un reçu ; plusieurs fois s’il le faut
  --code CODE        le code d’un reçu ; plusieurs fois s’il le faut
  --held FICHIER     un point de contrôle que vous avez gardé ; le journal doit le prolonger
  --policy FICHIER   quelles signatures il faut sous un point de contrôle (C2SP tlog-policy) :
                     quels témoins doivent avoir vu ce même journal
  --monitor FICHIER  compare le journal en ligne au point de contrôle gardé dans FICHIER, puis
                     garde le nouveau ; pour une tâche quotidienne
  --language fr|en   langue du rapport (par défaut celle de votre système)
  --json             le rapport pour les machines, sur la sortie standard
  --quiet            sans progression
  --help             ce texte

Code de sortie : 0 tout est exact, 1 quelque chose ne va pas, 2 vérification impossible.`,
  reading: (path, percent) => `${percent} ${path}`,
  badArgument: (argument) => `« ${argument} » n’est pas compris. Voir --help.`,
  nothingAsked: 'Donnez une adresse, un dossier ou un reçu. Voir --help.',
  notFound: (place) => `Aucune donnée ouverte de consultation n’a été trouvée à ${place}.`,
  unreadableFile: (file) => `Le fichier ${file} ne peut pas être lu.`,
  monitorFirst: (size) => `Premier passage : point de contrôle à ${size} actes conservé.`,
  monitorExtended: (from, to) =>
    `Le journal est passé de ${from} à ${to} actes ; rien n’a été retiré ni changé.`,
  monitorAlarm: {
    removed: (from, to) =>
      `ALERTE : des actes ont été retirés. Le journal en comptait ${from}, il en compte ${to}.`,
    forked: (from, to) =>
      `ALERTE : bifurcation. Le journal de ${to} actes ne prolonge pas celui de ${from} actes que vous aviez gardé.`,
    signature: (_, to) =>
      `ALERTE : le journal de ${to} actes n’est pas signé par la clé que vous connaissez.`,
  },
  monitorUnreadable: {
    kept: 'Le fichier où le point de contrôle était gardé ne se lit pas.',
    live: 'Le point de contrôle en ligne ne se lit pas.',
  },
  failed: (why) => `Vérification impossible : ${why}`,
};

export const words: Readonly<Record<ReportLanguage, Words>> = { fr, en };
