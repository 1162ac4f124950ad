import type { Journal } from './journal.ts';
import type { Manifest } from './manifest.ts';
import type { Notebook } from './notebook.ts';

/** Whether counts must be sealed in this edition: by the settings that the journal has, and the moment that it was made. */
export function expectedSeal(manifest: Manifest, journal: Journal, notebook: Notebook): boolean {
  const { rules } = journal.fold;
  const sealed = rules.sealedAt(manifest.at);
  notebook.looked('sealed');
  if (manifest.sealed !== sealed) {
    notebook.find('sealed-misstated', {
      field: 'sealed',
      expected: String(sealed),
      found: String(manifest.sealed),
    });
  }
  const over = rules.overAt(manifest.at);
  if (manifest.final && !over) {
    notebook.find('sealed-misstated', { field: 'final', expected: 'false', found: 'true' });
  }
  return sealed;
}

/** While counts are sealed no ballot is opened; afterwards all are. */
export function checkSealed(
  manifest: Manifest,
  { fold }: Journal,
  sealed: boolean,
  notebook: Notebook
): void {
  const { acts, firstOpened, firstSealed } = fold;
  notebook.looked('sealed', acts.opened + acts.sealed + acts.unopened);
  if (sealed && acts.opened > 0) {
    notebook.find('sealed-published', {
      file: 'journal.ndjson',
      index: firstOpened,
      count: acts.opened,
    });
  }
  if ((!sealed || manifest.final) && acts.sealed > 0) {
    notebook.find('sealed-too-long', { index: firstSealed, count: acts.sealed });
  }
  if (sealed) notebook.remark('ballots-sealed', { count: acts.sealed });
  if (acts.unopened > 0) {
    notebook.find('ballot-withheld', { index: fold.firstUnopened, count: acts.unopened });
  }
}
