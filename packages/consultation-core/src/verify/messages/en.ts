import type { Messages } from './types.ts';

const where = (d: Readonly<Record<string, string | number>>) =>
  [
    d.index !== undefined && `act ${d.index}`,
    d.line !== undefined && `line ${d.line}`,
    d.file !== undefined && `file ${d.file}`,
  ]
    .filter(Boolean)
    .join(', ');

/** Why a receipt proves nothing. */
const reasons: Readonly<Record<string, string>> = {
  malformed: 'it cannot be read',
  'unknown-signer': 'no key that is known signed it',
  'bad-signature': 'the signature is wrong',
  'other-origin': 'it is of another journal',
  'not-covered': 'the signed state does not reach this act',
  'wrong-proof': 'the proof does not lead to the signed state',
};

export const en: Messages = {
  title: (name) => `Verification of the consultation “${name}”`,
  verdicts: {
    ok: 'Everything that was checked is as it should be.',
    findings: 'Something is wrong.',
    incomplete: 'The verification could not be completed.',
  },
  edition: (name, size, date, final) =>
    `Open data of ${date} (edition ${name}), ${size} acts in the journal${final ? ', final edition' : ''}.`,
  trouble: (why) => `Reason: ${why}`,
  passed: (looked) => `right (${looked})`,
  failed: (findings, looked) => `${findings} wrong of ${looked}`,
  notDone: 'not checked',
  more: (count) => `… and ${count} more of the same kind.`,
  headings: {
    checks: 'What was checked',
    findings: 'What is wrong',
    remarks: 'Good to know',
    receipts: 'Your receipts',
    limits: 'What this verification does not say',
  },
  where,
  checks: {
    files: ['Files', 'each file has the fingerprint that was announced'],
    checkpoints: ['Checkpoints', 'each signed state of the journal was recomputed from the acts'],
    leaves: ['Acts of the journal', 'no act is missing, moved or dated back'],
    openings: ['Commitments', 'each published content is the one that the journal committed to'],
    sealed: ['Sealed votes', 'what must be hidden is, and nothing else'],
    rules: ['Rules', 'openings, phases and closes follow each other as announced'],
    ballots: ['Ballots', 'the list of ballots is what the acts of voting come to, one per voter'],
    counts: ['Counts', 'each total and each outcome was recomputed'],
    activity: ['Acts per hour', 'the acts on each item were counted again, hour by hour'],
    contributions: ['Contributions', 'each amendment and argument is there, as it was submitted'],
    decisions: ['Decisions', 'each decision and act of moderation is there, with its reason'],
    versions: ['Texts', 'each published version is the one of the journal'],
    orders: [
      'Display order',
      'the order of each day follows the draw committed to before the opening',
    ],
    tables: ['CSV tables', 'they say the same as the reference files'],
    live: ['Journal online', 'the journal of today extends the one of the edition'],
    held: ['Checkpoints that you kept', 'the journal extends them'],
    witnesses: ['Witnesses', 'those whom your policy names saw this same journal'],
    receipts: ['Receipts', 'what you hold is in the journal'],
  },
  findings: {
    'file-missing': () => 'This file is missing.',
    'file-changed': (d) =>
      `This file does not have the fingerprint that ${d.list} gives: it was changed.`,
    'file-unlisted': (d) => `This file is not in the list ${d.list}.`,
    'file-name': () => 'This file name leads out of the folder: it was not opened.',
    'file-unreadable': () => 'This file cannot be read as announced.',
    'manifest-broken': () => 'The list of files cannot be read.',
    'manifest-differs': (d) =>
      `The edition says “${d.found}” (${d.field}), the journal says “${d.expected}”.`,
    'listing-differs': () => 'The site announces another fingerprint for this file.',
    'checkpoint-broken': () => 'This checkpoint cannot be read.',
    'checkpoint-order': (d) => `The checkpoints do not follow each other (${d.size} acts).`,
    'checkpoint-origin': (d) => `The checkpoint at ${d.size} acts is one of another journal.`,
    'checkpoint-signature': (d) =>
      `The checkpoint at ${d.size} acts does not bear the signature of the journal’s key.`,
    'checkpoint-forked': (d) =>
      `Fork: at ${d.size} acts the organiser signed another past than the one published.`,
    'checkpoint-beyond': (d) =>
      `A checkpoint covers ${d.size} acts: the published journal is shorter.`,
    'checkpoint-missing': (d) => `No checkpoint covers the ${d.size} acts of the edition.`,
    'key-broken': () => 'The signing key cannot be read.',
    'key-unexpected': () => 'The journal is not signed with the key that you gave.',
    'keys-differ': () => 'The keys announced are not those of the journal.',
    'leaf-unreadable': () => 'This act cannot be read.',
    'leaf-not-canonical': () => 'This act is not written in the agreed form.',
    'leaf-index': (d) => `This act has number ${d.found}: an act is missing or was moved.`,
    'leaf-time': (d) => `This act is dated ${d.at}, before the one ahead of it (${d.before}).`,
    'leaf-shape': (d) => `This act does not have the agreed shape (${d.field}).`,
    'journal-not-begun': () => 'The journal does not begin with its opening act.',
    'journal-begun-twice': () => 'The journal begins twice.',
    'journal-short': (d) => `The edition announces ${d.expected} acts, the journal has ${d.found}.`,
    'opening-differs': () => 'The published content is not the one that the journal committed to.',
    'opening-missing': () =>
      'The content of this act is neither published nor said to be withheld.',
    'opening-without-commitment': () =>
      'A content is published that the journal never committed to.',
    'sealed-published': () => 'Votes are published although the counts are still sealed.',
    'sealed-counts': (d) => `A count is published although it is still sealed (${d.target}).`,
    'sealed-too-long': () => 'Votes are still withheld although nothing is sealed any more.',
    'sealed-misstated': (d) =>
      `The edition says ${d.field} = ${d.found}, the rules say ${d.expected}.`,
    'ballot-withheld': (d) =>
      `${d.count} act(s) of voting are neither opened nor still sealed: nobody can recount them.`,
    'hidden-text-published': (d) =>
      `The text of a hidden contribution is published (${d.subject}).`,
    'hidden-without-act': (d) => `A text is withheld as hidden, but no act hides ${d.subject}.`,
    'erased-without-act': (d) =>
      `A text is withheld as erased, but the journal has no erasure (${d.subject}).`,
    'state-impossible': (d) => `The journal goes from “${d.from}” to “${d.to}”, which cannot be.`,
    'phase-unknown': (d) =>
      `A change to a phase that the settings do not have there (${d.from} → ${d.to}).`,
    'phase-boundary': (d) =>
      `The phase changes at a moment that the settings do not name (${d.boundary}).`,
    'questions-changed': () => 'The questions were changed after people could answer them.',
    'ballot-while-closed': (d) => `A vote was accepted while voting was closed (${d.hour}).`,
    'ballot-after-close': (d) => `A vote bears an hour after the close (${d.hour}).`,
    'ballot-not-open-here': (d) =>
      `A vote is on something that was not open for votes (${d.target}).`,
    'ballot-shape': () => 'This ballot does not have the agreed shape.',
    'ballot-choice': (d) => `This ballot has a choice that does not exist: “${d.choice}”.`,
    'ballot-twice': (d) => `The same voter voted twice on ${d.target}.`,
    'ballot-change-without-cast': (d) => `A vote that does not exist was changed (${d.target}).`,
    'ballot-withdrawal-without-cast': (d) =>
      `A vote that does not exist was withdrawn (${d.target}).`,
    'ballot-added': (d) => `A ballot of the list comes from no act of the journal (${d.target}).`,
    'ballot-changed': (d) =>
      `The ballot of ${d.voter} on ${d.target} is “${d.found}”; the journal says “${d.expected}”.`,
    'ballot-redated': (d) =>
      `The ballot of ${d.voter} on ${d.target} is dated ${d.found}; the journal says ${d.expected}.`,
    'ballot-moved': (d) => `The ballot of ${d.voter} was moved from ${d.from} to ${d.to}.`,
    'ballot-listed-twice': (d) => `The ballot of ${d.voter} on ${d.target} is listed twice.`,
    'ballot-dropped': (d) => `The ballot of ${d.voter} on ${d.target} is missing from the list.`,
    'ballots-order': () =>
      'The list of ballots is not in the agreed order, which says nothing of their arrival.',
    'count-differs': (d) =>
      `Wrong count for ${d.target}, “${d.choice}”: ${d.found} published, ${d.expected} recomputed.`,
    'count-missing': (d) => `The count of ${d.target} is missing.`,
    'count-unknown': (d) => `A count is about something unknown (${d.target}).`,
    'outcome-differs': (d) =>
      `Wrong outcome for ${d.target}: “${d.found}” published, “${d.expected}” by the rules.`,
    'result-differs': (d) =>
      `Wrong result of ${d.target}: published for “${d.found || 'nobody'}”, recomputed for “${d.expected || 'nobody'}”, or its figures differ.`,
    'import-differs': (d) =>
      `Figures taken from elsewhere are not those of the journal (${d.target}).`,
    'activity-differs': (d) =>
      `Acts on ${d.target} in the hour of ${d.hour}, “${d.act}”: ${d.found} published, ${d.expected} in the journal.`,
    'activity-missing': (d) =>
      `The ${d.expected} act(s) on ${d.target} in the hour of ${d.hour} are not in the list.`,
    'contribution-missing': (d) =>
      `A contribution of the journal is missing from the list: ${d.subject}.`,
    'contribution-unknown': (d) => `A contribution is not in the journal: ${d.subject}.`,
    'contribution-twice': (d) => `A contribution is there twice: ${d.subject}.`,
    'contribution-differs': (d) => `${d.subject}: “${d.field}” is not what the journal says.`,
    'text-differs': (d) =>
      `${d.subject}: the published text (${d.field}) is not the one that was submitted.`,
    'hiding-missing': (d) =>
      d.journal === 'hidden'
        ? `${d.subject} was hidden, and the list does not say so.`
        : `${d.subject} is said to be hidden, and the journal does not say so.`,
    'hiding-differs': (d) =>
      `${d.subject}: the moderation that is told (${d.field}) is not the one of the journal.`,
    'decision-missing': (d) => `A decision of the journal is missing from the list (${d.subject}).`,
    'decision-unknown': () => 'A decision of the list is not in the journal.',
    'decision-differs': (d) =>
      `The decision on ${d.subject} is not the one of the journal (${d.field}).`,
    'reason-differs': (d) =>
      `The reason of the decision on ${d.subject} is not the one of the journal.`,
    'version-missing': (d) => `Version ${d.number} of the text is missing.`,
    'version-unknown': (d) => `Version ${d.number} of the text is not in the journal.`,
    'version-differs': (d) =>
      `Version ${d.number ?? ''}: “${d.field}” is not what the journal says.`,
    'version-body': (d) =>
      `The text of version ${d.number} is not the one whose fingerprint the journal has.`,
    'seed-missing': () => 'The seed of the display order is not published.',
    'seed-differs': () => 'The seed is not the one that was committed to before the opening.',
    'order-differs': (d) => `The order of ${d.day} is not the one that was drawn.`,
    'table-differs': (d) => `The table does not say the same as the reference file (row ${d.row}).`,
    'table-broken': () => 'The table cannot be read.',
    'live-broken': () => 'The checkpoint online cannot be read.',
    'live-shorter': (d) =>
      `Acts were removed: the journal online has ${d.size} acts, it had ${d.before}.`,
    'live-forked': (d) => `Fork: the journal online (${d.size} acts) does not extend this edition.`,
    'live-signature': (d) =>
      `The journal online (${d.size} acts) is not signed by the journal’s key.`,
    'live-keys': () => 'The keys online do not extend those of the journal.',
    'held-broken': () => 'The checkpoint that you gave cannot be read.',
    'held-forked': (d) =>
      `Fork: the checkpoint at ${d.size} acts that you kept tells another past than the one published.`,
    'held-signature': (d) =>
      `The checkpoint at ${d.size} acts that you kept is not signed by the journal’s key.`,
    'held-beyond': (d) =>
      `Acts were removed: you kept a checkpoint at ${d.size} acts, the journal has ${d.found}.`,
    'policy-unmet': (d) =>
      `No checkpoint that covers the ${d.size} acts bears the signatures that your policy asks for (seen by: ${d.witnesses || 'nobody'}).`,
    'policy-log': (d) =>
      `The checkpoint at ${d.size} acts is signed by no log that your policy names.`,
    'cosignature-wrong': (d) =>
      `The signature of the witness ${d.witness} under the checkpoint at ${d.size} acts is wrong.`,
    'receipt-broken': () => 'This receipt cannot be read.',
    'receipt-refused': (d) =>
      `The receipt ${d.code} proves nothing: ${reasons[String(d.reason)] ?? d.reason}.`,
    'receipt-not-in-journal': (d) => `The receipt ${d.code} is not in the published journal.`,
    'receipt-lost': (d) =>
      `Acknowledged but lost: the act of the receipt ${d.code} was signed, and was lost when an older backup was put back (act ${d.journal} of the journal says so).`,
    'receipt-forked': (d) =>
      `Fork: the receipt ${d.code} proves another past than the one published.`,
  },
  remarks: {
    'texts-erased': (d) =>
      `${d.count} content(s) were erased at their author’s wish: their text can no longer be compared.`,
    'texts-hidden': (d) =>
      `${d.count} content(s) hidden by moderation: their text is not published.`,
    'ballots-sealed': (d) =>
      `The ${d.count} acts of voting are still sealed: they are opened at the close, and can be recounted then.`,
    'kinds-unknown': (d) => `This verifier does not know these kinds of acts: ${d.kinds}.`,
    'rotation-by-new-key-only': (d) =>
      `The key was replaced (act ${d.index}) without a signature of the former one: ask the public body to confirm it.`,
    'key-not-pinned': (d) =>
      `Signing key: ${d.key}. Compare it with the one that the public body gives elsewhere, or give it with --key.`,
    'journal-continued': (d) =>
      `The journal was restored from a backup (act ${d.index}): ${d.lost ?? '?'} acts had been signed, ${d.from ?? '?'} were restored.`,
    'live-not-asked': () => 'The journal online was not asked: this edition was read by itself.',
    'leaves-after-edition': (d) =>
      `The journal online has ${d.count} act(s) more than this edition.`,
    'method-unknown': (d) =>
      `This verifier does not know the method “${d.method}”: counts were not recomputed.`,
    cosigned: (d) => `The witness ${d.witness} saw this journal at ${d.size} acts (${d.at}).`,
    'busy-hours': (d) =>
      `Hours with far more votes than usual: ${d.count} (rule ${d.rule}). The busiest: ${d.acts} acts on ${d.target} in the hour of ${d.hour}, against ${d.usual} in its ordinary hours. All of them count; a mailing, a press article and invented voters look alike from here.`,
  },
  fates: {
    counted: 'this ballot is counted',
    replaced: 'this ballot was replaced by a later act of the same voter',
    withdrawn: 'this act took a ballot back: nothing is counted for it',
    sealed: 'sealed until the close',
    public: 'this contribution is public',
    hidden: 'this contribution is hidden by moderation',
    erased: 'this content was erased',
    recorded: 'this act is in the journal',
    unknown: 'the data that were read do not reach so far',
  },
  receipt: (code, proof, place) => `${code}: ${proof}; ${place}.`,
  proofs: {
    proved: 'valid proof, signed',
    unsigned: 'valid proof, signature not checked for want of a key (give --key)',
    code: 'a code alone, without proof',
    refused: 'proof refused',
  },
  places: { in: 'in the journal', out: 'not in the journal', unknown: 'no journal was read' },
  limits: [
    'This is not a secret ballot: whoever runs the server can know who voted what.',
    'Nothing here protects against the sale of votes or against coercion.',
    'Nothing here proves that there is a person behind each pseudonym: a dishonest organiser can invent some.',
    'It is a consultation, not an election.',
  ],
};
