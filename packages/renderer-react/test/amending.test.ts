/** Amendments of amendments, of one's own, and of a text that changed meanwhile, as forms without script do them. */
import { apply, diff } from 'consultation-core/change';
import { articles, type Block, type Body, blockText } from 'consultation-core/text';
import { describe, expect, it } from 'vitest';
import { article, browser, findForm, wordsOf } from './browse.ts';

const slug = 'republique-numerique';
const item = `/en/${slug}/articles/${article}`;
const reasons = { title: 'Mon titre', justification: 'Mes raisons' };

function worldOf(b: ReturnType<typeof browser>) {
  const consultation = b.state.consultations.find((one) => one.slug === slug);
  if (consultation === undefined) throw new Error('the consultation is gone');
  return consultation;
}
const texts = (blocks: Body | undefined) => (blocks ?? []).map(blockText);

/** A next version of the text, in which some alineas read otherwise. */
function publish(b: ReturnType<typeof browser>, change: (block: Block) => Block | undefined) {
  const consultation = worldOf(b);
  const body = consultation.versions.at(-1)?.body ?? [];
  consultation.versions.push({
    number: 2,
    title: 'Deuxième version',
    publishedAt: '2015-10-09T06:00:00.000Z',
    body: body.flatMap((block) => change(block) ?? []),
    computedFrom: null,
  });
}
const reworded = (block: Block, text: string): Block =>
  ({ ...block, children: [{ text }] }) as Block;

describe('an amendment of an amendment', () => {
  it('is about the text as that amendment would make it, and goes with it', async () => {
    const b = browser();
    await b.signIn();
    const path = `/en/${slug}/amendments/reword1/amend`;
    const choose = await b.get(path);
    expect(wordsOf(choose.html)).toContain('is examined together with it');
    // The words that only the amendment puts there are there to be changed.
    expect(wordsOf(choose.html)).toContain('documents et codes sources');
    const third = worldOf(b).amendments.find(({ id }) => id === 'reword1')?.after[3];
    const form = await b.get(`${path}?kind=replace&block=${third?.id}`);
    const text = blockText(third as Block).replace('codes sources', 'codes sources commentés');
    const fields = { ...reasons, text, step: 'preview' };
    const preview = await b.submit(form, '/amend', { fields });
    expect(preview.html).toMatch(/<ins>.*commentés/);
    const sent = await b.submit(preview, '/amend', { fields: { step: 'send' } });
    expect(sent.status).toBe(303);
    const made = worldOf(b).amendments.at(-1);
    expect(made).toMatchObject({ parent: 'reword1', status: 'submitted' });
    const body = worldOf(b).versions[0]?.body ?? [];
    const parent = worldOf(b).amendments.find(({ id }) => id === 'reword1');
    const over = parent && apply(body, parent.change);
    const both = over?.kind === 'applied' && made ? apply(over.body, made.change) : undefined;
    expect(both?.kind === 'applied' && texts(both.body)).toContain(text);
    // Not one of its own, and not of what nobody can read.
    expect((await b.get(`/en/${slug}/amendments/${made?.id}/amend`)).status).toBe(409);
    expect((await b.get(`/en/${slug}/amendments/delete1/amend`)).status).toBe(409);
  });
});

