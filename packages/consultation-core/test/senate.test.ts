import { describe, expect, it } from 'vitest';
import {
  bodyWith,
  type SenateAmendment,
  senateAmendments,
  senateText,
} from '../../../playground/seed/senate.mjs';
import { apply, type Change, diff, merge } from '../src/change/index.ts';
import { type Body, blockText, canonicalBody } from '../src/text/index.ts';
import { assertLaws } from './laws.ts';

/** The Senate's amendments to one bill, on a text put together from what they quote: see `playground/data/SOURCES.md`. */
const body = canonicalBody(senateText().body);
const items = senateAmendments(body).filter(({ blocks }) => blocks !== null);
const changeOf = (item: SenateAmendment): Change =>
  diff(body, canonicalBody(bodyWith(body, item) as Body));

/** The article that an amendment is about with what stands around it, so that a law costs little. */
function around(item: SenateAmendment): { before: Body; after: Body } {
  const at = body.findIndex(({ id }) => id === item.article);
  const end = body.findIndex((block, index) => index > at && block.type === 'heading');
  const before = body.slice(Math.max(0, at - 2), end === -1 ? body.length : end + 1);
  return { before, after: canonicalBody(bodyWith(before, item) as Body) };
}

describe('520 amendments of the Senate', () => {
  it('keep the laws of changes', () => {
    expect(items).toHaveLength(520);
    for (const item of items) {
      const { before, after } = around(item);
      expect(assertLaws(before, after).edits.length).toBeGreaterThan(0);
    }
  }, 120_000);

  it('are told as what they say: words as words, what goes as deletions, new articles as insertions', () => {
    const kindsOf = (item: SenateAmendment) => {
      const { before, after } = around(item);
      return new Set(diff(before, after).edits.map(({ kind }) => kind));
    };
    for (const item of items.filter(({ kind }) => kind === 'article')) {
      expect(kindsOf(item)).toEqual(new Set(['insert']));
    }
    for (const item of items.filter(({ kind }) => kind === 'delete')) {
      expect(kindsOf(item)).toEqual(new Set(['delete']));
    }
    // Those with one instruction and nothing else.
    const said = (...lines: readonly RegExp[]) =>
      items.filter(({ kind, dispositif }) => {
        const all = dispositif.split('\n');
        return (
          kind === 'edit' &&
          all.length === lines.length &&
          lines.every((line, index) => line.test(all[index] as string))
        );
      });
    const replaced = said(
      /^Alinéa \d+(?:, \p{L}+ phrase)?$/u,
      /^Remplacer (?!cet)/,
      /./,
      /^par /,
      /./
    );
    expect(replaced.length).toBeGreaterThan(25);
    for (const item of replaced) expect(kindsOf(item)).toEqual(new Set(['words']));
    const deleted = said(/^Alinéas? [\d àet,]+$/, /^Supprimer (?:cet alinéa|ces alinéas)/);
    expect(deleted.length).toBeGreaterThan(20);
    for (const item of deleted) expect(kindsOf(item)).toEqual(new Set(['delete']));
    const inserted = said(/^Après l’alinéa \d+$/, /^Insérer un alinéa/, /./);
    expect(inserted.length).toBeGreaterThan(15);
    for (const item of inserted) expect(kindsOf(item)).toEqual(new Set(['insert']));
  }, 60_000);

  it('merge to the same text in every order, with what they disagree about reported', () => {
    const adopted = items.filter(({ fate }) => fate === 'Adopté');
    expect(adopted.length).toBeGreaterThan(150);
    const changes = adopted.map((item, rank) => ({
      id: item.number,
      rank,
      change: changeOf(item),
    }));
    const merged = merge(body, changes);
    const backwards = merge(body, [...changes].reverse());
    expect(JSON.stringify(backwards.change)).toBe(JSON.stringify(merged.change));
    const applied = apply(body, merged.change);
    expect(applied.kind).toBe('applied');
    // The Senate votes one after the other, so that not all can be true of one text: article 26 was deleted by several.
    const result = applied.kind === 'applied' ? applied.body : [];
    expect(result.some((block) => block.type === 'heading' && block.label === 'Article 26')).toBe(
      false
    );
    expect(result.map(blockText).join('\n')).toContain('[…] article 3-3 […]');
    // What the Senate adopted goes together, but for words of which one amendment takes out more than the other.
    expect(merged.collisions.map(({ options }) => options.map(({ changes }) => changes))).toEqual([
      [['133'], ['383 rect. ter']],
    ]);
    // Nothing vanishes: each of them is told, as done or as open, and none says what the text does not have.
    expect(new Set(merged.fates.map(({ change }) => change)).size).toBe(adopted.length);
    expect(new Set(merged.fates.map(({ outcome }) => outcome.kind))).toEqual(
      new Set(['applied', 'open'])
    );
  }, 60_000);
});
