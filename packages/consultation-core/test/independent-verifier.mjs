#!/usr/bin/env node
/**
 * A second reading of the journal's format, by nothing but the standards and Node's own library: none of our code is
 * used, so that an error in ours is not repeated here. `independent-verifier.mjs <folder> <vkey>`: the folder has
 * `journal.ndjson` and `checkpoints.ndjson`; the key is the one that the journal began with (C2SP vkey).
 * Prints `ok <leaves> <root>` and exits with 0, or each thing that is wrong, a line each, and exits with 1.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const sha256 = (...parts) => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const wrong = [];
const object = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 8785; what is read by JSON.parse has no other values. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!object(value)) return JSON.stringify(value);
  const names = Object.keys(value).sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`;
}

function lines(folder, name) {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(join(folder, name)));
  if (text !== '' && !text.endsWith('\n')) wrong.push(`${name}: the last line is cut off`);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line, at) => {
      try {
        const value = JSON.parse(line);
        if (object(value)) return { ...value, line };
      } catch {}
      wrong.push(`${name}:${at + 1}: no JSON object`);
      return {};
    });
}

/** RFC 9162, 2.1.1: full subtrees are joined as soon as there are two of a size. */
function addLeaf(stack, leaf) {
  let node = { height: 0, hash: leaf };
  while (stack.length > 0 && stack.at(-1).height === node.height) {
    const left = stack.pop();
    node = { height: node.height + 1, hash: sha256(Buffer.of(1), left.hash, node.hash) };
  }
  stack.push(node);
}
const rootOf = (stack) =>
  stack.length === 0
    ? sha256()
    : stack.map(({ hash }) => hash).reduceRight((right, left) => sha256(Buffer.of(1), left, right));

/** C2SP signed-note: `name+id+base64(0x01 || key)`. */
function readKey(line) {
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(line) ?? [];
  const bytes = Buffer.from(base64 ?? '', 'base64');
  const fits = sha256(`${name}\n`, bytes).toString('hex').startsWith(id);
  if (name === undefined || bytes.length !== 33 || bytes[0] !== 1 || !fits) return null;
  // The wrapping of an Ed25519 key by RFC 8410.
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)]);
  return { name, id, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

/** Whether a note bears a valid signature of the key, and none that is not. */
function signedBy(note, key) {
  const cut = note.lastIndexOf('\n\n');
  const [text, signatures] = [note.slice(0, cut + 1), note.slice(cut + 2).split('\n')];
  if (cut < 0 || signatures.pop() !== '') return false;
  const own = [];
  for (const line of signatures) {
    const [, name, base64] = /^— ([^\s+]+) (\S+)$/.exec(line) ?? [];
    const bytes = Buffer.from(base64 ?? '', 'base64');
    if (name === undefined || bytes.toString('base64') !== base64) return false;
    if (name === key.name && bytes.toString('hex', 0, 4) === key.id) own.push(bytes.subarray(4));
  }
  return own.length > 0 && own.every((bytes) => verify(null, Buffer.from(text), key.key, bytes));
}

function checkOpening({ entry, content, nonce, withheld }, where) {
  if (content === undefined) {
    if (entry.commitment !== undefined && withheld === undefined)
      wrong.push(`${where}: no opening`);
    return;
  }
  const secret = Buffer.from(String(nonce), 'base64url');
  const hash = sha256('consultation-commitment@1\0', secret, canonical(content)).toString('hex');
  if (secret.length !== 32 || hash !== entry.commitment)
    wrong.push(`${where}: opening does not fit`);
}

function main(folder, pinned) {
  const first = readKey(pinned ?? '');
  if (first === null) return wrong.push('the key cannot be read');
  const checkpoints = lines(folder, 'checkpoints.ndjson');
  const journal = lines(folder, 'journal.ndjson');
  const begin = journal[0]?.entry;
  if (begin?.kind !== 'journal-begun') wrong.push('the first leaf does not begin a journal');
  if (begin?.data?.key !== pinned) wrong.push('the journal began with another key');
  const keys = [{ key: first, from: 0 }];
  const stack = [];
  const roots = new Map([[0, rootOf(stack)]]);
  const wanted = new Set(checkpoints.map(({ size }) => size));
  let time = '';
  for (const [index, line] of journal.entries()) {
    const where = `leaf ${index}`;
    const { entry } = line;
    if (line.index !== index) wrong.push(`${where}: says that it is ${line.index}`);
    if (!object(entry)) return wrong.push(`${where}: no entry`);
    if (!line.line?.includes(`"entry":${canonical(entry)}`)) wrong.push(`${where}: not canonical`);
    if (Number.isNaN(Date.parse(entry.at))) wrong.push(`${where}: no time`);
    // Of a ballot, only its hour is told.
    const least = entry.kind === 'ballot' ? time.slice(0, 13) : time;
    if (!(entry.at >= least)) wrong.push(`${where}: time goes back`);
    time = entry.at > time ? entry.at : time;
    checkOpening(line, where);
    if (entry.kind === 'key-rotated') {
      const key = readKey(String(entry.data?.key));
      if (key === null) wrong.push(`${where}: the new key cannot be read`);
      else keys.push({ key, from: index });
    }
    addLeaf(stack, sha256(Buffer.of(0), canonical(entry)));
    if (wanted.has(index + 1)) roots.set(index + 1, rootOf(stack));
  }
  let before = 0;
  for (const [at, { size, note }] of checkpoints.entries()) {
    const where = `checkpoint ${at + 1}`;
    const [origin, count, root] = String(note).split('\n');
    if (!(size > before)) wrong.push(`${where}: not larger than the one before`);
    if (origin !== begin?.data?.origin) wrong.push(`${where}: of another journal`);
    if (count !== String(size)) wrong.push(`${where}: says another size than its note`);
    if (roots.get(size)?.toString('base64') !== root) wrong.push(`${where}: other root`);
    // The key of that time; where it is new since the last checkpoint, those before it too.
    const newest = keys.findLastIndex(({ from }) => from < size);
    const due = keys.filter((_, n) => n === newest || (n < newest && keys[n + 1].from >= before));
    for (const { key } of due) {
      if (!signedBy(String(note), key)) wrong.push(`${where}: not signed by ${key.name}+${key.id}`);
    }
    before = size;
  }
  if (before !== journal.length) wrong.push('the last leaves are not signed');
  if (wrong.length === 0) console.log(`ok ${journal.length} ${rootOf(stack).toString('base64')}`);
}

main(process.argv[2], process.argv[3]);
for (const line of wrong) console.log(line);
process.exitCode = wrong.length === 0 ? 0 : 1;
