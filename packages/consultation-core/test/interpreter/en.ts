import type { HeadingRank } from '../../src/text/index.ts';
import { countOf, type Grammar, inverse, numberOf } from './grammar.ts';

const enRanks: readonly HeadingRank[] = [
  'part',
  'book',
  'title',
  'chapter',
  'section',
  'subsection',
  'article',
];
const enMarks = {
  bold: 'in bold',
  italic: 'in italics',
  underline: 'underlined',
  strikethrough: 'struck through',
  code: 'in code',
  superscript: 'in superscript',
  subscript: 'in subscript',
};
const enStyles = { quote: 'quotation', code: 'code', none: 'running text' };
const enOrdinal = countOf(
  'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ')
);
const enCount = countOf('one two three four five six seven eight nine ten'.split(' '));
const enRun = '(?:the (\\S+) occurrence of )?⟦(\\d+)⟧';
const enRank = enRanks.join('|');
const asRank = (word: string) => {
  const rank = enRanks.find((one) => one === word.toLowerCase());
  if (rank === undefined) throw new Error(`No rank: ${word}`);
  return rank;
};
const enScope = (scope: string) =>
  scope === ''
    ? undefined
    : scope === ' of the preamble'
      ? 'preamble'
      : scope.replace(/^ of /u, '');

