import type { Change } from '../change/types.ts';
import type { Instant } from '../consultation/types.ts';
import type { Block, BlockId } from '../text/types.ts';

/** Parliamentary use: an amendment is moot when it has lost its object, for instance adopted in substance. */
export const amendmentStatuses = [
  'draft',
  'submitted',
  'admissible',
  'inadmissible',
  'withdrawn',
  'adopted',
  'rejected',
  'moot',
] as const;
export type AmendmentStatus = (typeof amendmentStatuses)[number];

/** What a citizen asks for, in her terms. Text is plain: marks and links of kept words are kept. */
export type Proposal =
  /** Other words for an alinea or a heading; an empty line splits the alinea. */
  | { readonly kind: 'replace'; readonly block: BlockId; readonly text: string }
  /** New alineas (one a line) behind a block of the article. */
  | { readonly kind: 'insert'; readonly after: BlockId; readonly text: string }
  | { readonly kind: 'delete'; readonly block: BlockId }
  /** A new article behind the article or division `after` (null: at the start). */
  | {
      readonly kind: 'article';
      readonly after: BlockId | null;
      readonly heading: string;
      readonly text: string;
    }
  /** The article `article` as its author would have it, block by block; `change`, if given, must yield just that. */
  | {
      readonly kind: 'edit';
      readonly article: BlockId;
      readonly blocks: readonly Block[];
      readonly change?: Change | undefined;
    };
export type ProposalKind = Proposal['kind'];

/** The change and the blocks that it yields; each can be computed from the other and the base version. */
export interface Drafted {
  readonly change: Change;
  /** The article (or division) concerned as it is, and as it would be. */
  readonly before: readonly Block[];
  readonly after: readonly Block[];
}

/** The answer to one amendment. */
export interface Decision {
  readonly status: 'admissible' | 'inadmissible' | 'adopted' | 'rejected' | 'moot';
  readonly reason: string;
  readonly at: Instant;
}
