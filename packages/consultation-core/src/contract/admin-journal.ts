import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { DataEdition } from './journal.ts';
import { Count, Instant } from './shapes.ts';

const params = z.strictObject({ id: z.string().min(1).max(64) });

/** State of a journal and of its open data, as whoever runs the consultation sees it. */
export const StaffJournal = z.strictObject({
  origin: z.string(),
  /** Leaves in it, and how many of them the newest checkpoint vouches for. */
  size: Count,
  signed: Count,
  signedAt: Instant.nullable(),
  /** Number of the key that signs, from 1 on; 0 before the journal has begun. */
  key: Count,
  /** Why nothing may be written, in words for whoever runs the server; null where all is well. */
  halted: z.string().nullable(),
  /** Newest first. */
  editions: z.array(DataEdition.omit({ files: true }).extend({ bytes: Count })),
  /** Leaves that are written of the edition that is being made. */
  running: z.strictObject({ done: Count, total: Count }).nullable(),
  /** Why the last edition could not be made. */
  failed: z.strictObject({ at: Instant, why: z.string() }).nullable(),
  /** Path on this site of the open data, with a slash at its end. */
  files: z.string(),
});
export type StaffJournal = z.output<typeof StaffJournal>;

export const staffJournal = endpoint({
  verb: 'GET',
  path: '/consultations/:id/journal',
  handler: 'admin-journal.find',
  summary: 'State of the journal and of the open data',
  access: 'read',
  params,
  response: StaffJournal,
  refusals: ['not-found'],
});

export const staffMakeEdition = endpoint({
  verb: 'POST',
  path: '/consultations/:id/journal/editions',
  handler: 'admin-journal.makeEdition',
  summary: 'Start to make an edition of the open data; it goes on after the answer',
  access: 'publish',
  params,
  response: StaffJournal,
  refusals: ['not-found', 'status-forbids'],
});

export const staffRotateKey = endpoint({
  verb: 'POST',
  path: '/consultations/:id/journal/keys',
  handler: 'admin-journal.rotateKey',
  summary: 'Sign with a new key from now on; the next checkpoint is signed by both',
  access: 'publish',
  params,
  response: StaffJournal,
  refusals: ['not-found'],
});

export const staffContinueJournal = endpoint({
  verb: 'POST',
  path: '/consultations/:id/journal/continuation',
  handler: 'admin-journal.continue',
  summary: 'Go on after a restore that lost what was published already; the gap becomes public',
  access: 'publish',
  params,
  response: StaffJournal,
  refusals: ['not-found', 'status-forbids'],
});

export const staffAuditJournal = endpoint({
  verb: 'POST',
  path: '/consultations/:id/journal/audits',
  handler: 'admin-journal.audit',
  summary: 'Read and hash the whole journal again, and compare it with all that was signed',
  access: 'publish',
  params,
  response: z.strictObject({
    size: Count,
    checkpoints: Count,
    /** What is wrong and what to do; null where nothing is. */
    fault: z.string().nullable(),
  }),
  refusals: ['not-found'],
});
