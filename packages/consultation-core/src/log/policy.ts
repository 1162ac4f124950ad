import { toHex } from './commitment.ts';
import { parseCosignerKey } from './cosignature.ts';
import { parseVerifierKey, type Verifier } from './note.ts';

/** What a policy asks for: nothing, a witness, or so many of several. */
export type Quorum =
  | { readonly kind: 'none' }
  | { readonly kind: 'witness'; readonly name: string }
  | { readonly kind: 'group'; readonly least: number; readonly members: readonly Quorum[] };

export interface Witness {
  /** As the policy calls it; its key may have another name. */
  readonly name: string;
  readonly verifier: Verifier;
}

/** Whose signatures a checkpoint needs (C2SP tlog-policy). */
export interface Policy {
  /** The checkpoint is signed by one of these; by any where there is none. */
  readonly logs: readonly Verifier[];
  readonly witnesses: readonly Witness[];
  readonly quorum: Quorum;
}

export type ReadPolicy =
  | { readonly kind: 'policy'; readonly policy: Policy }
  /** `line` from 1 on; 0 where no line says what the quorum is. */
  | { readonly kind: 'refused'; readonly line: number };

const atMost = 1_000;

/**
 * Reads a policy file (C2SP tlog-policy): lines `log <key> [address]`, `witness <name> <key> [address]`,
 * `group <name> all|any|<number> <name>...` and one `quorum <name>|none`. Keys of witnesses are Ed25519 ones; others are
 * refused like all that cannot be read, as nothing would be sure of a policy that is followed in part.
 */
export function parsePolicy(text: string): ReadPolicy {
  const logs: Verifier[] = [];
  const witnesses: Witness[] = [];
  const known = new Map<string, Quorum>();
  const taken = new Set<string>();
  const keys = new Set<string>();
  let quorum: Quorum | undefined;

  /** Keys are told apart by what they are, not by their names. */
  function isNew(kind: string, { publicKey }: Verifier): boolean {
    const key = `${kind} ${toHex(publicKey)}`;
    if (keys.has(key)) return false;
    keys.add(key);
    return true;
  }

  const isFree = (name: string | undefined): name is string =>
    name !== undefined && name !== 'none' && !known.has(name);

  function log(key = '', ...rest: readonly string[]): boolean {
    const verifier = parseVerifierKey(key);
    if (verifier === null || rest.length > 1 || !isNew('log', verifier)) return false;
    logs.push(verifier);
    return true;
  }

  function witness(name?: string, key = '', ...rest: readonly string[]): boolean {
    const verifier = parseCosignerKey(key);
    if (!isFree(name) || verifier === null || rest.length > 1) return false;
    if (!isNew('witness', verifier)) return false;
    witnesses.push({ name, verifier });
    known.set(name, { kind: 'witness', name });
    return true;
  }

  function group(name?: string, many = '', ...names: readonly string[]): boolean {
    // Each counts in one place only, so that nobody counts twice.
    const members = names.flatMap((one) => {
      const member = taken.has(one) ? undefined : known.get(one);
      taken.add(one);
      return member === undefined ? [] : [member];
    });
    const least =
      many === 'all'
        ? names.length
        : many === 'any'
          ? 1
          : /^[1-9]\d*$/.test(many)
            ? Number(many)
            : 0;
    if (!isFree(name) || names.length === 0 || members.length !== names.length) return false;
    if (least < 1 || least > names.length) return false;
    known.set(name, { kind: 'group', least, members });
    return true;
  }

  function rule(name?: string, ...rest: readonly string[]): boolean {
    const found = name === 'none' ? ({ kind: 'none' } as const) : known.get(name ?? '');
    if (quorum !== undefined || found === undefined || rest.length > 0) return false;
    quorum = found;
    return true;
  }

  const readers = new Map([
    ['log', log],
    ['witness', witness],
    ['group', group],
    ['quorum', rule],
  ]);
  for (const [place, line] of text.split('\n').entries()) {
    const [word = '', ...rest] = line.split(/[ \t]+/).filter((one) => one !== '');
    if (word === '' || word.startsWith('#')) continue;
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    const isPlain = !/[\u0000-\u0008\u000b-\u001f\u007f]/.test(line);
    if (!isPlain || place >= atMost || readers.get(word)?.(...rest) !== true) {
      return { kind: 'refused', line: place + 1 };
    }
  }
  if (quorum === undefined) return { kind: 'refused', line: 0 };
  return { kind: 'policy', policy: { logs, witnesses, quorum } };
}

/** Whether those who signed are enough. */
export function isQuorum(quorum: Quorum, signed: ReadonlySet<string>): boolean {
  switch (quorum.kind) {
    case 'none':
      return true;
    case 'witness':
      return signed.has(quorum.name);
    case 'group':
      return quorum.members.filter((one) => isQuorum(one, signed)).length >= quorum.least;
  }
}