export const en: Grammar = {
  pairs: [
    ['“', '”'],
    ['«', '»'],
  ],
  between: '; ',
  sentences: [
    [
      /^In (?!front of )(?<target>.+?), for (?<old>.+?⟧) substitute (?<fresh>⟦.+)\.$/u,
      'substitute',
    ],
    [/^In (?!front of )(?<target>.+?), omit (?<old>.+)\.$/u, 'omit'],
    [/^In (?<target>.+?), after (?<old>.+?⟧) insert (?<fresh>.+)\.$/u, 'after'],
    [/^In (?<target>.+?), before (?<old>.+?⟧) insert (?<fresh>.+)\.$/u, 'before'],
    [/^At the beginning of (?<target>.+?), insert (?<fresh>⟦.+)\.$/u, 'start'],
    [/^At the end of (?<target>.+?), insert (?<fresh>⟦.+)\.$/u, 'end'],
    [/^In (?<target>.+?), set (?<marks>[a-z, ]+?) (?<old>(?:the \S+ occ|⟦).*)\.$/u, 'mark'],
    [
      /^In (?<target>.+?), no longer set (?<marks>[a-z, ]+?) (?<old>(?:the \S+ occ|⟦).*)\.$/u,
      'unmark',
    ],
    [/^In (?<target>.+?), put a link to ⟦(?<url>\d+)⟧ on (?<old>.+)\.$/u, 'link'],
    [/^In (?<target>.+?), take away the link on (?<old>.+)\.$/u, 'unlink'],
    [/^For (?<target>the title of .+?) substitute (?<fresh>⟦.+)\.$/u, 'retitle'],
    [/^Omit (?<target>.+?)(?: and all that belongs to it)?\.$/u, 'delete'],
    [/^Move (?<target>.+?) to (?<place>(?:after|before|the start) .+)\.$/u, 'move'],
    [
      /^(?<place>(?:After|Before|At the start) .+?), insert (?<things>the following .+):$/u,
      'insert',
    ],
    [/^For (?<target>.+?), substitute (?<things>the following .+):$/u, 'rewrite'],
    [/^Divide (?<target>.+?) into \S+ alineas, (?<pieces>.+)\.$/u, 'split'],
    [/^Join (?<target>.+) into one alinea\.$/u, 'join'],
    [/^In front of (?<target>.+?), insert the (?:sign|number) ⟦(?<after>\d+)⟧\.$/u, 'sign'],
    [/^In front of (?<target>.+?), omit the (?:sign|number) ⟦(?<before>\d+)⟧\.$/u, 'sign'],
    [
      /^In front of (?<target>.+?), for the (?:sign|number) ⟦(?<before>\d+)⟧ substitute the (?:sign|number) ⟦(?<after>\d+)⟧\.$/u,
      'sign',
    ],
    [/^Make (?<target>.+) an? (?<rank>\S+)\.$/u, 'rank'],
    [/^Take away the indent of (?<target>.+)\.$/u, 'indent'],
    [/^Set the indent of (?<target>.+) to (?<indent>\d+)\.$/u, 'indent'],
    [/^Show (?<target>.+) as (?:a )?(?<style>.+)\.$/u, 'style'],
  ],
  division(name) {
    const here = new RegExp(`^this (${enRank})$`, 'u').exec(name);
    if (here) return { rank: asRank(here[1] as string), by: 'this' };
    const label = new RegExp(`^the (${enRank}) numbered ⟦(\\d+)⟧$`, 'u').exec(name);
    if (label) return { rank: asRank(label[1] as string), by: 'label', quote: Number(label[2]) };
    const title = new RegExp(`^the (${enRank}) ⟦(\\d+)⟧$`, 'u').exec(name);
    if (title) return { rank: asRank(title[1] as string), by: 'title', quote: Number(title[2]) };
    const place = new RegExp(`^the (${enRank}) \\(the (\\d+)[a-z]+ of the text\\)$`, 'u').exec(
      name
    );
    if (place) return { rank: asRank(place[1] as string), by: 'place', place: Number(place[2]) };
    const number = new RegExp(`^(${enRank}) (.+?)(?: of (.+))?$`, 'iu').exec(name);
    if (!number) return undefined;
    return {
      rank: asRank(number[1] as string),
      by: 'number',
      number: number[2] as string,
      within: number[3],
    };
  },
  target(name) {
    const one = /^alinea (\d+)(.*)$/u.exec(name);
    if (one)
      return {
        kind: 'alineas',
        from: Number(one[1]),
        to: Number(one[1]),
        of: enScope(one[2] as string),
      };
    const some = /^alineas (\d+) (?:and|to) (\d+)(.*)$/u.exec(name);
    if (some) {
      return {
        kind: 'alineas',
        from: Number(some[1]),
        to: Number(some[2]),
        of: enScope(some[3] as string),
      };
    }
    const image = /^the (?:(\S+) )?picture(.*)$/u.exec(name);
    if (image)
      return { kind: 'image', place: enOrdinal(image[1]), of: enScope(image[2] as string) };
    const head = /^the (title|heading) of (.+)$/u.exec(name);
    if (head) return { kind: head[1] === 'title' ? 'title' : 'head', of: head[2] as string };
    return { kind: 'division', of: name };
  },
  place(phrase) {
    if (/^(?:at )?the start of the text$/iu.test(phrase)) return { kind: 'start' };
    const [, word = '', target = ''] = /^(after|before) (.+)$/iu.exec(phrase) ?? [];
    return { kind: /^after$/iu.test(word) ? 'after' : 'before', target };
  },
  part(phrase) {
    const run = new RegExp(`^${enRun}$`, 'u').exec(phrase);
    if (run) return { quote: Number(run[2]), occurrence: enOrdinal(run[1]) };
    const letters = new RegExp(`^${enRun} in ${enRun}$`, 'u').exec(phrase);
    if (!letters) return undefined;
    return {
      quote: Number(letters[4]),
      occurrence: enOrdinal(letters[3]),
      letters: { quote: Number(letters[2]), occurrence: enOrdinal(letters[1]) },
    };
  },
  marks: (phrase) => phrase.split(/, | and /u).map((name) => inverse(enMarks, name)),
  wear(note) {
    const [, what = '', on] = /^(.+?)(?:: (.+))?$/u.exec(note) ?? [];
    const names = what
      .split(/, | and /u)
      .map((name) => /^linked to (⟦\d+⟧)$/u.exec(name)?.[1] ?? inverse(enMarks, name));
    return [names, on];
  },
  note(note) {
    const heading = new RegExp(`^(${enRank}) (?:without number|numbered ⟦(\\d+)⟧)$`, 'u').exec(
      note
    );
    if (heading) {
      return { kind: 'heading', rank: asRank(heading[1] as string), quote: numberOf(heading[2]) };
    }
    if (note === 'alinea') return { kind: 'alinea' };
    if (note === 'no sign in front') return { kind: 'marker', quote: undefined };
    const quoted = /^(sign in front|picture|caption): ⟦(\d+)⟧$/u.exec(note);
    if (quoted) {
      const kind = { 'sign in front': 'marker', picture: 'image', caption: 'caption' } as const;
      return { kind: kind[quoted[1] as keyof typeof kind], quote: Number(quoted[2]) };
    }
    const indent = /^indent: (\d+)$/u.exec(note);
    if (indent) return { kind: 'indent', indent: Number(indent[1]) };
    const table = /^table of (\d+) rows?(, the first is a header)?$/u.exec(note);
    if (table) return { kind: 'table', rows: Number(table[1]), header: table[2] !== undefined };
    const style = Object.entries(enStyles).find(([, word]) => word === note);
    return style && { kind: 'style', style: style[0] };
  },
  pieces: (phrase) =>
    phrase.split(/, (?=the \S+(?:,| beginning))/u).map((piece) => {
      const found = /^the \S+?(?:, preceded by the sign ⟦(\d+)⟧,)? beginning at (.+)$/u.exec(piece);
      if (!found) throw new Error(`No piece: ${piece}`);
      return { begin: found[2] as string, marker: numberOf(found[1]) };
    }),
  isAlineas: (things) => /alineas?$/u.test(things),
  isArticles: (things) => /articles?$/u.test(things),
  count(things) {
    const several = /^the following (\S+) (?:alineas|articles)$/u.exec(things);
    if (several) return enCount(several[1]);
    return /^the following (?:alinea|article)$/u.test(things) ? 1 : undefined;
  },
  rank: asRank,
  style: (phrase) => inverse(enStyles, phrase),
};
