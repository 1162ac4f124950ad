import * as ed25519 from '@noble/ed25519';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosignerKey, isQuorum, parsePolicy, verifierKey } from './index.ts';

const publicKey = (seed: number) => ed25519.getPublicKey(new Uint8Array(32).fill(seed));
const log = verifierKey('log.example', publicKey(1));
const key = (seed: number) => cosignerKey(`w${seed}.example`, publicKey(seed));

const text = `# Who we trust
log ${log} https://log.example/

witness X1 ${key(11)}
\twitness X2   ${key(12)}  https://x2.example/
witness X3 ${key(13)}
group X 2 X1 X2 X3
witness Y1 ${key(21)}
witness Ÿ ${key(22)}
group Y any Y1 Ÿ
group X-and-Y all X Y
quorum X-and-Y
`;

function policyOf(given: string) {
  const read = parsePolicy(given);
  if (read.kind === 'refused') throw new Error(`line ${read.line}`);
  return read.policy;
}

describe('a policy', () => {
  it('names logs, witnesses and how many of whom', () => {
    const { logs, witnesses } = policyOf(text);
    expect(logs.map(({ name }) => name)).toEqual(['log.example']);
    expect(witnesses.map(({ name }) => name)).toEqual(['X1', 'X2', 'X3', 'Y1', 'Ÿ']);
  });
  it('is met by exactly those sets of witnesses that it describes', () => {
    const { quorum } = policyOf(text);
    fc.assert(
      fc.property(fc.subarray(['X1', 'X2', 'X3', 'Y1', 'Ÿ', 'Z']), (signed) => {
        const among = (...names: readonly string[]) =>
          names.filter((name) => signed.includes(name)).length;
        const expected = among('X1', 'X2', 'X3') >= 2 && among('Y1', 'Ÿ') >= 1;
        expect(isQuorum(quorum, new Set(signed))).toBe(expected);
      }),
      { numRuns: 500 }
    );
  });
  it('may ask for one witness, or for none', () => {
    const one = policyOf(`witness A ${key(11)}\nquorum A`).quorum;
    expect([isQuorum(one, new Set()), isQuorum(one, new Set(['A']))]).toEqual([false, true]);
    expect(isQuorum(policyOf('quorum none\n').quorum, new Set())).toBe(true);
  });
  it.each([
    ['nothing', '', 0],
    ['no quorum', `log ${log}\n`, 0],
    ['two quorums', 'quorum none\nquorum none\n', 2],
    ['a quorum of somebody unknown', 'quorum A\n', 1],
    ['a quorum before its group', `quorum A\nwitness A ${key(11)}\n`, 1],
    ['a word that is none', 'quorums none\n', 1],
    ['a log with the key of a witness', `log ${key(11)}\n`, 1],
    ['a witness with the key of a log', `witness A ${log}\n`, 1],
    ['a witness called none', `witness none ${key(11)}\n`, 1],
    ['a name given twice', `witness A ${key(11)}\nwitness A ${key(12)}\n`, 2],
    [
      'a key given twice under other names',
      `witness A ${key(11)}\nwitness B ${cosignerKey('other', publicKey(11))}\n`,
      2,
    ],
    ['a log given twice', `log ${log}\nlog ${verifierKey('b', publicKey(1))}\n`, 2],
    ['more than an address', `log ${log} a b\n`, 1],
    ['a group of nobody', 'group G any\n', 1],
    ['a group of itself', `witness A ${key(11)}\ngroup G any A G\n`, 2],
    ['a group of the word none', 'group G any none\n', 1],
    ['a threshold above the group', `witness A ${key(11)}\ngroup G 2 A\n`, 2],
    ['a threshold of nothing', `witness A ${key(11)}\ngroup G 0 A\n`, 2],
    ['a threshold that is no number', `witness A ${key(11)}\ngroup G 1e0 A\n`, 2],
    ['somebody twice in a group', `witness A ${key(11)}\ngroup G 2 A A\n`, 2],
    [
      'somebody in two groups',
      `witness A ${key(11)}\nwitness B ${key(12)}\ngroup G any A\ngroup H all A B\n`,
      4,
    ],
    ['a line end of another system', 'quorum none\r\n', 1],
    ['an id that does not fit', `witness A ${key(11).replace(/\+[0-9a-f]/, '+g')}\n`, 1],
  ])('is not read with %s', (_, given, line) => {
    expect(parsePolicy(given)).toEqual({ kind: 'refused', line });
  });
});
