import type { Block } from 'consultation-core/text';
import { api, type Citizen, newKey, ok, type Reply, staff } from './client.ts';
import { body, type Fixture } from './fixture.ts';

/** Article 1 of the fixture, as a list to change. */
export const article = (): Block[] => body().slice(1, 4);

export const paragraph = (id: string, text: string): Block => ({
  type: 'paragraph',
  id,
  children: [{ text }],
});

/** Article 1 with other blocks behind its heading. */
export const edit = (...blocks: Block[]) => ({
  kind: 'edit',
  article: 'art1',
  blocks: [article()[0], ...blocks],
});
/** Article 1 with other words in its second alinea. */
export const reworded = (text: string) => edit(article()[1] as Block, paragraph('p2', text));

export interface Wish {
  readonly proposal: unknown;
  readonly parent?: string;
  readonly title?: string;
  readonly justification?: string;
  readonly submit?: boolean;
  readonly base?: number;
}

const content = (wish: Wish) => ({
  base: 1,
  title: 'Sooner',
  justification: 'A year is long.',
  submit: true,
  ...wish,
});

/** What is sent to submit an amendment to the second alinea of article 1; a key of its own each time. */
export const sooner = () => ({
  ...content({ proposal: { kind: 'replace', block: 'p2', text: 'They do it within a month.' } }),
  key: newKey(),
});

export const path = (place: Fixture, rest = '') => `/consultations/${place.slug}/amendments${rest}`;

export const send = (place: Fixture, { token }: Citizen, wish: Wish): Promise<Reply> =>
  api('POST', path(place), { token, body: { ...content(wish), key: newKey() } });

export const change = (
  place: Fixture,
  { token }: Citizen,
  id: string,
  wish: Wish
): Promise<Reply> => api('PUT', path(place, `/${id}`), { token, body: content(wish) });

export const preview = (
  place: Fixture,
  wish: { proposal: unknown; parent?: string; except?: string; base?: number },
  token?: string
): Promise<Reply> => api('POST', path(place, '/preview'), { token, body: { base: 1, ...wish } });

export const view = (place: Fixture, id: string, token?: string): Promise<Reply['data']> =>
  ok(api('GET', path(place, `/${id}`), { token }));

export const hide = (place: Fixture, item: string): Promise<Reply['data']> =>
  ok(
    staff('POST', `/consultations/${place.id}/moderation`, {
      body: { type: 'amendment', item, act: 'hide', rule: 'insult', reason: 'An insult.' },
    })
  );

export const decide = (place: Fixture, id: string, status: string): Promise<Reply['data']> =>
  ok(
    staff('POST', `/consultations/${place.id}/decisions`, {
      body: { amendments: [id], status, reason: 'Because.' },
    })
  );

export const close = (place: Fixture): Promise<Reply['data']> =>
  ok(staff('POST', `/consultations/${place.id}/state`, { body: { state: 'closed' } }));

/** The words of some blocks, one line each. */
export const lines = (blocks: readonly Block[]): string[] =>
  blocks.map((block) =>
    block.type === 'table' || block.type === 'image'
      ? ''
      : block.children
          .map((inline) =>
            'text' in inline ? inline.text : inline.children.map((c) => c.text).join('')
          )
          .join('')
  );
