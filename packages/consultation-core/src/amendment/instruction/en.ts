import type { Block, HeadingRank, Paragraph } from '../../text/types.ts';
import type {
  Division,
  Fresh,
  MarkName,
  Note,
  Part,
  Place,
  Quoted,
  Scope,
  Target,
  WordOp,
} from './ops.ts';
import { kindOf, type Phrases, type Quote } from './phrases.ts';

const ranks: Record<HeadingRank, string> = {
  part: 'part',
  book: 'book',
  title: 'title',
  chapter: 'chapter',
  section: 'section',
  subsection: 'subsection',
  article: 'article',
};
const marks: Record<MarkName, string> = {
  bold: 'in bold',
  italic: 'in italics',
  underline: 'underlined',
  strikethrough: 'struck through',
  code: 'in code',
  superscript: 'in superscript',
  subscript: 'in subscript',
};
const styles: Record<NonNullable<Paragraph['style']> | 'none', string> = {
  quote: 'quotation',
  code: 'code',
  none: 'running text',
};
const shown = { quote: 'as a quotation', code: 'as code', none: 'as running text' };
const small = ['', '', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const ordinals = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];
const number = (count: number) => small[count] || String(count);
const suffix = (place: number) => {
  if (place % 100 >= 11 && place % 100 <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][place % 10] ?? 'th';
};
const nth = (place: number) => `${place}${suffix(place)}`;
const ordinal = (place: number) => ordinals[place] ?? nth(place);
const upper = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);
const indefinite = (noun: string) => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;

function division(of: Division, q: Quote): string {
  const name = ranks[of.rank];
  switch (of.by) {
    case 'this':
      return `this ${name}`;
    case 'number':
      return `${upper(name)} ${of.number}${of.within ? ` of ${division(of.within, q)}` : ''}`;
    case 'label':
      return `the ${name} numbered ${q(of.words)}`;
    case 'title':
      return `the ${name} ${q(of.words)}`;
    case 'place':
      return `the ${name} (the ${nth(of.place)} of the text)`;
  }
}

function scope(of: Scope, q: Quote): string {
  if (of === undefined) return '';
  return of === 'preamble' ? ' of the preamble' : ` of ${division(of, q)}`;
}

function target(of: Target, q: Quote): string {
  switch (of.kind) {
    case 'alineas': {
      const to = of.to === of.from + 1 ? 'and' : 'to';
      return of.from === of.to
        ? `alinea ${of.from}${scope(of.of, q)}`
        : `alineas ${of.from} ${to} ${of.to}${scope(of.of, q)}`;
    }
    case 'image':
      return `the ${of.place === undefined ? '' : `${ordinal(of.place)} `}picture${scope(of.of, q)}`;
    case 'title':
      return `the title of ${division(of.of, q)}`;
    case 'head':
      return `the heading of ${division(of.of, q)}`;
    case 'division':
      return division(of.of, q);
  }
}

function place(where: Place, q: Quote): string {
  return where.kind === 'start'
    ? 'at the start of the text'
    : `${where.kind} ${target(where.target, q)}`;
}

function run({ words, occurrence }: Quoted, q: Quote): string {
  return occurrence === 0 ? q(words) : `the ${ordinal(occurrence)} occurrence of ${q(words)}`;
}

function part(of: Part, q: Quote): string {
  return of.letters ? `${run(of.letters, q)} in ${run(of, q)}` : run(of, q);
}

const join = (all: readonly string[]) =>
  all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;

function wear({ marks: names, url, on }: Fresh['wear'][number], q: Quote): string {
  const said = names.map((name) => marks[name]);
  if (url !== undefined) said.push(`linked to ${q(url)}`);
  return on === undefined ? join(said) : `${join(said)}: ${part(on, q)}`;
}

/** New words with what they wear. */
function fresh({ words, wear: worn }: Fresh, q: Quote): string {
  const notes = worn.map((one) => wear(one, q)).join('; ');
  return `${q(words)}${notes === '' ? '' : ` (${notes})`}`;
}

function words(of: Target, op: WordOp, q: Quote): string {
  const noun = target(of, q);
  switch (op.kind) {
    case 'substitute':
      return `In ${noun}, for ${run(op.old, q)} substitute ${fresh(op.fresh, q)}.`;
    case 'omit':
      return `In ${noun}, omit ${run(op.old, q)}.`;
    case 'after':
    case 'before':
      return `In ${noun}, ${op.kind} ${run(op.at, q)} insert ${fresh(op.fresh, q)}.`;
    case 'start':
      return `At the beginning of ${noun}, insert ${fresh(op.fresh, q)}.`;
    case 'end':
      return `At the end of ${noun}, insert ${fresh(op.fresh, q)}.`;
    case 'mark':
    case 'unmark': {
      const verb = op.kind === 'mark' ? 'set' : 'no longer set';
      return `In ${noun}, ${verb} ${join(op.marks.map((name) => marks[name]))} ${part(op.run, q)}.`;
    }
    case 'link':
      return `In ${noun}, put a link to ${q(op.url)} on ${part(op.run, q)}.`;
    case 'unlink':
      return `In ${noun}, take away the link on ${part(op.run, q)}.`;
  }
}

