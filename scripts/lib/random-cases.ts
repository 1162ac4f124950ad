import fc from 'fast-check';

/**
 * Property tests try the same cases in every run, so that what is green stays green until somebody changes something.
 * `FC_SEED=fresh` tries others each time; `FC_SEED=<whole number>` those of that seed, which a failure names.
 */
const { FC_SEED: asked = '2026' } = process.env;
const seed = Number(asked);
if (asked !== 'fresh' && !Number.isInteger(seed)) {
  throw new RangeError(`FC_SEED is "fresh" or a whole number, not "${asked}"`);
}
if (asked !== 'fresh') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
