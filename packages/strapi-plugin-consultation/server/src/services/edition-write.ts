import { createHash } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Checkpoint, LogState } from '../store/checkpoint.ts';
import type { FullConsultation } from '../store/consultation.ts';
import type { Db } from '../store/database.ts';
import { type Strapi, settings } from '../strapi.ts';
import { dayOf } from '../views/day.ts';
import { writeWhole } from './data-folder.ts';
import { describeFile } from './edition-dictionary.ts';
import { isSealed, readFacts } from './edition-facts.ts';
import { writeJournal } from './edition-journal.ts';
import { type Edition, editionsFolder } from './edition-list.ts';
import {
  activityColumns,
  ballotColumns,
  contributionColumns,
  countColumns,
  decisionColumns,
  type Making,
  orderColumns,
  writeBallots,
  writeCheckpoints,
  writeContributions,
  writeDecisions,
  writeOrders,
  writeVersions,
} from './edition-lists.ts';
import { type Output, openList, openOutput, type WrittenFile } from './edition-output.ts';
import { makeSorter } from './edition-sort.ts';

const tables: Readonly<Record<string, readonly string[]>> = {
  'ballots.csv': ballotColumns,
  'counts.csv': countColumns,
  'activity.csv': activityColumns,
  'contributions.csv': contributionColumns,
  'decisions.csv': decisionColumns,
  'orders.csv': orderColumns,
};

function resource({ name, bytes, sha256 }: WrittenFile) {
  const list = name.slice(0, name.lastIndexOf('.'));
  const format = name.slice(name.lastIndexOf('.') + 1);
  return {
    name: `${list}-${format}`,
    path: name,
    format,
    encoding: 'utf-8',
    bytes,
    hash: `sha256:${sha256}`,
    ...describeFile(list, tables[name]),
  };
}

/** All that is written into the folder of an edition; every file is closed at the end, whatever happens. */
async function writeFiles(
  making: Making,
  folder: string,
  work: string,
  progress: (done: number) => void
): Promise<readonly WrittenFile[]> {
  const outputs: Output[] = [];
  const openFile = async (name: string) => {
    const output = await openOutput(folder, name);
    outputs.push(output);
    return output;
  };
  const { db, consultation, size, facts, sealed } = making;
  try {
    const written: WrittenFile[] = [];
    const one = async (name: string, write: (out: Output) => Promise<void>) => {
      const out = await openFile(name);
      await write(out);
      const file = await out.end();
      written.push({ ...file, rows: file.rows ?? 0 });
    };
    const sorter = makeSorter(work);
    const { timeZone } = facts.settings ?? { timeZone: 'UTC' };
    // Most leaves are of the minute of the one before.
    let minute = '';
    const seen = (at: string) => {
      if (at.startsWith(minute) && minute !== '') return;
      minute = at.slice(0, 16);
      making.days.add(dayOf(at, timeZone));
    };
    await one('journal.ndjson', (out) =>
      writeJournal(db, consultation, size, facts, sealed, out, sorter, seen, progress)
    );
    await one('checkpoints.ndjson', (out) => writeCheckpoints(making, out));
    const ballots = await openList(openFile, 'ballots', ballotColumns);
    const counts = await openList(openFile, 'counts', countColumns);
    const activity = await openList(openFile, 'activity', activityColumns);
    await writeBallots(making, sorter.sorted(), ballots, counts, activity);
    for (const list of [ballots, counts, activity]) written.push(...(await list.end()));
    const contributions = await openList(openFile, 'contributions', contributionColumns);
    await writeContributions(making, contributions);
    written.push(...(await contributions.end()));
    const decisions = await openList(openFile, 'decisions', decisionColumns);
    await writeDecisions(making, decisions);
    written.push(...(await decisions.end()));
    await one('versions.ndjson', (out) => writeVersions(making, out));
    const orders = await openList(openFile, 'orders', orderColumns);
    await writeOrders(making, orders);
    written.push(...(await orders.end()));
    return written;
  } finally {
    for (const output of outputs) await output.drop();
  }
}

/** Name of the edition of a checkpoint: its day in the consultation's time zone, and its size. */
export const nameOf = (checkpoint: Checkpoint, timeZone: string) =>
  `${dayOf(checkpoint.at, timeZone)}-${checkpoint.size}`;

/**
 * Writes the edition of a checkpoint: a folder beside the others that gets its name when everything is in it and on the
 * disk. Two editions of one checkpoint are equal byte for byte unless something was erased between them. Throws, and
 * leaves what was there, where the disk is full, a leaf differs from what was signed, or the folder may not be written.
 */
export async function writeEdition(
  strapi: Strapi,
  db: Db,
  consultation: FullConsultation,
  log: LogState,
  checkpoint: Checkpoint,
  progress: (done: number, total: number) => void
): Promise<Edition> {
  const { id, slug, title, language, orderSeed, timeZone } = consultation;
  const { size, at } = checkpoint;
  const facts = await readFacts(db, id, size);
  const sealed = isSealed(facts, at);
  const final = facts.state === 'closed';
  const name = nameOf(checkpoint, facts.settings?.timeZone ?? timeZone);
  const place = editionsFolder(strapi, id);
  await mkdir(place, { recursive: true });
  const folder = await mkdtemp(path.join(place, `.${name}-`));
  try {
    const work = path.join(folder, '.work');
    await mkdir(work);
    const making = {
      strapi,
      db,
      consultation: id,
      seed: orderSeed,
      size,
      at,
      facts,
      sealed,
      days: new Set<string>(),
    };
    const written = await writeFiles(making, folder, work, (done) => progress(done, size));
    await rm(work, { recursive: true, force: true });
    const manifest = `${JSON.stringify(
      {
        profile: 'data-package',
        name: `${slug}-${name}`,
        title,
        created: at,
        licenses: [settings(strapi).dataLicense],
        consultation: {
          id,
          slug,
          title,
          language,
          origin: log.origin,
          size,
          at,
          final,
          sealed,
          seed: orderSeed,
        },
        journal: { keys: facts.keys },
        resources: written.map(resource),
      },
      null,
      2
    )}\n`;
    const whole = async (file: string, text: string): Promise<WrittenFile> => {
      await writeFile(path.join(folder, file), text, { flush: true });
      const sha256 = createHash('sha256').update(text).digest('hex');
      return { name: file, bytes: Buffer.byteLength(text), sha256, rows: null };
    };
    const described = await whole('datapackage.json', manifest);
    const all = [described, ...written];
    const sums = all.map((file) => `${file.sha256}  ${file.name}\n`).join('');
    const files = [...all, await whole('SHA256SUMS', sums)];
    const edition: Edition = { name, at, size, final, files: [...files] };
    const target = path.join(place, name);
    if (await stat(target).catch(() => undefined)) {
      // The same checkpoint again, after an erasure: for a moment nothing of it is listed.
      await rm(`${target}.json`, { force: true });
      await rm(target, { recursive: true, force: true });
    }
    // A temporary folder is the owner's alone; these files are for everybody, also for a web server beside this one.
    await chmod(folder, 0o755);
    await rename(folder, target);
    await writeWhole(`${target}.json`, `${JSON.stringify(edition)}\n`);
    return edition;
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}