/** New blocks by their name. */
function things(blocks: readonly Block[]): string {
  const several = (count: number, one: string) =>
    `the following ${count === 1 ? one : `${number(count)} ${one}s`}`;
  const headings = blocks.filter((block) => block.type === 'heading');
  switch (kindOf(blocks)) {
    case 'paragraph':
      return several(blocks.length, 'alinea');
    case 'articles':
      return several(headings.length, 'article');
    case 'division':
      return several(1, ranks[headings[0]?.rank ?? 'article']);
    case 'table':
      return several(1, 'table');
    case 'image':
      return several(1, 'picture');
    default:
      return 'the following items';
  }
}

/** In front of an alinea or a heading: its sign or number. */
function sign(
  of: Target,
  name: string,
  before: string | undefined,
  after: string | undefined,
  q: Quote
) {
  const there = `In front of ${of.kind === 'head' ? division(of.of, q) : target(of, q)}`;
  if (before === undefined) return `${there}, insert the ${name} ${q(after ?? '')}.`;
  if (after === undefined) return `${there}, omit the ${name} ${q(before)}.`;
  return `${there}, for the ${name} ${q(before)} substitute the ${name} ${q(after)}.`;
}

function note(of: Note, q: Quote): string {
  switch (of.kind) {
    case 'heading':
      return `${ranks[of.rank]} ${of.label === undefined ? 'without number' : `numbered ${q(of.label)}`}`;
    case 'alinea':
      return 'alinea';
    case 'marker':
      return of.marker === undefined ? 'no sign in front' : `sign in front: ${q(of.marker)}`;
    case 'indent':
      return `indent: ${of.indent}`;
    case 'style':
      return styles[of.style ?? 'none'];
    case 'table':
      return `table of ${of.rows} ${of.rows === 1 ? 'row' : 'rows'}${of.header ? ', the first is a header' : ''}`;
    case 'image':
      return `picture: ${q(of.url)}`;
    case 'caption':
      return `caption: ${q(of.caption)}`;
    case 'wear':
      return wear(of.wear, q);
  }
}

export const en: Phrases = {
  pairs: [
    ['“', '”'],
    ['«', '»'],
  ],
  between: '; ',
  note,
  say(op, q) {
    switch (op.kind) {
      case 'words':
        return words(op.target, op.op, q);
      case 'retitle':
        return op.fresh.words === ''
          ? `Omit ${target(op.target, q)}.`
          : `For ${target(op.target, q)} substitute ${fresh(op.fresh, q)}.`;
      case 'delete': {
        const whole = op.target.kind === 'division' && op.target.of.rank !== 'article';
        return `Omit ${target(op.target, q)}${whole ? ' and all that belongs to it' : ''}.`;
      }
      case 'move':
        return `Move ${target(op.target, q)} to ${place(op.place, q).replace(/^at /, '')}.`;
      case 'insert':
        return `${upper(place(op.place, q))}, insert ${things(op.brought.blocks)}:`;
      case 'rewrite':
        return `For ${target(op.target, q)}, substitute ${things(op.brought.blocks)}:`;
      case 'split': {
        const count = op.pieces.length + 1;
        const pieces = op.pieces.map(({ begin, marker }, index) => {
          const signed = marker === undefined ? '' : `, preceded by the sign ${q(marker)},`;
          return `the ${ordinal(index + 2)}${signed} beginning at ${run(begin, q)}`;
        });
        return `Divide ${target(op.target, q)} into ${number(count)} alineas, ${pieces.join(', ')}.`;
      }
      case 'join':
        return `Join ${target(op.target, q)} into one alinea.`;
      case 'marker':
        return sign(op.target, 'sign', op.before, op.after, q);
      case 'label':
        return sign(op.target, 'number', op.before, op.after, q);
      case 'rank': {
        const of = op.target.kind === 'head' ? division(op.target.of, q) : target(op.target, q);
        return `Make ${of} ${indefinite(ranks[op.rank])}.`;
      }
      case 'indent':
        return op.indent === 0
          ? `Take away the indent of ${target(op.target, q)}.`
          : `Set the indent of ${target(op.target, q)} to ${op.indent}.`;
      case 'style':
        return `Show ${target(op.target, q)} ${shown[op.style ?? 'none']}.`;
    }
  },
};
