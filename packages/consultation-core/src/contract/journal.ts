import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Count, Instant, Slug } from './shapes.ts';

/** `<index>-XXXX-XXXX-XXXX-XXXX`: the place in the journal and 80 bits of the leaf's hash, in Crockford's base 32. */
export const ReceiptCode = z
  .string()
  .trim()
  .transform((value) => value.toUpperCase())
  .pipe(z.string().regex(/^\d{1,15}(?:-[0-9A-HJKMNP-TV-Z]{4}){4}$/));

/** Where the record of an act is; given to whoever acted, worth nothing to anybody else. */
export const Receipt = z.strictObject({ code: z.string(), index: Count });
export type Receipt = z.output<typeof Receipt>;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A file of an edition of the open data. */
export const DataFile = z.strictObject({
  name: z.string(),
  bytes: Count,
  sha256: Sha256,
  /** Records in it; null where it is no list. */
  rows: Count.nullable(),
});
/** Everything that is public of a consultation as it was when its journal had `size` leaves. */
export const DataEdition = z.strictObject({
  name: z.string(),
  at: Instant,
  size: Count,
  /** Whether it was made after the close, with nothing left out for the time being. */
  final: z.boolean(),
  files: z.array(DataFile),
});

export const JournalView = z.strictObject({
  consultation: z.strictObject({ slug: Slug, title: z.string(), language: z.enum(['fr', 'en']) }),
  /** Name of the journal, in every checkpoint. */
  origin: z.string(),
  /** Leaves in it now. */
  size: Count,
  /** The newest checkpoint as it was signed (C2SP signed note); null before the first. */
  checkpoint: z
    .strictObject({ note: z.string(), size: Count, root: z.string(), at: Instant })
    .nullable(),
  /** Verifier keys, oldest first (C2SP `vkey`); all but the last are retired. */
  keys: z.array(z.string()),
  /** Until when votes are sealed, where they are and that is known. */
  sealed: z.boolean(),
  order: z.strictObject({ algorithm: z.string(), seed: z.string(), commitment: Sha256 }),
  /** Newest first. */
  editions: z.array(DataEdition),
  /** Path on this site below which files of editions, tiles and checkpoints are, with a slash at its end. */
  files: z.string(),
  at: Instant,
});
export type JournalView = z.output<typeof JournalView>;

export const getJournal = endpoint({
  verb: 'GET',
  path: '/consultations/:slug/journal',
  handler: 'journal.find',
  summary: 'State of the journal: newest checkpoint, keys, editions of the open data',
  access: 'anyone',
  params: z.strictObject({ slug: Slug }),
  response: JournalView,
  refusals: ['not-found'],
});

/**
 * What became of a ballot: `counted` is in the count; `replaced` by a later act of the same voter; `withdrawn` says
 * that the act took a ballot back; `sealed` says that all this is told only from the close on; `no-ballot` for every
 * other kind of act.
 */
export const Standing = z.enum(['counted', 'replaced', 'withdrawn', 'sealed', 'no-ballot']);

export const RecordedAct = z.strictObject({
  code: z.string(),
  index: Count,
  /** The leaf itself: canonical JSON (RFC 8785), byte for byte. */
  entry: z.string(),
  /** What the commitment of the leaf hides, as canonical JSON, and its nonce; null while sealed, hidden or erased. */
  opening: z.strictObject({ nonce: z.string(), content: z.string() }).nullable(),
  standing: Standing,
  /** A file that proves that the leaf is in the journal (C2SP tlog-proof); null until the next checkpoint, a minute at most. */
  proof: z.string().nullable(),
  at: Instant,
});
export type RecordedAct = z.output<typeof RecordedAct>;

export const getRecordedAct = endpoint({
  verb: 'GET',
  path: '/consultations/:slug/journal/:code',
  handler: 'journal.findOne',
  summary: 'What the journal holds under the code of a receipt, with the proof that it is in it',
  access: 'anyone',
  params: z.strictObject({ slug: Slug, code: ReceiptCode }),
  response: RecordedAct,
  refusals: ['not-found'],
});
