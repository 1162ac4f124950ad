/** Third parties that say which past they saw, made here from the text of C2SP tlog-cosignature alone. */
import { createHash } from 'node:crypto';
import * as ed25519 from '@noble/ed25519';
import { describe, expect, it, vi } from 'vitest';
import {
  cosignaturesOf,
  cosignerKey,
  entryText,
  inclusionProof,
  openNote,
  parseCosignerKey,
  parseVerifierKey,
  receiptFile,
  rootOf,
  type Verifier,
} from '../src/log/index.ts';
import { describe as inWords, verify, verifyReceipts } from '../src/verify/index.ts';
import { type Story, tell } from './edition.ts';
import { filesOf, listsOf, siteOf, sourceOf } from './edition-files.ts';

// A machine may have other things to do.
vi.setConfig({ testTimeout: 60_000 });

const story = tell(91, { sealed: false, until: 'answer', acts: 60, rotates: false });
const logKey = story.notary.keys()[0] as string;
const seen = 1_700_000_000;

function witness(seed: number) {
  const secret = new Uint8Array(32).fill(seed);
  const publicKey = ed25519.getPublicKey(secret);
  const name = `w${seed}.example`;
  const id = createHash('sha256').update(`${name}\n`).update(Buffer.of(4)).update(publicKey);
  const keyId = id.digest().subarray(0, 4);
  return {
    name,
    vkey: `${name}+${keyId.toString('hex')}+${Buffer.concat([Buffer.of(4), publicKey]).toString('base64')}`,
    publicKey,
    /** The note with the witness's line under it. */
    cosign: (note: string, at = seen, said = at) => {
      const body = note.slice(0, note.indexOf('\n\n') + 1);
      const time = Buffer.alloc(8);
      time.writeBigUInt64BE(BigInt(said));
      const message = Buffer.from(`cosignature/v1\ntime ${at}\n${body}`);
      const line = Buffer.concat([keyId, time, ed25519.sign(message, secret)]).toString('base64');
      return `${note}— ${name} ${line}\n`;
    },
  };
}
const [one, two, three] = [witness(31), witness(32), witness(33)];
const policy = `log ${logKey}
witness one ${one.vkey}
witness two ${two.vkey}
witness three ${three.vkey}
group most 2 one two three
quorum most
`;

/** An honest edition whose newest checkpoint is as it is made here. */
function edition(change: (note: string) => string, of: Story = story) {
  const lists = listsOf(of);
  const last = lists.checkpoints.at(-1) as { note: string };
  last.note = change(last.note);
  return filesOf(lists);
}
const newest = story.notary.checkpoints.at(-1)?.note ?? '';
const checked = (files: ReturnType<typeof edition>, options = {}) =>
  verify(sourceOf(files), { policy, ...options });
const codes = async (report: ReturnType<typeof verify>) => Object.keys((await report).totals);

describe('a cosignature', () => {
  const known = parseCosignerKey(one.vkey) as Verifier;
  it('is read under a note, with its time, and other lines are passed over', () => {
    const note = two.cosign(one.cosign(newest));
    expect(cosignerKey(one.name, one.publicKey)).toBe(one.vkey);
    expect(cosignaturesOf(note, [known])).toEqual([{ name: one.name, at: seen, valid: true }]);
    expect(cosignaturesOf(newest, [known])).toEqual([]);
    expect(cosignaturesOf('nothing', [known])).toEqual([]);
  });
  it('does not hold for another time, another state of the journal or another witness', () => {
    expect(cosignaturesOf(one.cosign(newest, seen, seen + 1), [known])[0]?.valid).toBe(false);
    const line = one.cosign(newest).slice(newest.length);
    const other = story.notary.note(story.hashes, 20);
    expect(cosignaturesOf(`${other}${line}`, [known])[0]?.valid).toBe(false);
    const stolen = two.cosign(newest).replace(two.name, one.name);
    expect(cosignaturesOf(stolen, [known])).toEqual([]);
  });
  it('leaves a note what it is for whoever knows no witness', async () => {
    const note = one.cosign(newest);
    expect(openNote(note, [parseVerifierKey(logKey) as Verifier])).toMatchObject({
      kind: 'signed',
      signers: [logKey],
    });
    expect((await verify(sourceOf(edition(one.cosign)))).verdict).toBe('ok');
  });
  it('is no signature of the log: a key is of one kind', () => {
    expect(parseVerifierKey(one.vkey)).toBeNull();
    expect(parseCosignerKey(logKey)).toBeNull();
  });
});

