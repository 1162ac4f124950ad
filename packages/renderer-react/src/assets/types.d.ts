/** A file that the handler serves from memory; its name holds a hash of its content. */
export interface Asset {
  readonly name: string;
  readonly text: string;
}
export declare const style: Asset;
export declare const script: Asset;
/** Loaded by the pages on which an article is rewritten only. */
export declare const editor: Asset;
/** Moves options up and down, on the page of a question that is answered by a ranking only. */
export declare const rank: Asset;
/** Checks the file of a receipt, on the page for that only. */
export declare const check: Asset;
/** Starts the verifier and shows what it found, on the page for that only. */
export declare const verify: Asset;
/** The verifier itself, run beside the page by a worker. */
export declare const verifier: Asset;
