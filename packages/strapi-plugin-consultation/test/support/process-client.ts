import { randomUUID } from 'node:crypto';
import { Agent, request as send } from 'node:http';
import { questions } from './asking.ts';
import { body, fromNow } from './fixture.ts';
import type { Server } from './process.ts';

export interface Answer {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly bytes: Buffer;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly data: any;
  /** Of a refusal. */
  readonly code: string | undefined;
}
export interface Sent {
  readonly token?: string | undefined;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Connections that stay open, as many as there are requests at once; a process that was killed closes its own. */
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** One request. Rejects where no whole answer came: then nobody knows what became of it. */
export function ask(
  { url }: Pick<Server, 'url'>,
  verb: string,
  path: string,
  { token, body, headers }: Sent = {}
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const request = send(
      `${url}${path}`,
      {
        agent,
        method: verb,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(text === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('aborted', () => reject(new Error('aborted')));
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const whole = bytes.toString('utf8');
          let json: { data?: unknown; error?: { details?: { code?: string } } } = {};
          try {
            json = JSON.parse(whole);
          } catch {
            // A page, a file, or nothing at all.
          }
          resolve({
            status: response.statusCode as number,
            headers: response.headers,
            bytes,
            text: whole,
            data: json.data,
            code: json.error?.details?.code,
          });
        });
      }
    );
    request.on('error', reject);
    request.end(text);
  });
}

/** What went well, or an error that shows the answer. */
export async function good(answer: Promise<Answer>): Promise<Answer['data']> {
  const { status, data, text } = await answer;
  if (status !== 200) throw new Error(`${status}: ${text.slice(0, 2_000)}`);
  return data;
}

/** A session of somebody who may do everything in the administration. */
export async function staffToken(server: Server): Promise<string> {
  const account = await server.ask('staff');
  return (await good(ask(server, 'POST', '/admin/login', { body: account }))).token;
}

export interface Place {
  readonly id: string;
  readonly slug: string;
}

/** A consultation that is open for everything, on a process of its own; as `fixture.ts` makes it in the shared one. */
export async function openPlace(
  server: Server,
  staff: string,
  settings: object = {},
  open = true
): Promise<Place> {
  const slug = `c-${randomUUID().slice(0, 18)}`;
  const post = (verb: string, path: string, sent: object) =>
    good(ask(server, verb, `/consultation${path}`, { token: staff, body: sent }));
  const { id } = await post('POST', '/consultations', {
    slug,
    title: 'A text to talk about',
    language: 'en',
    timeZone: 'Europe/Paris',
    phases: [
      {
        id: 'all',
        name: 'Have your say',
        opensAt: fromNow(-3_600_000),
        closesAt: fromNow(86_400_000),
        allows: ['comment', 'amend', 'vote'],
      },
    ],
    questions,
    charter: [{ id: 'insult', title: 'No insults', text: 'Speak of the text, not of people.' }],
    ...settings,
  });
  const draft = await post('PUT', `/consultations/${id}/draft`, {
    revision: null,
    title: 'First version',
    body: body(),
    explanations: {},
  });
  await post('POST', `/consultations/${id}/draft/publish`, { revision: draft.revision });
  if (open) await post('POST', `/consultations/${id}/state`, { state: 'open' });
  return { id, slug };
}

/** Casts, or takes back where there is no choice; one key is one act. */
export function act(
  server: Pick<Server, 'url'>,
  slug: string,
  sent: { token: string | undefined; target: string; choice: string | null; key: string }
): Promise<Answer> {
  const { token, target, choice, key } = sent;
  const path = `/api/consultation/consultations/${slug}/ballots/${target}`;
  return choice === null
    ? ask(server, 'DELETE', `${path}?key=${key}`, { token })
    : ask(server, 'PUT', path, { token, body: { choice, key } });
}
