import { sha256 as nobleSha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from '../log/index.ts';
import { checkCheckpoints, problemOf, readCheckpoints } from './checkpoints.ts';
import { checkActivity } from './compare-activity.ts';
import { checkBallots } from './compare-ballots.ts';
import { checkCounts } from './compare-counts.ts';
import { checkContributions, checkDecisions } from './compare-items.ts';
import { checkOrders, checkVersions } from './compare-texts.ts';
import { findEdition, type Place } from './edition.ts';
import { type Files, makeFiles, word } from './files.ts';
import { checkHeld } from './held.ts';
import { type Journal, readJournal } from './journal.ts';
import { isInstant } from './leaf.ts';
import { checkLive } from './live-check.ts';
import { checkFiles, type Manifest, readManifest } from './manifest.ts';
import { makeNotebook, type Notebook } from './notebook.ts';
import { type Note, readNote } from './notes.ts';
import { readAsked, reportReceipts } from './receipts.ts';
import { checkSealed, expectedSeal } from './sealed.ts';
import type { Report, Source, VerifyOptions } from './types.ts';
import { checkWitnesses, policyOf } from './witnesses.ts';

/** What was read so far; said in the report also where it ends early. */
interface Reached {
  manifest: Manifest | null;
  journal: Journal | null;
  place: Place | null;
  checkpoint: Note | null;
  ballots: number;
  receipts: Report['receipts'];
}

/**
 * Checks an edition of the open data of a consultation: `source` is its folder, or the address below which all public
 * files of the consultation are; then the newest edition is read, and the live journal must extend it. Nothing is
 * believed but the bytes; nothing is thrown: what could not be read is said in `trouble`.
 */
export async function verify(source: Source, options: VerifyOptions = {}): Promise<Report> {
  const notebook = makeNotebook();
  const reached: Reached = {
    manifest: null,
    journal: null,
    place: null,
    checkpoint: null,
    ballots: 0,
    receipts: [],
  };
  let files: Files | null = null;
  let trouble: string | null = null;
  try {
    const place = await findEdition(source, options.edition);
    reached.place = place;
    files = makeFiles(place.edition, notebook, options.hashing, options.onProgress);
    trouble = await run(files, place, reached, notebook, options);
  } catch (error) {
    trouble = error instanceof Error ? error.message : String(error);
  }
  return report(source, reached, files, trouble, notebook);
}

async function run(
  files: Files,
  place: Place,
  reached: Reached,
  notebook: Notebook,
  options: VerifyOptions
): Promise<string | null> {
  const sha256 = options.sha256 ?? (nobleSha256 as (data: Bytes) => Bytes);
  const policy = policyOf(options.policy);
  const manifest = await readManifest(files, notebook);
  if (manifest === null) return 'datapackage.json cannot be read';
  reached.manifest = manifest;
  files.expect(manifest.resources.reduce((sum, { bytes }) => sum + Math.max(bytes, 0), 0));
  const notes = await readCheckpoints(files, notebook);
  const held = (options.held ?? []).map(readNote);
  const asked = readAsked(options.receipts ?? []);
  const sizes = [...notes, ...held, ...asked.notes].flatMap((note) => (note ? [note.size] : []));
  const journal = await readJournal(files, notebook, {
    sha256,
    sizes: new Set([...sizes, manifest.size]),
    watch: asked.indexes,
  });
  if (journal === null) return 'journal.ndjson is not there';
  reached.journal = journal;
  checkStated(manifest, journal, options, notebook);
  const origin = word(journal.begun, 'origin');
  checkCheckpoints(notes, journal, origin, manifest.size, notebook);
  reached.checkpoint = notes.at(-1) ?? null;
  const { fold } = journal;
  const sealed = expectedSeal(manifest, journal, notebook);
  checkSealed(manifest, journal, sealed, notebook);
  fold.items.checkWithheld();
  reached.ballots = await checkBallots(files, fold, notebook, sealed);
  await checkCounts(files, fold, notebook, sealed);
  await checkActivity(files, fold, notebook, sealed);
  await checkContributions(files, fold.items, notebook);
  await checkDecisions(files, fold.items, journal.size, notebook);
  const articles = await checkVersions(files, fold.items, notebook, sha256);
  checkTargets(journal, articles, notebook);
  await checkOrders(files, fold, journal.begun, manifest, notebook, sha256);
  await checkFiles(files, manifest, notebook);
  place.listed?.check(files, notebook);
  const live = await checkLive(place, journal, origin, notebook, sha256);
  if (live !== null) reached.checkpoint = live;
  const kept = await checkHeld(held, place, journal, origin, live, notebook, sha256);
  if (policy !== null) {
    const own = notes.filter((note) => problemOf(note, journal, origin) === null);
    const all = [...own, ...(live === null ? [] : [live]), ...kept];
    const covering = all.filter(({ size }) => size >= journal.size);
    checkWitnesses(policy, covering, notebook);
  }
  reached.receipts = await reportReceipts(asked, {
    journal,
    place,
    origin,
    live,
    notebook,
    sha256,
    key: options.key,
  });
  return null;
}

/** What the edition says of itself, beside what its journal says. */
function checkStated(
  manifest: Manifest,
  journal: Journal,
  options: VerifyOptions,
  notebook: Notebook
) {
  const { begun, keys, size, fold } = journal;
  const differs = (field: string, expected: string, found: string) => {
    if (expected !== found) notebook.find('manifest-differs', { field, expected, found });
  };
  differs('origin', word(begun, 'origin'), manifest.origin);
  differs('id', word(begun, 'consultation'), manifest.id);
  if (!isInstant(manifest.at) || manifest.at < journal.lastAt) {
    differs('at', journal.lastAt, manifest.at);
  }
  if (size !== manifest.size) {
    notebook.find('journal-short', { expected: manifest.size, found: size });
  }
  const slug = fold.rules.slug();
  if (slug !== '') differs('slug', slug, manifest.slug);
  const own = keys.map(({ key }) => key);
  if (own.join('\n') !== manifest.keys.join('\n')) {
    notebook.find('keys-differ', { expected: own.join(' '), found: manifest.keys.join(' ') });
  }
  if (options.key === undefined) notebook.remark('key-not-pinned', { key: own.at(-1) ?? '' });
  else if (!own.includes(options.key)) {
    notebook.find('key-unexpected', { expected: options.key, found: own.at(-1) ?? '' });
  }
}

/** Votes are on articles that a version had, and on amendments that were submitted. */
function checkTargets(journal: Journal, articles: ReadonlySet<string>, notebook: Notebook) {
  for (const target of journal.fold.targets) {
    const article = /^article:(.*)$/s.exec(target)?.[1];
    if (article !== undefined && !articles.has(article)) {
      notebook.find('ballot-not-open-here', { target });
    }
  }
}

function report(
  source: Source,
  { manifest, journal, place, checkpoint, ballots, receipts }: Reached,
  files: Files | null,
  trouble: string | null,
  notebook: Notebook
): Report {
  const { checks, findings, totals, remarks } = notebook.sum();
  const bytes = [...(files?.measured.values() ?? [])].reduce((sum, one) => sum + one.bytes, 0);
  const acts = journal?.fold.acts;
  return {
    format: 'consultation-report@1',
    verdict: findings.length > 0 ? 'findings' : trouble === null ? 'ok' : 'incomplete',
    source: source.name,
    consultation: manifest && {
      id: manifest.id,
      slug: manifest.slug,
      title: manifest.title,
      origin: manifest.origin,
    },
    edition: manifest && {
      name: place?.name ?? '',
      at: manifest.at,
      size: manifest.size,
      final: manifest.final,
      sealed: manifest.sealed,
    },
    keys: journal?.keys.map(({ key }) => key) ?? [],
    checkpoint: checkpoint?.note ?? null,
    checks,
    findings,
    totals,
    remarks,
    receipts,
    trouble,
    figures: {
      leaves: journal?.size ?? 0,
      ballotActs: acts === undefined ? 0 : acts.opened + acts.sealed + acts.unopened,
      ballots,
      contributions: journal?.fold.items.items.size ?? 0,
      bytes,
    },
  };
}
