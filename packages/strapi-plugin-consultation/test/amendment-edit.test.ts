import { diff } from 'consultation-core/change';
import { limits } from 'consultation-core/contract';
import type { Block } from 'consultation-core/text';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  article,
  change,
  edit,
  lines,
  paragraph,
  preview,
  reworded,
  send,
  view,
} from './support/amending.ts';
import { app } from './support/app.ts';
import { type Citizen, citizen, ok } from './support/client.ts';
import { body, consultation, type Fixture } from './support/fixture.ts';

let place: Fixture;
let ada: Citizen;
beforeAll(async () => {
  await app();
  place = await consultation();
  ada = await citizen();
});

const [heading, p1, p2] = article() as [Block, Block, Block];
/** The whole text with one article in the place of the first. */
const whole = (blocks: readonly Block[]) => [body()[0] as Block, ...blocks, ...body().slice(4)];

describe('an article as its author would have it', () => {
  it('is shown with the change in words before it is sent, and kept as it was shown', async () => {
    const proposal = reworded('They do it within a month.');
    const seen = await ok(preview(place, { proposal }));
    expect(lines(seen.after)).toEqual([
      'Publication',
      'Administrations publish their main documents.',
      'They do it within a month.',
    ]);
    expect(seen.instruction.join(' ')).toContain('month');
    const sent = await ok(send(place, ada, { proposal }));
    expect(sent).toMatchObject({
      kind: 'edit',
      status: 'submitted',
      article: { id: 'art1' },
      parent: null,
      edits: 0,
    });
    const { amendment } = await view(place, sent.id);
    expect(amendment).toMatchObject({
      change: seen.change,
      before: seen.before,
      after: seen.after,
      instruction: seen.instruction,
      fits: true,
      history: [],
      wordings: [],
      fate: null,
    });
  });

  it('may be several articles: nothing of it is left out of what is shown', async () => {
    const second: Block = {
      type: 'heading',
      id: 'mine',
      rank: 'article',
      label: 'Article 1 bis',
      children: [{ text: 'Delay' }],
    };
    const { after } = await ok(preview(place, { proposal: edit(p1, second, p2) }));
    expect(lines(after)).toEqual([
      'Publication',
      'Administrations publish their main documents.',
      'Delay',
      'They do it within a year.',
    ]);
  });

  it('gets ids of ours for its new blocks, whatever ids were sent', async () => {
    const other = await ok(
      send(place, ada, { proposal: edit(p1, paragraph('x', 'They say where.'), p2) })
    );
    const taken = (await view(place, other.id)).amendment.after[2].id;
    expect(taken).not.toBe('x');
    // Ids of another amendment's block, of the client's own making, and of a prototype.
    for (const id of [taken, 'chosen', '__proto__', 'constructor']) {
      const sent = await ok(
        send(place, ada, { proposal: edit(p1, paragraph(id, 'They say how.'), p2) })
      );
      const { amendment } = await view(place, sent.id);
      const ids = amendment.after.map((block: Block) => block.id);
      expect(ids).toHaveLength(4);
      expect(ids).not.toContain(id);
      expect([ids[0], ids[1], ids[3]]).toEqual(['art1', 'p1', 'p2']);
      expect(amendment.change.edits).toEqual([
        { kind: 'insert', after: 'p1', blocks: [amendment.after[2]] },
      ]);
    }
  });

  it('keeps the operations sent along: a split stays a split', async () => {
    const blocks: [Block, Block] = [
      { ...p1, children: [{ text: 'Administrations publish their ' }] } as Block,
      {
        type: 'paragraph',
        id: 'tail',
        children: [{ text: 'main', bold: true }, { text: ' documents.' }],
      },
    ];
    const proposal = edit(...blocks, p2);
    const operations = diff(body(), whole(proposal.blocks as Block[]));
    expect(operations.edits.map(({ kind }) => kind)).toContain('split');
    for (const one of [proposal, { ...proposal, change: operations }]) {
      const sent = await ok(send(place, ada, { proposal: one }));
      const { amendment } = await view(place, sent.id);
      const split = amendment.change.edits.find(({ kind }: { kind: string }) => kind === 'split');
      expect(split.block).toBe('p1');
      expect(split.into.id).toBe(amendment.after[2].id);
      expect(split.into.id).not.toBe('tail');
    }
  });

  it('keeps, when it is edited, the ids that its new blocks have', async () => {
    const sent = await ok(
      send(place, ada, { proposal: edit(p1, paragraph('n', 'They say where.'), p2) })
    );
    const first = (await view(place, sent.id)).amendment.after as Block[];
    const [, , mine] = first as [Block, Block, Block];
    const again = edit(p1, paragraph('m', 'They say why.'), paragraph(mine.id, 'They say how.'));
    await ok(change(place, ada, sent.id, { proposal: again }));
    const second = (await view(place, sent.id)).amendment.after as Block[];
    expect(second[3]?.id).toBe(mine.id);
    expect(second[2]?.id).not.toBe('m');
    // The same block, sent as if it were new.
    const anew = edit(p1, paragraph('z', 'They say how.'), p2);
    await ok(change(place, ada, sent.id, { proposal: anew }));
    expect(((await view(place, sent.id)).amendment.after as Block[])[2]?.id).toBe(mine.id);
    const simple = await ok(
      send(place, ada, { proposal: { kind: 'insert', after: 'p2', text: 'They tell whom.' } })
    );
    const before = (await view(place, simple.id)).amendment.after as Block[];
    await ok(
      change(place, ada, simple.id, {
        proposal: { kind: 'insert', after: 'p2', text: 'They tell whom and when.' },
      })
    );
    const after = (await view(place, simple.id)).amendment.after as Block[];
    expect(after[3]?.id).toBe(before[3]?.id);
    expect(lines(after)[3]).toBe('They tell whom and when.');
  });
});

