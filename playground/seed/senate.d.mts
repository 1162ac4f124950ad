import type { Proposal } from 'consultation-core/amendment';
import type { Block, BlockId, Body, MakeId } from 'consultation-core/text';

/** One amendment of the Senate, on the text put together from quotations. */
export interface SenateAmendment {
  /** As printed: `596 rect.` */
  readonly number: string;
  /** `Amt`, `S/Amt` (of another amendment) or `Motion`. */
  readonly nature: string;
  readonly title: string;
  readonly author: string;
  readonly group: string | null;
  /** What became of it, as printed. */
  readonly fate: string;
  readonly date: string;
  readonly url: string;
  /** Heading of the article that it is about; for a new article, of the one next to which it goes. */
  readonly article: BlockId | null;
  /** Whether a new article goes in front of `article`, not behind it. */
  readonly before: boolean;
  readonly alinea: number | null;
  readonly block: BlockId | null;
  /** Number of the amendment that it amends. */
  readonly parent: string | null;
  /** `words`: what it wants could not be read, or was not published; it stands with its article all the same. */
  readonly kind: 'edit' | 'article' | 'delete' | 'words';
  /** The article, or the new one, as it would be; empty when it goes; null for `words`. */
  readonly blocks: readonly Block[] | null;
  readonly dispositif: string;
  readonly justification: string;
}

export const senateTitle: string;
/** Markdown: says that the text is a reconstruction, to be shown wherever it is. */
export const senateIntroduction: string;
export function senateText(options?: { makeId?: MakeId }): {
  readonly title: string;
  readonly introduction: string;
  readonly body: Body;
};
export function senateAmendments(body: Body): readonly SenateAmendment[];
/** The whole text as an amendment would have it; undefined for `words`. */
export function bodyWith(body: Body, amendment: SenateAmendment): Body | undefined;
/** What a citizen would submit to say the same; null when no proposal can. */
export function proposalOf(amendment: SenateAmendment): Proposal | null;
