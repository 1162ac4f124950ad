import type { Block, BlockId, Inline } from '../text/types.ts';
import type { Change, Edit, Misfit } from './types.ts';

/** The algorithm that merged; stored with the version that it made. Never edited after release; a fix is `@3`. */
export const mergeAlgorithm = 'merge@2';

/** A change and a name for whoever wants it. `rank` breaks ties of place (two insertions behind the same block). */
export interface NamedChange {
  readonly id: string;
  readonly rank: number;
  readonly change: Change;
  /** Further contributions that are in `change`: sub-amendments, a wording of staff that its author accepted. */
  readonly with?: readonly string[];
}

/** Where words come from. */
export type Origin =
  | { readonly kind: 'original' }
  /** All who asked for just this; several is an agreement. */
  | { readonly kind: 'changes'; readonly changes: readonly string[] }
  /** Staff, in a recorded decision on the collision of that key. */
  | { readonly kind: 'drafter'; readonly collision: string };

/** What changes that agree want of the words of a collision. */
export interface Option {
  /** By rank. */
  readonly changes: readonly string[];
  /** Just this, in coordinates of the base. */
  readonly change: Change;
  /** The blocks concerned, as this option alone would make them; fewer or more than before when it deletes or adds. */
  readonly after: readonly Block[];
  /** For a collision of words: what it would put in the place of the group of words. */
  readonly words?: readonly Inline[];
}

/**
 * A group of words, or of whole blocks, of which changes want different things. The smallest group that can be decided
 * on by itself: two groups of one block have nothing to do with each other.
 */
export interface Collision {
  /** Hash of the words and of what is wanted of them: the same words and wishes have the same key for ever. */
  readonly key: string;
  /** `words` when all want other words at one place of one block. */
  readonly kind: 'words' | 'blocks';
  /** Blocks of the base concerned, in reading order. */
  readonly blocks: readonly BlockId[];
  readonly before: readonly Block[];
  /** For `words`: the group, as UTF-16 offsets in the block of the base. */
  readonly range?: { readonly from: number; readonly to: number };
  readonly options: readonly Option[];
  /** The amendment whose sub-amendments collide; `before` is then the text as that one would make it. */
  readonly within?: string;
}

/** A recorded decision on a collision. It holds for that key only: when what is wanted changes, it must be taken anew. */
export type Resolution =
  | {
      readonly collision: string;
      readonly take: 'change';
      readonly change: string;
      /**
       * `optionKey` of what was taken: the decision is then for these words, whoever wants them. Without it, it is for
       * what `change` wants.
       */
      readonly option?: string | undefined;
    }
  | { readonly collision: string; readonly take: 'original' }
  /** A wording of staff in the place of the group of words. */
  | { readonly collision: string; readonly take: 'words'; readonly words: readonly Inline[] }
  /** A wording of staff in the place of the blocks concerned. */
  | { readonly collision: string; readonly take: 'blocks'; readonly blocks: readonly Block[] };

/** What became of one thing that a change wants. Each of them is told exactly once: nothing vanishes. */
export interface Fate {
  readonly change: string;
  /** One thing: a `words` edit holds one word edit, an `insert` one run of blocks. In coordinates of the base. */
  readonly edit: Edit;
  /** The amendment that it amends, for a sub-amendment: `edit` is then in coordinates of the text as that one makes it. */
  readonly within?: string;
  readonly outcome:
    | { readonly kind: 'applied'; readonly with: readonly string[] }
    /** In a collision that nobody has decided on yet. */
    | { readonly kind: 'open'; readonly collision: string }
    /** Other words were taken, or the original; `collision` is empty when a sub-amendment took it back. */
    | { readonly kind: 'lost'; readonly collision: string }
    /** It does not fit the base. */
    | { readonly kind: 'orphan'; readonly misfit: Misfit };
}

export interface Merged {
  readonly algorithm: typeof mergeAlgorithm;
  /** All that can be done together, in coordinates of the base; nothing of what is in an open collision. */
  readonly change: Change;
  readonly body: readonly Block[];
  readonly collisions: readonly Collision[];
  readonly resolved: readonly { readonly collision: Collision; readonly resolution: Resolution }[];
  /** Decisions on collisions that are no more, or that were taken on something else. */
  readonly stale: readonly Resolution[];
  readonly fates: readonly Fate[];
}

/** A run of words of one block of the result, all from one origin. */
export interface Run {
  readonly children: readonly Inline[];
  readonly origin: Origin;
}

/** A block of the result with where its words come from. */
export interface AttributedBlock {
  readonly id: BlockId;
  readonly runs: readonly Run[];
  /** Who put the block there or gave it its place, its division, its label or its marker; original when nobody did. */
  readonly frame: Origin;
  /** What was taken out of it, and by whom; `at` counts in the words of the result. */
  readonly removed: readonly {
    readonly at: number;
    readonly children: readonly Inline[];
    readonly origin: Origin;
  }[];
}

/** How one thing that a change wants came over to a new version. */
export interface Carried {
  /** In coordinates of the old base. */
  readonly edit: Edit;
  readonly how: 'untouched' | 'moved' | 'adjusted' | 'adopted' | 'lost';
  /** For `lost`: what stands in the way, in words of the new version. */
  readonly why?: {
    readonly code: 'words-changed' | 'block-gone' | 'block-changed' | 'place-gone';
    readonly block: BlockId;
    readonly words: string;
  };
}

/** A change of an old version, as a change of the new one. */
export interface Rebased {
  /** What could be carried over, in coordinates of the new version. */
  readonly change: Change;
  /**
   * `moved`: its words stand elsewhere now; `adjusted`: other words around it changed or a part of it was adopted;
   * `needs-look`: something could not be carried over; `without-object`: all that it wants is there already.
   */
  readonly outcome: 'untouched' | 'moved' | 'adjusted' | 'needs-look' | 'without-object';
  readonly carried: readonly Carried[];
}