describe('an amendment of one’s own that is public', () => {
  it('is changed after a word about those who voted on it, and keeps its former form', async () => {
    const b = browser();
    await b.signIn();
    worldOf(b).ballots.set('amendment:reword1 v1', { choice: 'for', at: '2015-10-02T10:00:00Z' });
    const former = worldOf(b).amendments.find(({ id }) => id === 'reword1');
    const form = await b.get(`/en/${slug}/amendments/reword1/edit`);
    expect(wordsOf(form.html)).toContain(
      'Your amendment is public already. You can change it; how it stood before stays readable in its history. 23 people voted on it.'
    );
    expect(form.html).not.toContain('value="draft"');
    const withdraw = await b.get(`/en/${slug}/amendments/reword1/withdraw`);
    expect(wordsOf(withdraw.html)).toContain('23 people voted on it.');
    const fields = { text: 'les codes sources seulement ;', step: 'preview' };
    const preview = await b.submit(form, '/edit', { fields });
    expect(preview.status).toBe(200);
    const sent = await b.submit(preview, '/edit', { fields: { step: 'send' } });
    expect(sent.status).toBe(303);
    const now = worldOf(b).amendments.find(({ id }) => id === 'reword1');
    expect(now).toMatchObject({ number: former?.number, status: 'submitted' });
    expect(texts(now?.after)[3]).toBe('les codes sources seulement ;');
    expect(now?.history).toMatchObject([{ number: 1, ended: 'edited', title: former?.title }]);
    expect(texts(now?.history[0]?.after)).toEqual(texts(former?.after));
  });
});

describe('a text that changed while somebody wrote', () => {
  it('carries her words over when they still fit', async () => {
    const b = browser();
    await b.signIn();
    const form = await b.get(`${item}/amend?kind=edit`);
    const alineas = articles(worldOf(b).versions[0]?.body ?? [])[0]?.blocks ?? [];
    const [mine, others] = [alineas[2] as Block, alineas[5] as Block];
    publish(b, (block) => (block === others ? reworded(block, 'Tout autre chose.') : block));
    const field = `alinea.${mine.id}`;
    const fields = { ...reasons, [field]: 'tous les documents ;', step: 'preview' };
    const stale = await b.submit(form, '/amend', { fields });
    expect(stale.status).toBe(409);
    expect(wordsOf(stale.html)).toContain('A newer version of the text was published meanwhile.');
    expect(wordsOf(stale.html)).toContain('All that you wanted to change is carried over');
    const carried = findForm(stale.html, '/amend').fields;
    expect(carried).toMatchObject({
      base: '2',
      title: 'Mon titre',
      [field]: 'tous les documents ;',
    });
    expect(carried[`alinea.${others.id}`]).toBe('Tout autre chose.');
    const preview = await b.submit(stale, '/amend', { fields: { step: 'preview' } });
    expect(preview.status).toBe(200);
    const sent = await b.submit(preview, '/amend', { fields: { step: 'send' } });
    expect(sent.status).toBe(303);
    const made = worldOf(b).amendments.at(-1);
    expect(made?.base).toBe(2);
    expect(made?.change).toEqual(diff(made?.before ?? [], made?.after ?? []));
    expect(texts(made?.after)[3]).toBe('tous les documents ;');
    expect(texts(made?.after)[6]).toBe('Tout autre chose.');
  });

  it('shows what could not be carried over, and carries the rest', async () => {
    const b = browser();
    await b.signIn();
    const form = await b.get(`${item}/amend?kind=edit`);
    const alineas = articles(worldOf(b).versions[0]?.body ?? [])[0]?.blocks ?? [];
    const [mine, lost] = [alineas[2] as Block, alineas[5] as Block];
    publish(b, (block) => (block === lost ? undefined : block));
    const fields = {
      ...reasons,
      [`alinea.${mine.id}`]: 'tous les documents ;',
      [`alinea.${lost.id}`]: `${blockText(lost)} Sauf le dimanche.`,
      step: 'preview',
    };
    const stale = await b.submit(form, '/amend', { fields });
    expect(stale.status).toBe(409);
    expect(wordsOf(stale.html)).toMatch(/This could not.*Sauf le dimanche\./);
    expect(findForm(stale.html, '/amend').fields[`alinea.${mine.id}`]).toBe('tous les documents ;');
  });

  it('shows her words whole when their article is gone', async () => {
    const b = browser();
    await b.signIn();
    const form = await b.get(`${item}/amend?kind=replace&block=x00003`);
    const gone = articles(worldOf(b).versions[0]?.body ?? [])[0];
    const ids = new Set([gone?.id, ...(gone?.blocks ?? []).map(({ id }) => id)]);
    publish(b, (block) => (ids.has(block.id) ? undefined : block));
    const fields = { ...reasons, text: 'Des mots précieux.', step: 'preview' };
    const kept = await b.submit(form, '/amend', { fields });
    expect(kept.status).toBe(404);
    expect(wordsOf(kept.html)).toContain('Des mots précieux.');
    expect(wordsOf(kept.html)).toContain('Mes raisons');
  });
});

