import type { Approval, Presence, RecordedResolution, Wording } from 'consultation-core/contract';
import { fingerprint } from '../services/keys.ts';
import { instant } from '../store/consultation.ts';
import type { Author, StoredApproval, StoredResolution } from '../store/desk.ts';
import type { StoredPresence } from '../store/desk-presence.ts';
import { mutable } from './mutable.ts';
import type { WordingRow } from './wording.ts';

export function recordedView(stored: StoredResolution): RecordedResolution {
  const { collision, resolution, revision, by, at } = stored;
  return { collision, resolution: mutable(resolution), revision, by, at };
}

export function approvalView(stored: StoredApproval, me: Author): Approval {
  const { fingerprint: print, by, at, user } = stored;
  return { fingerprint: print, by, at, me: user === me.id };
}

/** What a window is called is known to that window alone: whoever knows it can speak for it. */
export function presenceView(stored: StoredPresence, consultation: string, me: Author): Presence {
  const { window, name, place, seenAt, user } = stored;
  const id = fingerprint(['window', consultation, window]).slice(0, 16);
  return { id, name, place, seenAt, me: user === me.id };
}

export interface StaffWordingRow extends Omit<WordingRow, 'state'> {
  readonly amendment: string;
  readonly state: Wording['state'];
  readonly by: string;
}

export function staffWording(row: StaffWordingRow): Wording {
  return {
    number: row.number,
    state: row.state,
    after: mutable(row.after),
    change: mutable(row.change),
    note: row.note ?? '',
    reply: row.reply ?? '',
    by: row.by,
    at: instant(row.at) ?? '',
  };
}
