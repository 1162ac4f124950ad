import { randomUUID } from 'node:crypto';
import type { Block } from 'consultation-core/text';
import { ok, staff } from './client.ts';

const hour = 60 * 60 * 1000;
export const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();

/** Two articles in a section; short, with everything that opinions can be about. */
export function body(): Block[] {
  return [
    {
      type: 'heading',
      id: 'sec1',
      rank: 'section',
      label: 'Section 1',
      children: [{ text: 'Open data' }],
    },
    {
      type: 'heading',
      id: 'art1',
      rank: 'article',
      label: 'Article 1',
      children: [{ text: 'Publication' }],
    },
    {
      type: 'paragraph',
      id: 'p1',
      children: [
        { text: 'Administrations publish their ' },
        { text: 'main', bold: true },
        { text: ' documents.' },
      ],
    },
    { type: 'paragraph', id: 'p2', children: [{ text: 'They do it within a year.' }] },
    {
      type: 'heading',
      id: 'art2',
      rank: 'article',
      label: 'Article 2',
      children: [{ text: 'Exceptions' }],
    },
    {
      type: 'paragraph',
      id: 'p3',
      children: [{ text: 'Secrets protected by law are not published.' }],
    },
  ];
}

export interface Fixture {
  readonly id: string;
  readonly slug: string;
}

export interface FixtureOptions {
  readonly settings?: object;
  readonly body?: readonly Block[];
  readonly open?: boolean;
}

/** A consultation with a published text, open now for everything unless said otherwise. */
export async function consultation(options: FixtureOptions = {}): Promise<Fixture> {
  const slug = `c-${randomUUID().slice(0, 18)}`;
  const settings = {
    slug,
    title: 'A text to talk about',
    language: 'en',
    timeZone: 'Europe/Paris',
    phases: [
      {
        id: 'all',
        name: 'Have your say',
        opensAt: fromNow(-hour),
        closesAt: fromNow(24 * hour),
        allows: ['comment', 'amend', 'vote'],
      },
    ],
    charter: [{ id: 'insult', title: 'No insults', text: 'Speak of the text, not of people.' }],
    ...options.settings,
  };
  const { id } = await ok(staff('POST', '/consultations', { body: settings }));
  const draft = await ok(
    staff('PUT', `/consultations/${id}/draft`, {
      body: {
        revision: null,
        title: 'First version',
        body: options.body ?? body(),
        explanations: { art1: 'Why **this** article.' },
      },
    })
  );
  await ok(
    staff('POST', `/consultations/${id}/draft/publish`, { body: { revision: draft.revision } })
  );
  if (options.open !== false) {
    await ok(staff('POST', `/consultations/${id}/state`, { body: { state: 'open' } }));
  }
  return { id, slug: (settings as { slug: string }).slug };
}
