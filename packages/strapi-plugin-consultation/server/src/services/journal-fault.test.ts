import { randomBytes } from 'node:crypto';
import { ballotEntry, canonicalJson, commitment, entryText } from 'consultation-core/log';
import { describe, expect, it } from 'vitest';
import type { StoredLeaf } from '../store/leaf.ts';
import { leafFault } from './journal-fault.ts';

const nonce = randomBytes(32);
const at = '2026-03-01T10:20:30.456Z';
const stored = { index: 7, at, data: '{}', nonce: nonce.toString('base64url') };

function ballot(): StoredLeaf {
  const content = { act: 'cast', choice: 'for', target: 'article:a1', voter: 'a'.repeat(32) };
  return {
    ...stored,
    kind: 'ballot-cast',
    subject: '',
    entry: entryText(ballotEntry(at, commitment(nonce, content))),
    content: canonicalJson(content),
  };
}
function submission(): StoredLeaf {
  const content = { author: 'Ada', title: 'Été' };
  const kind = 'amendment-submitted';
  const subject = 'amendment:x1';
  const entry = { at, kind, subject, data: { number: 1 }, commitment: commitment(nonce, content) };
  const data = '{"number":1}';
  return {
    ...stored,
    kind,
    subject,
    data,
    entry: entryText(entry),
    content: canonicalJson(content),
  };
}

/** The text with one bit of its UTF-8 changed, as a database would give it back. */
function* flips(text: string): Generator<string> {
  const bytes = Buffer.from(text);
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const changed = Buffer.from(bytes);
    const place = bit >> 3;
    changed[place] = (changed[place] as number) ^ (1 << (bit & 7));
    yield changed.toString('utf8');
  }
}

describe.each([
  ['a ballot', ballot()],
  ['an amendment', submission()],
])('the stored leaf of %s', (_, leaf) => {
  it('is sound as it was written, and when its opening was erased', () => {
    expect(leafFault(leaf)).toBeUndefined();
    expect(leafFault({ ...leaf, nonce: null, content: null })).toBeUndefined();
  });

  it.each(['content', 'nonce'] as const)('is not after any one bit of its %s changed', (column) => {
    let tried = 0;
    for (const changed of flips(leaf[column] ?? '')) {
      tried += 1;
      expect(leafFault({ ...leaf, [column]: changed })?.index).toBe(7);
    }
    expect(tried).toBeGreaterThan(200);
  });

  it('is not after any one bit of its entry changed, but for a later time', () => {
    // A time that was moved forward is vouched for by the tree alone, once it is signed.
    const end = leaf.entry.indexOf('Z"');
    let place = 0;
    let tried = 0;
    for (const changed of flips(leaf.entry)) {
      const inTime = place >> 3 <= end && changed.slice(0, end) > leaf.entry.slice(0, end);
      place += 1;
      if (inTime) continue;
      tried += 1;
      expect(leafFault({ ...leaf, entry: changed })?.index, changed).toBe(7);
    }
    expect(tried).toBeGreaterThan(800);
  });

  it('is not with another act beside it', () => {
    expect(leafFault({ ...leaf, kind: 'item-hidden' })?.code).toBe('leaf-changed');
    expect(leafFault({ ...leaf, at: '2026-03-01T11:20:30.456Z' })?.code).toBe('leaf-changed');
    expect(leafFault({ ...leaf, nonce: null })?.code).toBe('leaf-changed');
  });
});
