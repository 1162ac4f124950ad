import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { close } from './support/amending.ts';
import { app } from './support/app.ts';
import { type Citizen, citizen, ok } from './support/client.ts';
import { adopt, bench, desk, publish, resolve, saveWording, wish } from './support/desk.ts';
import { faults } from './support/faults.ts';
import type { Fixture } from './support/fixture.ts';

let tools: Awaited<ReturnType<typeof faults>>;
let ada: Citizen;
beforeAll(async () => {
  await app();
  tools = await faults();
  ada = await citizen('Ada');
});
afterEach(() => tools.mend());

/** Everything that publishing or deciding writes, read past all services. */
async function snapshot({ id }: Fixture): Promise<string> {
  const { strapi } = await app();
  const tables = {
    consultations: 'document_id',
    text_versions: 'consultation',
    amendments: 'consultation',
    amendment_revisions: 'consultation',
    amendment_wordings: 'consultation',
    articles: 'consultation',
    acts: 'consultation',
    desk_state: 'consultation',
    desk_resolutions: 'consultation',
    desk_history: 'consultation',
  };
  const found: Record<string, unknown> = {};
  for (const [table, column] of Object.entries(tables)) {
    const rows = await strapi.db.connection(`consultation_${table}`).where({ [column]: id });
    found[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return JSON.stringify(found);
}

const commits = (statements: readonly string[]) =>
  statements.filter((sql) => /^commit/i.test(sql)).length;

describe('a fault at any statement', () => {
  it('of publishing the next version leaves all as it was, or the whole of it', async () => {
    const place = await bench();
    const month = await wish(
      place,
      ada,
      'a1p2',
      'They do it within a month after the document was made.'
    );
    await wish(place, ada, 'a1p2', 'They do it within a month after the document was made.');
    const other = await wish(
      place,
      ada,
      'a1p2',
      'They do it within a year after the document was signed.'
    );
    const after = [
      ...(await desk(place)).body.slice(0, 2),
      {
        type: 'paragraph',
        id: 'a1p2',
        children: [{ text: 'They do it within a year after the document was dated.' }],
      },
    ];
    await ok(saveWording(place, other, { after, publish: true }));
    await close(place);
    await adopt(place, [month]);
    const { fingerprint } = await desk(place);
    const before = await snapshot(place);
    let faulty = 0;
    for (let isLast = false; !isLast; ) {
      faulty += 1;
      const { statements } = tools.failAt(faulty, 'before');
      const reply = await publish(place, fingerprint);
      tools.mend();
      const sql = statements[faulty - 1] ?? '';
      expect([reply.status, reply.code], sql).toEqual([500, 'unexpected']);
      expect(reply.text, sql).not.toContain('injected');
      expect(await snapshot(place), sql).toBe(before);
      // What comes after the commit only tells of it.
      isLast = commits(statements.slice(0, faulty)) > 0;
    }
    await ok(publish(place, fingerprint));
    expect(faulty).toBeGreaterThan(30);
    const done = await desk(place);
    expect(done.version.number).toBe(2);
    expect(done.amendments).toHaveLength(1);
    expect(done.amendments[0].wordings).toHaveLength(1);
  }, 120_000);

  it('of deciding on a collision does it once or not at all, and sending it again does it', async () => {
    const place = await bench();
    const ids = [
      await wish(place, ada, 'a1p2', 'They do it within a month after the document was made.'),
      await wish(place, ada, 'a1p2', 'They do it within a week after the document was made.'),
    ];
    await close(place);
    await adopt(place, ids);
    const { consolidated } = await (await app()).service('desk').computation(place.id);
    const collision = consolidated.collisions[0]?.key ?? '';
    const key = 'a-key-of-this-intention';
    const before = await snapshot(place);
    const send = () => resolve(place, collision, { take: 'change', change: ids[0] }, { key });
    let faulty = 0;
    for (;;) {
      const { statements } = tools.failAt(faulty + 1, 'after');
      const reply = await send();
      tools.mend();
      if (reply.status === 200) break;
      faulty += 1;
      if (commits(statements.slice(0, faulty)) === 0) expect(await snapshot(place)).toBe(before);
      else expect(await snapshot(place)).not.toBe(before);
    }
    expect(faulty).toBeGreaterThan(10);
    const { recorded } = await ok(send());
    expect(recorded).toMatchObject({ revision: 1, collision });
    expect((await desk(place)).resolutions).toEqual([recorded]);
  }, 120_000);
});
