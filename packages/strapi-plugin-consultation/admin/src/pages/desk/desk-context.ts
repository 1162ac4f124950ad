import type { Consolidated } from 'consultation-core/amendment';
import type {
  DeskAmendment,
  DeskView,
  Presence,
  RecordedResolution,
  StaffConsultation,
} from 'consultation-core/contract';
import type { BlockId } from 'consultation-core/text';
import { createContext, useContext } from 'react';
import type { Line } from '../../lib/lines.ts';
import type { MarkedArticle, Places } from './model/places.ts';
import type { Choice, Outbox } from './model/queue.ts';

/** Everything that the parts of the desk share. */
export interface Desk {
  readonly consultation: StaffConsultation;
  readonly view: DeskView;
  readonly byId: ReadonlyMap<string, DeskAmendment>;
  readonly places: Places;
  readonly lines: ReadonlyMap<BlockId, readonly Line[]>;
  readonly articles: readonly MarkedArticle[];
  /** The next version as it is decided now. */
  readonly next: Consolidated;
  readonly outbox: Outbox;
  readonly connected: boolean;
  /** Whether the browser keeps what is not at the server. */
  readonly kept: boolean;
  /** Whether the server was heard on the state that this screen shows, with nothing of one's own on its way. */
  readonly settled: boolean;
  readonly recorded: (collision: string) => RecordedResolution | undefined;
  readonly resolve: (collision: string, choice: Choice | null) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Answers a conflict: mine once more onto theirs, or theirs as it stands. */
  readonly settle: (collision: string, whose: 'mine' | 'theirs') => void;
  readonly dismiss: (collision: string) => void;
  /** Loads amendments, wordings and decisions again. */
  readonly reload: () => Promise<void>;
  /** Says something to those who do not see the screen. */
  readonly announce: (words: string) => void;
  /** Tells the others what one looks at. */
  readonly setPlace: (place: string) => void;
  /** Prefix of what is kept in this browser for this person and consultation. */
  readonly prefix: string;
}

export const DeskContext = createContext<Desk | undefined>(undefined);
export const PresenceContext = createContext<readonly Presence[]>([]);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === undefined) throw new Error('The desk is used outside of its screen.');
  return desk;
}

export const usePresent = () => useContext(PresenceContext);
