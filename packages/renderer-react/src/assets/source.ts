import { bundleAssets } from './bundle.mjs';

/** In the sources (tests, development) the assets are bundled when they are first asked for. */
export const { style, script, editor, rank, check, verify, verifier } = bundleAssets();
