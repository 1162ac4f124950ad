import { apply, diff } from 'consultation-core/change';
import { type Body, inlineText } from 'consultation-core/text';
import { describe, expect, it } from 'vitest';
import { changedArticles, type Line, rowsOf } from '../src/difference.ts';
import { browser, findForm, wordsOf } from './browse.ts';
import { marketText, withMarket } from './fixture-market.ts';

const reader = () => {
  const b = browser();
  withMarket(b.state);
  return b;
};
const amendment = (b: ReturnType<typeof browser>, id: string) => {
  const found = b.state.consultations.at(-1)?.amendments.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no amendment ${id}`);
  return found;
};
const lines = (id: string) => {
  const { before, change, after } = amendment(reader(), id);
  return rowsOf(before, change, after);
};
const at = (all: readonly Line[], id: string, kind?: Line['kind']) => {
  const found = all.find((line) => {
    const block = line.kind === 'changed' ? line.after : line.block;
    return block.id === id && (kind === undefined || line.kind === kind);
  });
  if (found === undefined) throw new Error(`no line for ${id}`);
  return found;
};
const kinds = (line: Line) => (line.notes ?? []).map(({ kind }) => kind);
const words = (line: Line, side: 'before' | 'after') => {
  if (line.kind !== 'changed') throw new Error('the line is not changed');
  const gone = side === 'before' ? 'insert' : 'delete';
  const segments = side === 'before' ? (line.was ?? line.segments) : line.segments;
  return segments
    .filter(({ op }) => op !== gone)
    .map(({ children }) => inlineText(children))
    .join('');
};

describe('the lines of a difference', () => {
  it('say that an alinea was joined with another, and where its words went', () => {
    const all = lines('n1');
    const whole = at(all, 'clean');
    const part = at(all, 'leave');
    expect(kinds(whole)).toEqual(['joined-with']);
    expect(part.kind).toBe('away');
    expect(kinds(part)).toEqual(['joined-to']);
    // Only what is really new is marked, not the words that came from the other alinea.
    expect(words(whole, 'before')).toBe('Les commerçants s’installent avant l’ouverture.');
    expect(words(whole, 'after')).toContain('Ils libèrent la place deux heures après');
    const segments = whole.kind === 'changed' ? whole.segments : [];
    const inserted = segments.flatMap(({ op, children }) =>
      op === 'insert' ? [inlineText(children).trim()] : []
    );
    expect(inserted.filter(Boolean)).toEqual(['deux heures', 'et sèche']);
  });

  it('say that an alinea was split, without calling its words new', () => {
    const all = lines('m8');
    expect(kinds(at(all, 'clean'))).toEqual(['split-into']);
    const rest = at(all, 'leave');
    expect(kinds(rest)).toEqual(['split-from']);
    expect(rest.kind === 'changed' && rest.segments.every(({ op }) => op === 'equal')).toBe(true);
    expect(words(at(all, 'clean'), 'before').replace(/\s+$/, '')).toBe(
      'Les commerçants s’installent avant l’ouverture. Ils libèrent la place une heure après la fermeture et la laissent propre.'
    );
  });

  it('show a moved alinea at both places, with its numbers in both texts', () => {
    const all = lines('n1');
    const here = at(all, 'works', 'changed');
    const away = at(all, 'works', 'away');
    expect(here.numbers).toEqual({ before: 6, after: 2 });
    expect(kinds(here)).toEqual(['moved-here']);
    expect(away.numbers).toEqual({ before: 6 });
    expect(away.notes).toMatchObject([{ kind: 'moved-away', behind: { number: 1 } }]);
    expect(all.indexOf(here)).toBeLessThan(all.indexOf(at(all, 'clean')));
    expect(all.indexOf(away)).toBeGreaterThan(all.indexOf(at(all, 'lanes')));
  });

  it('name changes of sign and indentation, and tables that are replaced whole', () => {
    expect(at(lines('n1'), 'lanes').notes).toEqual([
      { kind: 'attribute', name: 'marker', before: '2°', after: 'b)' },
      { kind: 'attribute', name: 'indent', before: '0', after: '1' },
    ]);
    expect(at(lines('n3'), 'prices').notes).toEqual([{ kind: 'replaced', what: 'table' }]);
  });

  it('hold every block of both texts, whatever is cut, joined and moved at once', () => {
    const [heading, hours, clean, cars, lanes, works, ...rest] = marketText;
    if (!heading || !hours || !clean || !cars || !lanes || !works) throw new Error('text is short');
    const cut = (block: Body[number], id: string, from: number, to?: number): Body[number] => ({
      type: 'paragraph',
      id,
      children: [{ text: 'children' in block ? inlineText(block.children).slice(from, to) : '' }],
    });
    // The second half of `hours` is joined with `clean`; `works` comes first; `lanes` goes to another article.
    const after: Body = [
      heading,
      works,
      cut(hours, 'hours', 0, 44),
      cut(hours, 'half', 45),
      clean,
      ...rest.slice(0, 3),
      lanes,
      ...rest.slice(3),
    ];
    const change = diff(marketText, after);
    const all = rowsOf(marketText, change, after);
    const shown = all
      .filter(({ kind }) => kind !== 'away' && kind !== 'deleted')
      .map((line) => (line.kind === 'changed' ? line.after.id : line.block.id));
    expect(shown).toEqual(after.map(({ id }) => id));
    const old = new Set(all.map((line) => (line.kind === 'changed' ? line.after : line.block).id));
    expect(marketText.filter(({ id }) => !old.has(id))).toEqual([]);
    expect(all.filter(({ kind }) => kind === 'deleted').map(kinds)).toEqual([[]]);
    const applied = apply(marketText, change);
    expect(applied.kind === 'applied' && applied.body.length).toBe(after.length);
  });

  it('compare both texts when a change names places that are not shown', () => {
    const { change } = amendment(reader(), 'm3');
    const after: Body = [{ type: 'paragraph', id: 'new', children: [{ text: 'Neuf.' }] }];
    expect(rowsOf([], change, after).map(({ kind }) => kind)).toEqual(['inserted']);
  });

  it('count what changed article by article', () => {
    const b = reader();
    const [first, , last] = b.state.consultations.at(-1)?.versions ?? [];
    if (!first || !last) throw new Error('versions are missing');
    const all = rowsOf(first.body, diff(first.body, last.body), last.body);
    expect(changedArticles(all).map(({ article, summary }) => [article, summary])).toEqual([
      ['art1', { inserted: 1, deleted: 0, changed: 3, moved: 0 }],
      ['art2', { inserted: 0, deleted: 0, changed: 2, moved: 0 }],
      ['art3', { inserted: 0, deleted: 0, changed: 1, moved: 0 }],
    ]);
  });
});

describe('the page of an amendment', () => {
  it('leads from each place to the other and gives every link a target', async () => {
    const b = reader();
    for (const path of [
      '/fr/marche/amendments/n1',
      '/fr/marche/amendments/n1?view=side',
      '/en/marche/amendments/m8?view=side&show=changed',
      '/fr/marche/changes?from=1&to=3',
      '/fr/marche/changes?from=3&to=1&show=whole&view=side',
      '/fr/marche/text/3/origin?removed=show',
      '/fr/marche/text/2/origin?amendment=m5',
    ]) {
      const { html, status } = await b.get(path);
      expect([path, status]).toEqual([path, 200]);
      const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
      expect([path, ids.filter((id, index) => ids.indexOf(id) !== index)]).toEqual([path, []]);
      const targets = [...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id);
      expect([path, targets.filter((id) => !ids.includes(id))]).toEqual([path, []]);
    }
  });

  it('shows only what changes with the count of what is left out, or the whole article', async () => {
    const b = reader();
    const some = wordsOf((await b.get('/fr/marche/amendments/n1?show=changed')).html);
    expect(some).toContain('1 alinéa ou intitulé sans changement');
    const whole = wordsOf((await b.get('/fr/marche/amendments/n1?show=whole')).html);
    const difference = whole.slice(0, whole.indexOf('Autres rédactions'));
    expect(difference).not.toContain('sans changement');
    expect(difference).toContain('Le marché se tient sur la place');
    expect(difference).toContain('Réuni avec l’alinéa 3');
    expect(difference).toContain('Ses mots sont réunis à l’alinéa 2');
    expect(difference).toContain('Déplacé après l’alinéa 1 ( sa place d’avant )');
  });

  it('pairs alineas under named columns in two columns', async () => {
    const { html } = await reader().get('/en/marche/amendments/n1?view=side');
    // The difference itself and two wordings of staff.
    expect(html.match(/role="columnheader"/g)).toHaveLength(9);
    const row = /<tr class="diff-row diff-changed" id="d-clean".*?<\/tr>/s.exec(html)?.[0] ?? '';
    const [, before = '', after = ''] = row.split('<td');
    expect(wordsOf(`<td${before}`)).toBe('Before Les commerçants s’installent avant l’ouverture.');
    expect(wordsOf(`<td${after}`)).toContain('Joined with alinea 3');
    expect(row).not.toContain('<del>');
  });

  it('shows how often it was edited, its earlier forms, and what was different in the next', async () => {
    const { html } = await reader().get('/fr/marche/amendments/n1');
    const words = wordsOf(html);
    expect(words).toContain('Modifié 2 fois');
    expect(words).toContain(
      'Rédigé sur la version 2, reporté sur la version 3 le 30 septembre 2015'
    );
    expect(words).toContain('Forme n° 3, modifiée le 5 octobre 2015 Ce qui a changé dans la forme');
    const next = html.slice(html.indexOf('id="next-3-'));
    expect(wordsOf(next).slice(0, 400)).toContain('[ajouté : et sèche fin de l’ajout]');
  });

  it('shows what amends it, leads up from a sub-amendment, and says when one no longer fits', async () => {
    const b = reader();
    const parent = await b.get('/en/marche/amendments/n1');
    expect(wordsOf(parent.html)).toContain('1 sub-amendment');
    expect(parent.html).toContain('href="/consultations/en/marche/amendments/n1/amend"');
    const sub = await b.get('/en/marche/amendments/n2');
    expect(sub.html).toContain('href="/consultations/en/marche/amendments/n1">Sub-amendment to');
    expect(wordsOf(sub.html)).toContain(
      'What it changes in the text as amendment 10 would make it'
    );
    expect(sub.html).not.toContain('/n2/amend"');
    const misfit = wordsOf((await b.get('/en/marche/amendments/n5')).html);
    expect(misfit).toContain('This sub-amendment no longer fits');
    // One that was decided takes no more.
    expect((await b.get('/en/marche/amendments/m3')).html).not.toContain('/m3/amend"');
  });

  it('puts the change in words above the difference, and says who wants nearly the same', async () => {
    const words = wordsOf((await reader().get('/fr/marche/amendments/n1')).html);
    const said = words.indexOf('Déplacer l’alinéa 6 de l’article 1');
    expect(said).toBeGreaterThan(0);
    expect(said).toBeLessThan(words.indexOf('Seulement ce qui change'));
    expect(words).toContain('Une personne propose presque la même chose');
    expect(words).toMatch(/Le même ordre, en mieux Déposé par Léa M. (Presque|En partie)/);
  });
});

describe('an amendment that was carried over to a newer version', () => {
  const path = '/marche/amendments/n6';
  const part = (html: string) =>
    wordsOf(
      /<section class="warning" aria-labelledby="lost-words".*?<\/section>/s.exec(html)?.[0] ?? ''
    );

  it('tells which of its words could not be, with what stands there now', async () => {
    const { html } = await reader().get(`/fr${path}`);
    const words = part(html);
    expect(words).toContain('Reporté de la version 2 à la version 3, sauf une partie');
    expect(words).toContain('Ces mots n’ont pas pu être reportés');
    expect(words).toMatch(/Ce qu’il demandait : .*2030.* Le texte dit maintenant : .*dès 2026/);
    expect(html).toContain('href="/consultations/fr/marche/text/3#bags"');
    expect(wordsOf(html)).toContain('Une partie n’a pas pu être reportée');
    expect(wordsOf(html)).toContain('[ajouté : et emportent fin de l’ajout]');
    // Nobody but its author is told what to do.
    expect(words).not.toContain('Vous');
  });

  it('tells its author to edit it while that is possible, and otherwise what happens', async () => {
    const b = reader();
    await b.signIn();
    const open = await b.get(`/en${path}`);
    expect(part(open.html)).toContain('You can edit it to say again what you wanted');
    expect(open.html).toContain('href="/consultations/en/marche/amendments/n6/edit"');
    const market = b.state.consultations.at(-1);
    if (market) market.state = 'closed';
    const closed = part((await b.get(`/en${path}`)).html);
    expect(closed).toContain('You cannot edit it at the moment.');
    expect(closed).not.toContain('say again');
    amendment(b, 'n6').status = 'rejected';
    expect(part((await b.get(`/en${path}`)).html)).not.toContain('You');
  });

  it('says how it came when nothing was lost, that it stayed behind, or nothing at all', async () => {
    const b = reader();
    const one = amendment(b, 'n6');
    const read = async () => (await b.get(`/en${path}`)).html;
    one.carried = { from: 2, to: 3, outcome: 'moved', lost: [] };
    expect(part(await read())).toBe('');
    expect(wordsOf(await read())).toContain('stand at another place now.');
    one.carried = {
      from: 2,
      to: 3,
      outcome: 'needs-look',
      lost: [{ code: 'block-gone', block: 'gone', wanted: '', words: '' }],
    };
    const gone = part(await read());
    expect(gone).toContain('What it asked for: A division, a place or a sign');
    expect(gone).toContain('This alinea is no longer in the text.');
    expect(await read()).not.toContain('#gone');
    Object.assign(one, { change: { ...one.change, edits: [] }, after: one.before });
    expect(part(await read())).toContain('to version 3, without what it changed');
    expect(wordsOf(await read())).toContain('Nothing that it changed could be carried over');
    one.carried = { from: 2, to: 3, outcome: 'without-object', lost: [] };
    one.history = [];
    expect(wordsOf(await read())).toContain(
      'Not carried over to version 3: it had lost its object.'
    );
    one.carried = null;
    expect(wordsOf(await read())).not.toContain('arried over');
  });
});

describe('the words of staff', () => {
  const path = '/en/marche/amendments/n1';
  const action = '/n1/wordings/2';

  it('stand beside the author’s, with what she answered', async () => {
    const words = wordsOf((await reader().get('/fr/marche/amendments/n1')).html);
    expect(words).toContain('Refusée par l’auteur');
    expect(words).toContain('Réponse de l’auteur Deux heures sont nécessaires.');
    expect(words).toContain('[supprimé : deux heures fin de la suppression]');
    expect(words).not.toContain('Votre réponse à la proposition');
  });

  it('are accepted by the author after she was asked once more, and only once', async () => {
    const b = reader();
    await b.signIn();
    const page = await b.get(path);
    expect(() => findForm(page.html, '/n1/wordings/1')).toThrow();
    const asked = await b.submit(page, action, {
      fields: { answer: 'accept', 'reply-2': 'C’est mieux.' },
    });
    expect(asked.status).toBe(200);
    expect(wordsOf(asked.html)).toContain('Accept the words of staff?');
    expect(wordsOf(asked.html)).toContain('C’est mieux.');
    expect(amendment(b, 'n1').wordings[1]?.state).toBe('public');
    const sent = await b.submit(asked, action, { fields: { answer: 'accept' } });
    expect(sent.status).toBe(303);
    const done = await b.follow(sent);
    expect(wordsOf(done.html)).toContain('You accepted the words of staff.');
    expect(wordsOf(done.html)).toContain('The author’s answer C’est mieux.');
    expect(amendment(b, 'n1').wordings[1]).toMatchObject({
      state: 'accepted',
      reply: 'C’est mieux.',
    });
    const again = await b.submit(asked, action, { fields: { answer: 'refuse' } });
    expect(again.status).toBe(409);
    expect(amendment(b, 'n1').wordings[1]?.state).toBe('accepted');
  });

  it('are not answered by a form without an answer, with too much, or by somebody else', async () => {
    const b = reader();
    await b.signIn();
    const page = await b.get(path);
    const none = await b.submit(page, action, { fields: { 'reply-2': 'Hm.' } });
    expect(none.status).toBe(422);
    expect(wordsOf(none.html)).toContain('Choose one of the answers.');
    expect(findForm(none.html, action).fields['reply-2']).toBe('Hm.');
    const long = await b.submit(page, action, {
      fields: { answer: 'refuse', 'reply-2': 'x'.repeat(4000) },
    });
    expect(long.status).toBe(422);
    expect(wordsOf(long.html)).toContain('Too long: your answer to staff');
    amendment(b, 'n1').author = 'Somebody else';
    const foreign = await b.submit(page, action, { fields: { answer: 'accept' } });
    expect(foreign.status).toBe(403);
    expect((await b.get(path)).html).not.toContain('name="answer"');
    expect(amendment(b, 'n1').wordings[1]?.state).toBe('public');
  });

  it('wait on the sign-in page when nobody is signed in any more', async () => {
    const b = reader();
    await b.signIn();
    const page = await b.get(path);
    b.state.sessions.clear();
    const sent = await b.submit(page, action, { fields: { answer: 'accept', 'reply-2': 'Oui.' } });
    expect(sent.status).toBe(401);
    expect(wordsOf(sent.html)).toContain('Sign in');
    expect(sent.html).toContain('Oui.');
  });
});

describe('two versions', () => {
  it('are chosen in a form that needs no script and keeps how the difference is shown', async () => {
    const { html } = await reader().get('/en/marche/changes?from=1&to=3&show=whole&view=side');
    const form = /<form method="get" action="[^"]*\/changes".*?<\/form>/s.exec(html)?.[0] ?? '';
    expect(form.match(/<option/g)).toHaveLength(6);
    expect(form).toContain('name="show" value="whole"');
    expect(form).toContain('name="view" value="side"');
    expect(wordsOf(html)).toContain('Article 1 – Jours et heures 3 changed, 1 added');
  });

  it('say of each amendment in which version on the way it was taken up', async () => {
    const words = wordsOf((await reader().get('/en/marche/changes?from=1&to=3')).html);
    expect(words).toContain(
      'Amendment 9 Plus tôt Article 3 Adopted Taken into version 3. La loi l’impose.'
    );
    expect(words).toContain('De plain-pied Sub-amendment to amendment 3');
    const between = wordsOf((await reader().get('/en/marche/changes?from=2&to=3')).html);
    expect(between).not.toContain('Taken into version 2.');
    // Those to what was not on the way are not told.
    expect(between).toContain('Amendment 9 Plus tôt');
    expect(between).not.toContain('Fermer à quatorze heures');
    const first = wordsOf((await reader().get('/en/marche/changes?from=2&to=1')).html);
    expect(first).toContain('Fermer à quatorze heures');
    expect(first).not.toContain('Amendment 9 Plus tôt');
  });

  it('are found again without numbers, backwards, and not at all when they do not exist', async () => {
    const b = reader();
    expect(wordsOf((await b.get('/en/marche/changes')).html)).toContain(
      'From version 2 to version 3'
    );
    const back = await b.get('/en/marche/changes?from=3&to=1');
    expect(wordsOf(back.html)).toContain('Joined with alinea 3');
    expect(wordsOf((await b.get('/en/marche/changes?from=2&to=2')).html)).toContain(
      'There is no difference.'
    );
    expect((await b.get('/en/marche/changes?from=1&to=9')).status).toBe(404);
  });
});

describe('the list of amendments', () => {
  it('puts sub-amendments under what they amend and says which were edited', async () => {
    const { html } = await reader().get('/en/marche/amendments');
    const under = [...html.matchAll(/<ul class="cards cards-under">.*?<\/ul>/gs)].map(([list]) =>
      wordsOf(list)
    );
    expect(under).toHaveLength(3);
    expect(under.some((list) => list.startsWith('Amendment 11 Trois heures'))).toBe(true);
    expect(wordsOf(html)).toContain('Edited 2 times');
    // Alone on a page, it says itself what it amends.
    const alone = wordsOf((await reader().get('/en/marche/amendments?search=plain-pied')).html);
    expect(alone).toContain('Sub-amendment to amendment 3');
  });
});
