/** An edition of very many ballots, written as it is made: nothing of it is kept in memory. */
import { createHash, hash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  canonicalJson,
  checkpointText,
  emptyFrontier,
  leafHash,
  makeSigner,
  orderCommitment,
  signNote,
  treeBuilder,
  verifierKey,
} from 'consultation-core/log';
import { empty, outcome, tallyOf } from 'consultation-core/vote';

const sha256 = (data) => hash('sha256', data, 'buffer');
const origin = 'example.org/bench';
const method = 'for-mixed-against@1';
const choices = ['for', 'mixed', 'against'];
const passing = { quorum: { kind: 'none' }, majority: { kind: 'simple' } };
const prefix = Buffer.from('consultation-commitment@1\0');

/** A file that is measured while it is written. */
function sink(folder, path) {
  const stream = createWriteStream(join(folder, path), { highWaterMark: 1 << 20 });
  const sum = createHash('sha256');
  let [waiting, bytes] = [[], 0];
  const flush = async () => {
    const piece = Buffer.from(waiting.join(''));
    waiting = [];
    sum.update(piece);
    bytes += piece.length;
    if (!stream.write(piece)) await new Promise((done) => stream.once('drain', done));
  };
  return {
    path,
    /** A promise now and then, when there is enough to be written. */
    write: (text) => (waiting.push(text) >= 4_096 ? flush() : undefined),
    end: async () => {
      await flush();
      await new Promise((done) => stream.end(done));
      return {
        name: path,
        path,
        bytes,
        hash: `sha256:${sum.digest('hex')}`,
        schema: { fields: [] },
      };
    },
  };
}

const hex = (number) => number.toString(16).padStart(8, '0');

/** Voter number `voter` on target number `target`: pseudonyms of one box are in the order of the numbers. */
const pseudonym = (target, voter) => hex(voter) + hash('sha256', `${target} ${voter}`).slice(0, 24);

