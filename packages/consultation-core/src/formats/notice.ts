import type { BlockId, Body, MakeId } from '../text/types.ts';

/** Something that an importer met and did not understand, or changed. Nothing is lost in silence. */
export interface Notice {
  readonly code:
    | 'element-unwrapped'
    | 'script-dropped'
    | 'link-dropped'
    | 'image-dropped'
    | 'nesting-repaired'
    | 'table-simplified'
    | 'numbering-guessed'
    | 'indent-cut'
    | 'control-characters-dropped';
  /** The words concerned, cut at 200 characters. */
  readonly excerpt: string;
  readonly block?: BlockId;
  readonly details?: Readonly<Record<string, string | number>>;
}
/** An importer never fails on content; it throws only when there is nothing to read. */
export interface Imported {
  readonly body: Body;
  readonly notices: readonly Notice[];
}
export interface ImportOptions {
  readonly makeId: MakeId;
}