describe('somebody else’s amendment that wants nearly the same', () => {
  const other = (b: ReturnType<typeof browser>) =>
    worldOf(b).amendments.find(({ author }) => author !== 'Ada L.')?.id ?? '';

  it('is supported with one button, and one’s own words stay a draft', async () => {
    const b = browser();
    await b.signIn();
    const id = other(b);
    const form = await b.get(`${item}/amend?kind=replace&block=x00003`);
    // From the form itself, before there is a title.
    const fields = { text: 'Des mots à moi.', support: id };
    const sent = await b.submit(form, '/amend', { fields });
    expect(sent.status).toBe(303);
    const shown = await b.follow(sent);
    expect(shown.path).toContain(`/amendments/${id}`);
    expect(wordsOf(shown.html)).toContain('Your vote for this amendment is counted.');
    expect(worldOf(b).ballots.get(`amendment:${id} ada@example.org`)).toMatchObject({
      choice: 'for',
    });
    const draft = worldOf(b).amendments.at(-1);
    expect(draft).toMatchObject({ status: 'draft', number: 0 });
    const account = await b.get('/en/account');
    expect(wordsOf(account.html)).toContain('One draft Only you see them.');
    // What was put there so that it could be kept is not hers.
    const again = await b.get(`/en/${slug}/amendments/${draft?.id}/edit`);
    expect(findForm(again.html, '/edit').fields).toMatchObject({
      text: 'Des mots à moi.',
      title: '',
      justification: '',
    });
  });

  it('is still to be supported after signing in on the way', async () => {
    const b = browser();
    const id = other(b);
    const form = await b.get(`${item}/amend?kind=replace&block=x00003`);
    const asked = await b.submit(form, '/amend', {
      fields: { ...reasons, text: 'Des mots à moi.', support: id },
    });
    expect(asked.status).toBe(401);
    expect(findForm(asked.html, '/sign-in').fields).toMatchObject({
      'keep.support': id,
      'keep.text': 'Des mots à moi.',
    });
  });

  it('leaves what one has submitted as it is', async () => {
    const b = browser();
    await b.signIn();
    const before = worldOf(b).amendments.find(({ id }) => id === 'reword1');
    const form = await b.get(`/en/${slug}/amendments/reword1/edit`);
    const fields = { text: 'Autre chose.', support: other(b) };
    expect((await b.submit(form, '/edit', { fields })).status).toBe(303);
    expect(worldOf(b).amendments.find(({ id }) => id === 'reword1')).toBe(before);
  });
});

describe('an article that comes from an editor', () => {
  const send = async (blocks: string) => {
    const b = browser();
    await b.signIn();
    const form = await b.get(`${item}/amend?kind=edit`);
    return b.submit(form, '/amend', {
      fields: { ...reasons, blocks, step: 'preview' },
      without: Object.keys(findForm(form.html, '/amend').fields).filter((name) =>
        name.startsWith('alinea.')
      ),
    });
  };

  it.each([
    ['is no JSON', '{{{'],
    ['is no text', '{"a":1}'],
    ['holds what no text holds', '[{"type":"script","id":"x","children":[]}]'],
  ])('that %s changes nothing', async (_, blocks) => {
    const page = await send(blocks);
    expect(page.status).toBe(422);
    expect(wordsOf(page.html)).toContain('Your words are the same as the text.');
  });

  it('that starts with another article is refused', async () => {
    const page = await send('[{"type":"paragraph","id":"zz","children":[{"text":"x"}]}]');
    expect(page.status).toBe(422);
    expect(wordsOf(page.html)).toContain('does not fit the text');
  });
});
