import type { Block } from 'consultation-core/text';
import { paragraph, send } from './amending.ts';
import { type Citizen, newKey, ok, type Reply, staff } from './client.ts';
import { consultation, type Fixture, type FixtureOptions } from './fixture.ts';

/** Two people of the staff: one who may do everything, one who decides. */
export const chief = 'all' as const;
export const drafter = ['read', 'decide'] as const;
type Who = typeof chief | readonly string[];

const text = (id: string, words: string): Block => paragraph(id, words);

/** Three articles with long enough alineas for several wishes. */
export const bill = (): Block[] => [
  heading('a1', 'Article 1', 'Publication'),
  text('a1p1', 'Administrations publish their main documents on their own site.'),
  text('a1p2', 'They do it within a year after the document was made.'),
  heading('a2', 'Article 2', 'Exceptions'),
  text('a2p1', 'Secrets protected by law are not published by anybody.'),
  heading('a3', 'Article 3', 'Control'),
  text('a3p1', 'A commission of twelve members watches over this law.'),
];
function heading(id: string, label: string, title: string): Block {
  return { type: 'heading', id, rank: 'article', label, children: [{ text: title }] };
}

export const bench = (options: FixtureOptions = {}): Promise<Fixture> =>
  consultation({ body: bill(), ...options });

/** Submits other words for one alinea, and gives the id of the amendment. */
export async function wish(
  place: Fixture,
  who: Citizen,
  block: string,
  words: string,
  base = 1
): Promise<string> {
  const proposal = { kind: 'replace', block, text: words };
  return (await ok(send(place, who, { proposal, base, title: words.slice(0, 60) }))).id;
}

export const adopt = (place: Fixture, ids: readonly string[], status = 'adopted') =>
  ok(
    staff('POST', `/consultations/${place.id}/decisions`, {
      body: { amendments: ids, status, reason: `So: ${status}.` },
    })
  );

export const desk = (place: Fixture, permissions: Who = chief): Promise<Reply['data']> =>
  ok(staff('GET', `/consultations/${place.id}/desk`, { permissions }));

export const visit = (place: Fixture, window: string, at = '', permissions: Who = chief) =>
  ok(
    staff('POST', `/consultations/${place.id}/desk/presence`, {
      body: { window: window.padEnd(16, '0'), place: at },
      permissions,
    })
  );

export const resolve = (
  place: Fixture,
  collision: string,
  resolution: object | null,
  { revision = 0, key = newKey(), permissions = chief as Who } = {}
): Promise<Reply> =>
  staff('PUT', `/consultations/${place.id}/desk/resolutions/${collision}`, {
    body: { revision, resolution: resolution && { collision, ...resolution }, key },
    permissions,
  });

export const publish = (
  place: Fixture,
  fingerprint: string,
  body: object = {},
  permissions: Who = chief
): Promise<Reply> =>
  staff('POST', `/consultations/${place.id}/desk/publish`, {
    body: { fingerprint, title: 'Next version', answer: 'Read.', outcome: 'continue', ...body },
    permissions,
  });

export const approve = (place: Fixture, fingerprint: string, permissions: Who): Promise<Reply> =>
  staff('POST', `/consultations/${place.id}/desk/approvals`, {
    body: { fingerprint },
    permissions,
  });

export const saveWording = (
  place: Fixture,
  amendment: string,
  body: object,
  permissions: Who = chief
): Promise<Reply> =>
  staff('PUT', `/consultations/${place.id}/amendments/${amendment}/wording`, {
    body: { note: '', publish: false, number: 0, ...body },
    permissions,
  });
