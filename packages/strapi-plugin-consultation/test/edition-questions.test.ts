import { countQuestion } from 'consultation-core/vote';
import { beforeAll, describe, expect, it } from 'vitest';
import { close } from './support/amending.ts';
import { app } from './support/app.ts';
import { questions } from './support/asking.ts';
import { citizens } from './support/citizens.ts';
import { api, ok } from './support/client.ts';
import { consultation, type Fixture } from './support/fixture.ts';
import { data, journalOf } from './support/journal.ts';
import { findings, independently, lines, made, takeBack, vote } from './support/open-data.ts';

let tokens: string[];
beforeAll(async () => {
  await app();
  tokens = await citizens(12);
});

const papers: Readonly<Record<string, readonly string[]>> = {
  q1: ['a,c', 'b', 'blank', 'a,b,c'],
  q2: ['a:very-good,b:to-reject', 'b:good,c:fair', 'blank'],
  q3: ['b>a=c', 'c>a>b', 'a', 'b>c'],
  q4: ['a>b', 'b>a>c', 'c>b'],
};

/** A consultation whose questions are answered, some more than once, and one of which nobody answers. */
async function answered(settings: object = {}): Promise<Fixture> {
  const unanswered = { ...questions[0], id: 'q5' };
  const place = await consultation({
    settings: { questions: [...questions, unanswered], ...settings },
  });
  for (const [question, words] of Object.entries(papers)) {
    for (const [index, token] of tokens.entries()) {
      await vote(place, token, words[index % words.length] as string, `question:${question}`);
    }
  }
  for (const token of tokens.slice(0, 3)) await vote(place, token, 'a>c>b', 'question:q3');
  for (const token of tokens.slice(2, 5)) await takeBack(place, token, 'question:q1');
  for (const token of tokens) await vote(place, token, 'for', 'article:art1');
  return place;
}

describe('an edition of a consultation with questions', () => {
  it('holds the ballots, their counts and what the method makes of them, as pages show it', async () => {
    const place = await answered();
    await close(place);
    const { name, size, files } = await made(place);
    const view = await ok(api('GET', `/consultations/${place.slug}/results`));
    const counts = await lines(place, name, 'counts.ndjson');
    const ballots = await lines(place, name, 'ballots.ndjson');
    for (const { question, ballots: cast, tally } of view.questions) {
      const target = `question:${question.id}`;
      const found = counts.find((one) => one.target === target);
      const own = ballots.filter((one) => one.target === target);
      expect(own).toHaveLength(cast);
      if (question.id === 'q5') {
        expect([cast, found]).toEqual([0, undefined]);
        continue;
      }
      expect(Object.keys(found)).toEqual(['target', 'method', 'counts', 'result']);
      expect([found.method, found.result]).toEqual([question.method, tally.result]);
      const recounted: Record<string, number> = {};
      for (const { choice } of own) recounted[choice] = (recounted[choice] ?? 0) + 1;
      expect(found.counts).toEqual(recounted);
      expect(Object.keys(found.counts)).toEqual(Object.keys(recounted).sort());
      expect(countQuestion(question, recounted)).toEqual(found.result);
    }
    const { text } = await data(place, `editions/${name}/counts.csv`);
    expect(text).toContain('question:q3,a>c>b,3\r\n');
    expect(text).toContain('question:q1,"a,b,c",');
    const described = JSON.parse((await data(place, `editions/${name}/datapackage.json`)).text);
    const resource = described.resources.find(
      ({ path }: { path: string }) => path === 'counts.ndjson'
    );
    expect(resource.schema.fields.map((one: { name: string }) => one.name)).toContain('result');
    const activity = await lines(place, name, 'activity.ndjson');
    expect(activity.filter(({ target }) => target === 'question:q3')[0]).toMatchObject({
      cast: 12,
      changed: 3,
      withdrawn: 0,
    });
    expect(await independently(place)).toMatch(new RegExp(`^ok ${size} `));
    expect(files.length).toBeGreaterThan(10);
    expect(await findings(place)).toEqual([]);
  });

  it('says nothing of them while counts are sealed, and everything after', async () => {
    const place = await answered({ counts: 'at-close' });
    const sealed = await made(place);
    for (const file of ['ballots', 'counts', 'activity']) {
      expect(await lines(place, sealed.name, `${file}.ndjson`)).toEqual([]);
    }
    const all = await Promise.all(
      // The package itself says how papers are written, with examples.
      sealed.files
        .filter(({ name }) => name !== 'datapackage.json')
        .map(async ({ name }) => (await data(place, `editions/${sealed.name}/${name}`)).text)
    );
    expect(await findings(place)).toEqual([]);
    expect(all.join('')).not.toMatch(/b>a=c|"choice":|to-reject/);
    expect(await findings(place)).toEqual([]);
    await close(place);
    const open = await made(place);
    expect((await lines(place, open.name, 'counts.ndjson')).map(({ target }) => target)).toEqual([
      'article:art1',
      ...Object.keys(papers).map((id) => `question:${id}`),
    ]);
    expect((await journalOf(place)).editions[0].name).toBe(open.name);
    expect(await findings(place)).toEqual([]);
  });
});
