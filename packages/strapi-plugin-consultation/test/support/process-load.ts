import { randomUUID } from 'node:crypto';
import type { Server } from './process.ts';
import { type Answer, act, ask } from './process-client.ts';

/** Numbers from 0 to 1 that a seed gives again (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What somebody meant to do, once; `key` is what makes it once however often it is sent. */
export interface Intent {
  readonly key: string;
  readonly person: number;
  readonly kind: 'ballot' | 'amendment' | 'amendment-withdrawn' | 'argument';
  /** Of a ballot: what for; `null` takes it back. */
  readonly target?: string;
  readonly choice?: string | null;
  readonly act?: 'cast' | 'changed' | 'withdrawn';
  readonly amendment?: string;
}
export interface Outcome {
  readonly intent: Intent;
  /** How often it was sent. */
  readonly tries: number;
  /** Of the answer that acknowledged it; null while nobody knows whether it was done. */
  readonly answer: Answer | null;
}

/** Sends an intent once more, with the same key and the same body. */
export function sendIntent(
  server: Pick<Server, 'url'>,
  slug: string,
  tokens: readonly string[],
  intent: Intent
): Promise<Answer> {
  const token = tokens[intent.person];
  const base = `/api/consultation/consultations/${slug}`;
  if (intent.kind === 'ballot') {
    const { target = '', choice = null, key } = intent;
    return act(server, slug, { token, target, choice, key });
  }
  if (intent.kind === 'amendment') {
    return ask(server, 'POST', `${base}/amendments`, {
      token,
      body: {
        base: 1,
        proposal: { kind: 'replace', block: 'p2', text: `They do it within ${intent.key} days.` },
        title: `Sooner ${intent.key}`,
        justification: 'A year is long.',
        submit: true,
        key: intent.key,
      },
    });
  }
  if (intent.kind === 'amendment-withdrawn') {
    return ask(server, 'POST', `${base}/amendments/${intent.amendment}/withdraw`, {
      token,
      body: {},
    });
  }
  return ask(server, 'POST', `${base}/arguments`, {
    token,
    body: {
      target: 'article:art1',
      stance: 'for',
      text: `Because of ${intent.key}`,
      sources: [],
      key: intent.key,
    },
  });
}

export interface Load {
  readonly id: string;
  readonly slug: string;
  readonly tokens: readonly string[];
  readonly random: () => number;
  /** Processes that answer now; changes while the load runs. */
  readonly servers: () => readonly Pick<Server, 'url'>[];
  readonly workers: number;
  /** What each person has in the box, by target: each worker acts for people of its own, so that this is known. */
  readonly box: Map<string, string>;
  readonly amendments: { id: string; person: number }[];
}

const choices = ['for', 'mixed', 'against'];
/** What people vote on, and what they can say of it. */
const boxes: readonly (readonly [target: string, choices: readonly string[]])[] = [
  ['article:art1', choices],
  ['article:art2', choices],
  ['question:q3', ['b>a=c', 'c>a>b', 'a', 'blank']],
];
export const boxKey = (person: number, target: string) => `${person} ${target}`;

function nextIntent(load: Load, person: number): Intent {
  const { random: roll, box, amendments } = load;
  const pick = <Item>(items: readonly Item[]) => items[Math.floor(roll() * items.length)] as Item;
  const key = randomUUID();
  const dice = roll();
  if (dice < 0.03) return { key, person, kind: 'amendment' };
  if (dice < 0.06) return { key, person, kind: 'argument' };
  const open = amendments.filter((one) => one.person !== -1);
  const own = open.filter((one) => one.person === person);
  if (dice < 0.07 && own.length > 1) {
    const gone = pick(own);
    amendments.splice(amendments.indexOf(gone), 1);
    return { key, person, kind: 'amendment-withdrawn', amendment: gone.id };
  }
  const [target, offered] = pick(boxes);
  const before = box.get(boxKey(person, target));
  if (before === undefined) {
    return { key, person, kind: 'ballot', target, choice: pick(offered), act: 'cast' };
  }
  if (roll() < 0.3) return { key, person, kind: 'ballot', target, choice: null, act: 'withdrawn' };
  const choice = pick(offered.filter((one) => one !== before));
  return { key, person, kind: 'ballot', target, choice, act: 'changed' };
}

/** Remembers what an acknowledged act made of the box. */
export function note(load: Load, intent: Intent, answer: Answer): void {
  const { kind, person, target = '', choice } = intent;
  if (kind === 'ballot') {
    if (choice === null || choice === undefined) load.box.delete(boxKey(person, target));
    else load.box.set(boxKey(person, target), choice);
  }
  if (kind === 'amendment') load.amendments.push({ id: answer.data.id, person });
}

/**
 * Acts of many people at once until `stopped` says so or no server answers. A worker whose request got no answer tries
 * the same intent at another process if there is one, as a browser does; else it stays in doubt.
 *
 * @throws Error on an answer that nobody expects of an open consultation.
 */
export async function runLoad(load: Load, stopped: () => boolean): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  const people = load.tokens.length;
  const worker = async (number: number) => {
    while (!stopped() && load.servers().length > 0) {
      const mine = Math.floor(load.random() * (people / load.workers));
      const intent = nextIntent(load, number + load.workers * mine);
      let answer: Answer | null = null;
      let tries = 0;
      while (answer === null && tries < 3 && load.servers().length > 0) {
        const servers = load.servers();
        const server = servers[Math.floor(load.random() * servers.length)];
        if (server === undefined) break;
        tries += 1;
        const got = await sendIntent(server, load.slug, load.tokens, intent).catch(() => null);
        // A fault says nothing about what was done, just as silence does.
        if (got !== null && got.status < 500) answer = got;
      }
      outcomes.push({ intent, tries, answer });
      if (answer === null) {
        // In doubt: whoever acts for this person waits for the answer before going on.
        return;
      }
      if (answer.status !== 200) {
        throw new Error(`${intent.kind} ${answer.status}: ${answer.text.slice(0, 500)}`);
      }
      note(load, intent, answer);
    }
  };
  await Promise.all(Array.from({ length: load.workers }, (_, number) => worker(number)));
  return outcomes;
}