describe('a policy of witnesses', () => {
  it('is met by enough of them, and the report says who saw what', async () => {
    const report = await checked(edition((note) => three.cosign(one.cosign(note), seen + 60)));
    expect([report.verdict, report.totals]).toEqual(['ok', {}]);
    const size = story.hashes.length;
    expect(report.remarks.filter(({ code }) => code === 'cosigned')).toEqual([
      { code: 'cosigned', details: { witness: 'one', size, at: '2023-11-14T22:13:20.000Z' } },
      { code: 'cosigned', details: { witness: 'three', size, at: '2023-11-14T22:14:20.000Z' } },
    ]);
    const told = inWords(report, 'en');
    expect(told.remarks.join('\n')).toContain(`The witness three saw this journal at ${size} acts`);
    expect(told.checks.find(({ name }) => name === 'Witnesses')?.kind).toBe('passed');
  });
  it('is not met by one of three, by one who signs twice, or by none', async () => {
    expect(await codes(checked(edition(one.cosign)))).toEqual(['policy-unmet']);
    expect(await codes(checked(edition((note) => one.cosign(one.cosign(note), seen + 1))))).toEqual(
      ['policy-unmet']
    );
    const report = await checked(edition((note) => note));
    expect(Object.keys(report.totals)).toEqual(['policy-unmet']);
    expect(inWords(report, 'fr').findings[0]?.text).toContain('vu par\u00a0: personne');
  });
  it('is not met by strangers, and a signature that is wrong is said', async () => {
    const stranger = witness(99);
    expect(await codes(checked(edition((note) => stranger.cosign(one.cosign(note)))))).toEqual([
      'policy-unmet',
    ]);
    const forged = edition((note) => three.cosign(two.cosign(one.cosign(note), seen, seen + 9)));
    expect(await codes(checked(forged))).toEqual(['cosignature-wrong']);
  });
  it('counts who saw the same state in a copy that the reader has', async () => {
    const held = [two.cosign(newest)];
    expect(await codes(checked(edition(one.cosign), { held }))).toEqual([]);
    // Of an older state: that the newer acts were seen is not said.
    const older = [two.cosign(story.notary.note(story.hashes, 20))];
    expect(await codes(checked(edition(one.cosign), { held: older }))).toEqual(['policy-unmet']);
  });
  it('may be met by the journal online, which goes on where the edition ends', async () => {
    const site = siteOf(edition(one.cosign), 'now', story);
    const live = three.cosign(two.cosign(newest));
    site.set('log/checkpoint', new TextEncoder().encode(live));
    expect(await codes(checked(site))).toEqual([]);
  });
  it('may name the log, and another one is refused', async () => {
    const other = tell(92, { sealed: false, until: 'answer', acts: 20 });
    const files = edition((note) => two.cosign(one.cosign(note)), other);
    expect(await codes(checked(files))).toEqual(['policy-log', 'policy-unmet']);
  });
  it('that cannot be read proves nothing either way', async () => {
    const report = await verify(sourceOf(edition(one.cosign)), { policy: 'quorum me\n' });
    expect([report.verdict, report.trouble]).toEqual([
      'incomplete',
      'the policy cannot be read: line 1',
    ]);
  });
  it('holds for a receipt by itself', async () => {
    const index = 5;
    const { length: size } = story.hashes;
    const file = (checkpoint: string) =>
      receiptFile({
        origin: story.origin,
        entry: entryText(story.leaves[index]?.entry as never),
        index,
        proof: inclusionProof(index, size, (level, n) =>
          rootOf(story.hashes.slice(n * 2 ** level, (n + 1) * 2 ** level))
        ),
        checkpoint,
      });
    const asked = async (checkpoint: string) =>
      Object.keys(
        (await verifyReceipts({ receipts: [file(checkpoint)], key: logKey, policy })).totals
      );
    expect(await asked(two.cosign(one.cosign(newest)))).toEqual([]);
    expect(await asked(newest)).toEqual(['policy-unmet']);
  });
});
