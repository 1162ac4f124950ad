import {
  type Block,
  type Body,
  blockText,
  type Heading,
  headingRanks,
  readHeadingLine,
} from '../../src/text/index.ts';
import type { Grammar } from './grammar.ts';
import { fail } from './quotes.ts';

/** Finds what names mean in a text; throws when it is nothing, or more than one thing. */
export function namesIn(base: Body, grammar: Grammar, within: string | undefined) {
  const rankWidth = (at: number) => headingRanks.indexOf((base[at] as Heading).rank);
  const isHeading = (at: number) => base[at]?.type === 'heading';
  const endOf = (at: number) => {
    let end = at + 1;
    while (end < base.length && !(isHeading(end) && rankWidth(end) <= rankWidth(at))) end += 1;
    return end;
  };
  const only = (found: readonly number[], name: string) =>
    found.length === 1 ? (found[0] as number) : fail(`${found.length} of that name`, name);
  const plainNumber = (label: string) =>
    label
      .replace(/^\S+\s+/u, '')
      .replace(/\u00a0/g, ' ')
      .toLowerCase();

  function division(name: string, quotes: readonly string[]): number {
    const read = grammar.division(name) ?? fail('No such division', name);
    const all = base.flatMap((block, at) =>
      block.type === 'heading' && block.rank === read.rank ? [{ block, at }] : []
    );
    const where = (test: (heading: Heading) => boolean) =>
      all.filter(({ block }) => test(block)).map(({ at }) => at);
    switch (read.by) {
      case 'this':
        return only(
          where(({ id }) => id === within),
          name
        );
      case 'place':
        return all[read.place - 1]?.at ?? fail('No such place', name);
      case 'label':
        return only(
          where(({ label }) => label === quotes[read.quote]),
          name
        );
      case 'title':
        return only(
          all
            .filter(({ at }) => blockText(base[at] as Block).trim() === quotes[read.quote])
            .map(({ at }) => at),
          name
        );
      case 'number': {
        const same = where(
          ({ label }) =>
            label !== undefined &&
            readHeadingLine(label)?.title === '' &&
            plainNumber(label) === read.number.toLowerCase()
        );
        if (read.within === undefined) return only(same, name);
        const wide = division(read.within, quotes);
        return only(
          same.filter((at) => {
            let up = at - 1;
            while (up >= 0 && !(isHeading(up) && rankWidth(up) < rankWidth(at))) up -= 1;
            return up === wide;
          }),
          name
        );
      }
    }
  }

  /** A target as a range of the base. */
  function target(
    name: string,
    quotes: readonly string[]
  ): { from: number; to: number; kind: string } {
    const read = grammar.target(name);
    if (read.kind === 'division') {
      const at = division(read.of, quotes);
      return { from: at, to: endOf(at), kind: 'division' };
    }
    if (read.kind === 'title' || read.kind === 'head') {
      const at = division(read.of, quotes);
      return { from: at, to: at + 1, kind: read.kind };
    }
    let heading = -1;
    if (read.of === undefined && within !== undefined)
      heading = base.findIndex(({ id }) => id === within);
    else if (read.of !== undefined && read.of !== 'preamble') heading = division(read.of, quotes);
    else if (read.of === undefined && base.some(({ type }) => type === 'heading'))
      fail('Which division?', name);
    const own: number[] = [];
    for (let at = heading + 1; at < base.length && !isHeading(at); at += 1) own.push(at);
    if (read.kind === 'image') {
      const images = own.filter((at) => base[at]?.type === 'image');
      const at = read.place === undefined ? only(images, name) : images[read.place - 1];
      if (at === undefined) fail('No such picture', name);
      return { from: at, to: at + 1, kind: 'image' };
    }
    const counted = own.filter((at) => base[at]?.type !== 'image');
    const from = counted[read.from - 1] ?? fail('No such alinea', name);
    const last = counted[read.to - 1] ?? fail('No such alinea', name);
    if (last - from !== read.to - read.from) fail('A picture stands between', name);
    return { from, to: last + 1, kind: 'alineas' };
  }
  const one = (name: string, quotes: readonly string[]) => {
    const { from, to, kind } = target(name, quotes);
    return kind === 'division' || to === from + 1 ? from : fail('One was expected', name);
  };
  function place(name: string, quotes: readonly string[]): number {
    const read = grammar.place(name);
    if (read.kind === 'start') return -1;
    const { from, to } = target(read.target, quotes);
    return read.kind === 'after' ? to - 1 : from - 1;
  }
  return { target, one, place };
}
