import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { app } from './support/app.ts';
import { api, type Citizen, citizen, ok, request } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';

let place: Fixture;
let ada: Citizen;
beforeAll(async () => {
  place = await consultation({ settings: { counts: 'at-close' } });
  ada = await citizen();
});
afterEach(() => vi.restoreAllMocks());

describe('the log of accesses', () => {
  it('does not tell what somebody voted on, whichever way she did', async () => {
    const { strapi } = await app();
    const lines: string[] = [];
    vi.spyOn(strapi.log, 'http').mockImplementation(((line: string) => {
      lines.push(line);
      return strapi.log;
    }) as never);
    const path = `/consultations/${place.slug}/ballots/article:art1`;
    await ok(api('PUT', path, { token: ada.token, body: { choice: 'for' } }));
    await ok(api('DELETE', path, { token: ada.token }));
    await api('PUT', path, { token: ada.token, body: { choice: 'perhaps' } });
    await api('PUT', path, { body: { choice: 'for' } });
    const page = `/consultations/en/${place.slug}/articles/art1`;
    await request('POST', `${page}/vote`, { body: {} });
    await request('GET', `${page}?done=voted`);
    expect(lines).toHaveLength(6);
    expect(lines.filter((line) => line.includes('art1'))).toEqual([]);
    expect(lines.every((line) => line.includes(place.slug))).toBe(true);
    await request('GET', page);
    expect(lines.at(-1)).toContain('art1');
  });

  it('does not tell of a vote that waits while its voter signs in, of a ranking as little as of a choice', async () => {
    const { strapi } = await app();
    const lines: string[] = [];
    vi.spyOn(strapi.log, 'http').mockImplementation(((line: string) => {
      lines.push(line);
      return strapi.log;
    }) as never);
    for (const [item, choice] of [
      ['articles/art1', 'for'],
      ['questions/q1', 'b>a=c'],
    ] as const) {
      const query = new URLSearchParams({ choice });
      const page = `/consultations/en/${place.slug}/${item}`;
      await request('GET', `${page}?${query}`);
      const back = new URLSearchParams({ return: `${page}?${query}#vote` });
      await request('GET', `/consultations/en/account/sign-in?${back}`);
      await request('GET', `/consultations/en/account/new?x=1&${back}`);
    }
    expect(lines).toHaveLength(6);
    expect(lines.filter((line) => /art1|q1|for\b|b%|b>/.test(line))).toEqual([]);
    // The way back to any other page stays as it is.
    await request('GET', '/consultations/en/account/sign-in?return=%2Fconsultations%2Fen%2Fart1');
    expect(lines.at(-1)).toContain('art1');
  });
});
