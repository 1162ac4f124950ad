import type { Asset } from './types.d.ts';

export declare function bundleAssets(conditions?: string[]): {
  readonly style: Asset;
  readonly script: Asset;
  readonly editor: Asset;
  readonly rank: Asset;
  readonly check: Asset;
  readonly verify: Asset;
  readonly verifier: Asset;
};
