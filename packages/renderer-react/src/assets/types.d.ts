/** A file that the handler serves from memory; its name holds a hash of its content. */
export interface Asset {
  readonly name: string;
  readonly text: string;
}
export declare const style: Asset;
export declare const script: Asset;
/** Loaded by the pages on which an article is rewritten only. */
export declare const editor: Asset;