/** Writes `ballots` ballots on 200 articles, 1 in 20 of them changed and 1 in 50 withdrawn; answers how many acts. */
export async function writeEdition(folder, ballots) {
  const targets = Array.from({ length: 200 }, (_, n) => `article:a${String(n).padStart(3, '0')}`);
  const voters = Math.ceil(ballots / targets.length);
  const choiceOf = (target, voter) => choices[(target * 7 + voter * 13) % 3];
  const isChanged = (voter) => voter % 20 === 3;
  const isWithdrawn = (voter) => voter % 50 === 9;
  const signer = makeSigner(origin, Buffer.alloc(32, 7));
  const key = verifierKey(origin, signer.publicKey);
  const seed = 'bench';
  const settings = {
    counts: 'always',
    method,
    openings: [],
    passing,
    phases: [
      {
        id: 'vote',
        opensAt: '2015-10-01T08:00:00.000Z',
        closesAt: '2015-11-01T08:00:00.000Z',
        allows: ['vote'],
      },
    ],
    slug: 'bench',
    timeZone: 'Europe/Paris',
  };
  const tree = treeBuilder(emptyFrontier, sha256);
  const journal = sink(folder, 'journal.ndjson');
  const checkpoints = sink(folder, 'checkpoints.ndjson');
  const others = [];
  let size = 0;

  async function leaf(text, more = '') {
    tree.append(leafHash(Buffer.from(text), sha256));
    const late = journal.write(`{"entry":${text},"index":${size}${more}}\n`);
    size += 1;
    if (late) await late;
    if (size % 50_000 === 0) await sign('2015-10-15T08:00:00.000Z');
  }
  async function sign(at) {
    const note = signNote(checkpointText({ origin, size, root: tree.root() }), [signer]);
    await checkpoints.write(`${JSON.stringify({ at, note, size })}\n`);
  }
  const plain = (at, kind, subject, data) =>
    leaf(canonicalJson({ at, kind, data, ...(subject === '' ? {} : { subject }) }));

  const hourOfAct = (act) => {
    const day = 1 + Math.floor((act / (ballots * 1.1)) * 29);
    return `2015-10-${String(day).padStart(2, '0')}T${day === 1 ? '10' : '00'}:00:00.000Z`;
  };
  let acts = 0;
  async function ballot(act, target, voter, choice) {
    const content = `{"act":"${act}","choice":${choice === null ? 'null' : `"${choice}"`},"target":"${targets[target]}","voter":"${pseudonym(target, voter)}"}`;
    const nonce = sha256(`nonce ${acts}`);
    const commitment = hash('sha256', Buffer.concat([prefix, nonce, Buffer.from(content)]));
    const at = hourOfAct(acts);
    acts += 1;
    await leaf(
      `{"at":"${at}","commitment":"${commitment}","kind":"ballot"}`,
      `,"content":${content},"nonce":"${nonce.toString('base64url')}"`
    );
    return at;
  }

  const body = targets.map((target) => ({
    type: 'heading',
    id: target.slice('article:'.length),
    rank: 'article',
    children: [{ text: '' }],
  }));
  const begun = '2015-09-30T08:00:00.000Z';
  await plain(begun, 'journal-begun', '', {
    format: 'journal@1',
    consultation: 'bench',
    origin,
    key,
    order: { algorithm: 'hash-order@1', commitment: orderCommitment(seed) },
  });
  const version = { title: 'Bench', body: hash('sha256', canonicalJson(body)), computedFrom: null };
  await plain(begun, 'version-published', 'version:1', version);
  await plain(begun, 'consultation-opened', '', { from: 'draft', settings });
  const boundary = '2015-10-01T08:00:00.000Z';
  await plain(boundary, 'phase-changed', '', { from: null, to: 'vote', boundary });
  // Voters come in no order of theirs, and each goes through the articles.
  const hours = new Map();
  const activity = targets.map(() => new Map());
  const counted = async (act, target, voter, choice) => {
    const at = await ballot(act, target, voter, choice);
    const acts = activity[target].get(at) ?? { cast: 0, changed: 0, withdrawn: 0 };
    acts[act] += 1;
    activity[target].set(at, acts);
    return at;
  };
  const step = 7_919;
  for (let n = 0; n < voters; n += 1) {
    const voter = (n * step) % voters;
    for (let target = 0; target < targets.length; target += 1) {
      const at = await counted('cast', target, voter, choiceOf(target, voter));
      if (target === 0) hours.set(voter, []);
      hours.get(voter).push(at);
    }
  }
  for (let voter = 0; voter < voters; voter += 1) {
    for (let target = 0; target < targets.length; target += 1) {
      if (isWithdrawn(voter)) await counted('withdrawn', target, voter, null);
      else if (isChanged(voter)) {
        hours.get(voter)[target] = await counted(
          'changed',
          target,
          voter,
          choiceOf(target, voter + 1)
        );
      }
    }
  }
  const closed = '2015-11-01T08:00:00.000Z';
  await plain(closed, 'phase-changed', '', { from: 'vote', to: null, boundary: closed });
  await plain(closed, 'consultation-closed', '', { from: 'open', settings });
  await sign(closed);

  const list = sink(folder, 'ballots.ndjson');
  const table = sink(folder, 'ballots.csv');
  const counts = sink(folder, 'counts.ndjson');
  const countTable = sink(folder, 'counts.csv');
  table.write('choice,hour,target,voter\r\n');
  countTable.write('target,choice,count\r\n');
  for (let target = 0; target < targets.length; target += 1) {
    const found = { for: 0, mixed: 0, against: 0 };
    for (let voter = 0; voter < voters; voter += 1) {
      if (isWithdrawn(voter)) continue;
      const choice = choiceOf(target, isChanged(voter) ? voter + 1 : voter);
      const hour = hours.get(voter)[target];
      const name = pseudonym(target, voter);
      found[choice] += 1;
      const cells = `${choice},${hour},${targets[target]},${name}\r\n`;
      const line = `{"choice":"${choice}","hour":"${hour}","target":"${targets[target]}","voter":"${name}"}\n`;
      const late = [list.write(line), table.write(cells)];
      for (const one of late) if (one) await one;
    }
    const tally = tallyOf(method, { ...empty(method).counts, ...found });
    const record = {
      target: targets[target],
      method,
      counts: tally.counts,
      outcome: outcome(tally, passing),
    };
    await counts.write(`${JSON.stringify(record)}\n`);
    for (const choice of choices)
      countTable.write(`${targets[target]},${choice},${found[choice]}\r\n`);
  }
  const perHour = sink(folder, 'activity.ndjson');
  const perHourTable = sink(folder, 'activity.csv');
  perHourTable.write('target,hour,cast,changed,withdrawn\r\n');
  for (const [target, acts] of activity.entries()) {
    for (const [hour, { cast, changed, withdrawn }] of [...acts].sort()) {
      const record = { target: targets[target], hour, cast, changed, withdrawn };
      await perHour.write(`${JSON.stringify(record)}\n`);
      await perHourTable.write(`${Object.values(record).join(',')}\r\n`);
    }
  }
  const versions = sink(folder, 'versions.ndjson');
  versions.write(
    `${JSON.stringify({ number: 1, title: 'Bench', at: begun, body, computedFrom: null })}\n`
  );
  for (const name of ['contributions', 'decisions', 'orders']) {
    others.push(sink(folder, `${name}.ndjson`), sink(folder, `${name}.csv`));
  }
  const sinks = [
    journal,
    checkpoints,
    list,
    table,
    counts,
    countTable,
    perHour,
    perHourTable,
    versions,
    ...others,
  ];
  const resources = [];
  for (const one of sinks) resources.push(await one.end());
  const manifest = JSON.stringify({
    name: 'bench',
    resources,
    consultation: {
      id: 'bench',
      slug: 'bench',
      title: 'Bench',
      origin,
      size,
      at: closed,
      final: true,
      sealed: false,
      seed,
    },
    journal: { keys: [key] },
  });
  await writeFile(join(folder, 'datapackage.json'), manifest);
  const sums = [
    ...resources.map((one) => `${one.hash.slice(7)}  ${one.path}`),
    `${hash('sha256', manifest)}  datapackage.json`,
  ];
  await writeFile(join(folder, 'SHA256SUMS'), `${sums.join('\n')}\n`);
  return { acts, bytes: resources.reduce((sum, one) => sum + one.bytes, 0) };
}