describe('what cannot be an amendment', () => {
  const refused = async (proposal: unknown, code: string, wish = {}) => {
    const seen = await preview(place, { proposal, ...wish });
    expect(seen.code, seen.text.slice(0, 500)).toBe(code);
    const sent = await send(place, ada, { proposal, ...wish });
    expect(sent.code, sent.text.slice(0, 500)).toBe(code);
    return sent;
  };
  const issues = ({ error }: { error: { details: { issues: { path: string }[] } } }) =>
    error.details.issues.map(({ path }) => path);

  it('is one whose operations do not make the words sent', async () => {
    const proposal = reworded('They do it within a month.');
    const operations = diff(body(), whole(reworded('Never.').blocks as Block[]));
    await refused({ ...proposal, change: operations }, 'result-differs');
    const elsewhere = diff(
      body(),
      body().map((block) => (block.id === 'p3' ? paragraph('p3', 'All is secret.') : block))
    );
    const both = { ...elsewhere, edits: [...elsewhere.edits] };
    await refused({ ...proposal, change: both }, 'result-differs');
    await refused({ ...proposal, change: { ...operations, edits: [] } }, 'result-differs');
  });

  it('is one with more edits than anybody can read', async () => {
    const rest = 'of these words nothing at all is touched by anybody who reads them';
    const words = (word: string) => Array.from({ length: 5 }, () => `${word} ${rest}`).join(' ');
    const blocks = Array.from({ length: limits.articleBlocks - 1 }, (_, index) =>
      paragraph(`b${index}`, words('one'))
    );
    const long = await consultation({ body: [body()[0] as Block, heading, ...blocks] });
    const every = blocks.map(({ id }) => paragraph(id, words('two')));
    const proposal = edit(...every);
    const reply = await send(long, ada, { proposal });
    expect([reply.status, reply.code], reply.text.slice(0, 300)).toEqual([422, 'too-many-edits']);
    expect(reply.error.details.edits).toBeGreaterThan(limits.edits);
    await ok(send(long, ada, { proposal: edit(...every.slice(0, 100), ...blocks.slice(100)) }));
  });

  it('is one with an alinea or an article that is too long, and the field is named', async () => {
    const long = paragraph('p2', 'x'.repeat(limits.alinea + 1));
    expect(issues(await refused(edit(p1, long), 'invalid-input'))).toEqual([
      'body.proposal.blocks.2',
    ]);
    const many = Array.from({ length: limits.articleBlocks }, (_, index) =>
      paragraph(`b${index}`, 'x')
    );
    expect(issues(await refused(edit(...many), 'invalid-input'))).toEqual(['body.proposal.blocks']);
  });

  it('is one with signs that no text has a use for, wherever they stand', async () => {
    for (const sign of ['\u0000', '\u0007', '\ud800']) {
      const proposals = [
        edit(p1, paragraph('p2', `They do${sign} it.`)),
        edit(p1, { ...(p2 as object), marker: `1${sign}` } as Block),
        edit(p1, p2, {
          type: 'table',
          id: 't',
          rows: [[`a${sign}`]],
          children: [{ text: '' }],
        }),
      ];
      for (const proposal of proposals) {
        const reply = await refused(proposal, 'invalid-input');
        expect(issues(reply)[0]).toMatch(/^body\.proposal\.blocks\.[23]\./);
      }
    }
  });

  it('is one that does not fit the text', async () => {
    const blocks = (id: string) => [{ ...heading, id }, p1] as Block[];
    await refused({ kind: 'edit', article: 'nix', blocks: blocks('nix') }, 'proposal-does-not-fit');
    await refused(
      { kind: 'edit', article: 'sec1', blocks: blocks('sec1') },
      'proposal-does-not-fit'
    );
    await refused({ kind: 'edit', article: 'art1', blocks: [p1, p2] }, 'proposal-does-not-fit');
    // A block of another article, the same block twice.
    await refused(edit(p1, paragraph('p3', 'Taken.')), 'proposal-does-not-fit');
    await refused(edit(p1, p1), 'proposal-does-not-fit');
    await refused(
      edit(p1, paragraph('n', 'One.'), paragraph('n', 'Two.')),
      'proposal-does-not-fit'
    );
    // The article would be a part of the text.
    const part = { ...heading, rank: 'part' } as Block;
    await refused({ kind: 'edit', article: 'art1', blocks: [part, p1] }, 'proposal-does-not-fit');
    const section: Block = { type: 'heading', id: 's', rank: 'section', children: [{ text: 'S' }] };
    await refused(edit(p1, section, p2), 'proposal-does-not-fit');
    await refused(reworded('They do it within a year.'), 'proposal-changes-nothing');
    await refused(reworded('Soon.'), 'version-outdated', { base: 2 });
  });

  it('is one with a picture from elsewhere, an unsafe link or an empty alinea', async () => {
    const picture = (url: string): Block => ({
      type: 'image',
      id: 'i',
      url,
      alt: '',
      children: [{ text: '' }],
    });
    await refused(edit(p1, picture('https://tracker.example/x.png')), 'proposal-does-not-fit');
    const link: Block = {
      type: 'paragraph',
      id: 'l',
      children: [{ type: 'link', url: 'javascript:alert(1)', children: [{ text: 'x' }] }],
    };
    await refused(edit(p1, link), 'invalid-input');
    const empty = await refused(edit(p1, p2, paragraph('e', ' ')), 'structure-invalid');
    expect(empty.error.details.issues).toEqual([{ code: 'paragraph-empty', block: 'e' }]);
  });
});
