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

/** A noun with the article in front of it; feminine when `la`, or when `une` says so. */
interface Noun {
  readonly le: 'le ' | 'la ' | 'l’' | 'les ' | '';
  readonly name: string;
}

const ranks: Record<HeadingRank, { readonly name: string; readonly feminine: boolean }> = {
  part: { name: 'partie', feminine: true },
  book: { name: 'livre', feminine: false },
  title: { name: 'titre', feminine: false },
  chapter: { name: 'chapitre', feminine: false },
  section: { name: 'section', feminine: true },
  subsection: { name: 'sous-section', feminine: true },
  article: { name: 'article', feminine: false },
};

const marks: Record<MarkName, string> = {
  bold: 'en gras',
  italic: 'en italique',
  underline: 'en souligné',
  strikethrough: 'en barré',
  code: 'en code',
  superscript: 'en exposant',
  subscript: 'en indice',
};
const styles: Record<NonNullable<Paragraph['style']> | 'none', string> = {
  quote: 'citation',
  code: 'code',
  none: 'texte courant',
};
const shown = { quote: 'comme une citation', code: 'comme du code', none: 'en texte courant' };
const small = ['', '', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf', 'dix'];
const ordinals = [
  '',
  'première',
  'deuxième',
  'troisième',
  'quatrième',
  'cinquième',
  'sixième',
  'septième',
  'huitième',
  'neuvième',
  'dixième',
];
const number = (count: number) => small[count] || String(count);
const ordinal = (place: number) => ordinals[place] ?? `${place}e`;

const le = ({ le: article, name }: Noun) => article + name;
const de = ({ le: article, name }: Noun) =>
  article === 'le ' ? `du ${name}` : article === 'les ' ? `des ${name}` : `de ${article}${name}`;
const a = ({ le: article, name }: Noun) =>
  article === 'le ' ? `au ${name}` : article === 'les ' ? `aux ${name}` : `à ${article}${name}`;
const upper = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

function division(of: Division, q: Quote): Noun {
  const { name, feminine } = ranks[of.rank];
  const noun = (rest: string): Noun => ({
    le: of.rank === 'article' ? 'l’' : feminine ? 'la ' : 'le ',
    name: `${name} ${rest}`,
  });
  switch (of.by) {
    case 'this':
      return {
        le: '',
        name: `${of.rank === 'article' ? 'cet' : feminine ? 'cette' : 'ce'} ${name}`,
      };
    case 'number':
      return noun(of.number + (of.within ? ` ${de(division(of.within, q))}` : ''));
    case 'label':
      return noun(`numéroté${feminine ? 'e' : ''} ${q(of.words)}`);
    case 'title':
      return noun(q(of.words));
    case 'place':
      return noun(
        `(${feminine ? 'la' : 'le'} ${of.place === 1 ? (feminine ? '1re' : '1er') : `${of.place}e`} du texte)`
      );
  }
}

function scope(of: Scope, q: Quote): string {
  if (of === undefined) return '';
  return of === 'preamble' ? ' du préambule' : ` ${de(division(of, q))}`;
}

function target(of: Target, q: Quote): Noun {
  switch (of.kind) {
    case 'alineas': {
      const to = of.to === of.from + 1 ? 'et' : 'à';
      return of.from === of.to
        ? { le: 'l’', name: `alinéa ${of.from}${scope(of.of, q)}` }
        : { le: 'les ', name: `alinéas ${of.from} ${to} ${of.to}${scope(of.of, q)}` };
    }
    case 'image':
      return of.place === undefined
        ? { le: 'l’', name: `image${scope(of.of, q)}` }
        : { le: 'la ', name: `${ordinal(of.place)} image${scope(of.of, q)}` };
    case 'title':
      return { le: 'l’', name: `intitulé ${de(division(of.of, q))}` };
    case 'head':
      return { le: 'l’', name: `en-tête ${de(division(of.of, q))}` };
    case 'division':
      return division(of.of, q);
  }
}

function place(where: Place, q: Quote): string {
  if (where.kind === 'start') return 'au début du texte';
  return `${where.kind === 'after' ? 'après' : 'avant'} ${le(target(where.target, q))}`;
}

/** One or several whole sentences. */
const sentence = /^\p{Lu}(?:[^.!?…]|[.…](?!\s+\p{Lu}))+\s\S+[.!?…]$/u;

/** `le mot`, `les mots`, `le signe`, `le nombre`, `la phrase`. */
function nounOf(words: string): Noun {
  if (sentence.test(words)) return { le: 'la ', name: 'phrase' };
  if (/^\d+(?:[.,]\d+)*$/.test(words)) return { le: 'le ', name: 'nombre' };
  const plain = words.replace(/(aujourd|prud|quelqu|presqu)['’]/giu, '$1');
  const count = plain.match(/[\p{L}\p{M}\p{N}]+(?:[-.][\p{L}\p{M}\p{N}]+)*/gu)?.length ?? 0;
  if (count === 0)
    return words.trim().length > 1 ? { le: 'les ', name: 'signes' } : { le: 'le ', name: 'signe' };
  const several =
    count > 1 || /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(words);
  return several ? { le: 'les ', name: 'mots' } : { le: 'le ', name: 'mot' };
}

function run({ words, occurrence }: Quoted, q: Quote): Noun {
  const { le: article, name } = nounOf(words);
  const quoted = `${name}\u00a0: ${q(words)}`;
  if (occurrence === 0) return { le: article, name: quoted };
  return {
    le: 'la ',
    name: `${ordinal(occurrence)} occurrence ${de({ le: article, name: quoted })}`,
  };
}

function part(of: Part, q: Quote): Noun {
  const whole = run(of, q);
  if (!of.letters) return whole;
  const { words, occurrence } = of.letters;
  const [noun, one] = words.length > 1 ? ['lettres', 'les '] : ['lettre', 'la '];
  const letters = { le: one as Noun['le'], name: `${noun}\u00a0: ${q(words)}` };
  const which =
    occurrence === 0
      ? letters
      : { le: 'la ' as const, name: `${ordinal(occurrence)} occurrence ${de(letters)}` };
  return { le: which.le, name: `${which.name} ${de(whole)}` };
}

const join = (all: readonly string[]) =>
  all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} et ${all.at(-1)}`;

function wear({ marks: names, url, on }: Fresh['wear'][number], q: Quote): string {
  const said = names.map((name) => marks[name]);
  if (url !== undefined) said.push(`lien vers ${q(url)}`);
  if (on === undefined) return join(said);
  const plain = on.occurrence === 0 && !on.letters;
  return `${join(said)}\u00a0: ${plain ? q(on.words) : le(part(on, q))}`;
}

/** What new words wear, behind them. */
function worn({ wear: all }: Fresh, q: Quote): string {
  return all.length === 0 ? '' : ` (${all.map((one) => wear(one, q)).join('\u00a0; ')})`;
}

/** New words with their noun. */
const fresh = (of: Fresh, q: Quote) =>
  `${le(run({ words: of.words, occurrence: 0 }, q))}${worn(of, q)}`;

function words(of: Target, op: WordOp, q: Quote): string {
  const noun = target(of, q);
  const there = upper(a(noun));
  switch (op.kind) {
    case 'substitute':
      return `${there}, substituer ${a(run(op.old, q))} ${fresh(op.fresh, q)}.`;
    case 'omit':
      return `${there}, supprimer ${le(run(op.old, q))}.`;
    case 'after':
    case 'before':
      return `${there}, ${op.kind === 'after' ? 'après' : 'avant'} ${le(run(op.at, q))}, insérer ${fresh(op.fresh, q)}.`;
    case 'start':
      return `Au début ${de(noun)}, insérer ${fresh(op.fresh, q)}.`;
    case 'end':
      return `Compléter ${le(noun)} par ${fresh(op.fresh, q)}.`;
    case 'mark':
    case 'unmark': {
      const verb = op.kind === 'mark' ? 'mettre' : 'ne plus mettre';
      return `${there}, ${verb} ${join(op.marks.map((name) => marks[name]))} ${le(part(op.run, q))}.`;
    }
    case 'link':
      return `${there}, mettre un lien vers ${q(op.url)} sur ${le(part(op.run, q))}.`;
    case 'unlink':
      return `${there}, retirer le lien qui est sur ${le(part(op.run, q))}.`;
  }
}

/** New blocks by their name, and whether they are several. */
function things(blocks: readonly Block[]): string {
  const several = (count: number, one: string, many: string) =>
    count === 1 ? `${one} suivant` : `les ${number(count)} ${many} suivants`;
  const headings = blocks.filter((block) => block.type === 'heading');
  switch (kindOf(blocks)) {
    case 'paragraph':
      return several(blocks.length, 'l’alinéa', 'alinéas');
    case 'articles':
      return several(headings.length, 'l’article', 'articles');
    case 'division': {
      const { name, feminine } = ranks[headings[0]?.rank ?? 'article'];
      return feminine ? `la ${name} suivante` : `le ${name} suivant`;
    }
    case 'table':
      return 'le tableau suivant';
    case 'image':
      return 'l’image suivante';
    default:
      return 'les éléments suivants';
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
  const there = `En tête ${de(of.kind === 'head' ? division(of.of, q) : target(of, q))}`;
  const quoted = (value: string) => `${name}\u00a0: ${q(value)}`;
  if (before === undefined) return `${there}, insérer le ${quoted(after ?? '')}.`;
  if (after === undefined) return `${there}, supprimer le ${quoted(before)}.`;
  return `${there}, substituer au ${quoted(before)} le ${quoted(after)}.`;
}

function note(of: Note, q: Quote): string {
  switch (of.kind) {
    case 'heading': {
      const { name, feminine } = ranks[of.rank];
      return of.label === undefined
        ? `${name} sans numéro`
        : `${name} numéroté${feminine ? 'e' : ''} ${q(of.label)}`;
    }
    case 'alinea':
      return 'alinéa';
    case 'marker':
      return of.marker === undefined
        ? 'sans signe en tête'
        : `signe en tête\u00a0: ${q(of.marker)}`;
    case 'indent':
      return `retrait\u00a0: ${of.indent}`;
    case 'style':
      return styles[of.style ?? 'none'];
    case 'table':
      return `tableau de ${of.rows} ${of.rows > 1 ? 'lignes' : 'ligne'}${of.header ? ', la première en en-tête' : ''}`;
    case 'image':
      return `image\u00a0: ${q(of.url)}`;
    case 'caption':
      return `légende\u00a0: ${q(of.caption)}`;
    case 'wear':
      return wear(of.wear, q);
  }
}

export const fr: Phrases = {
  pairs: [
    ['«\u00a0', '\u00a0»'],
    ['“', '”'],
  ],
  between: '\u00a0; ',
  note,
  say(op, q) {
    switch (op.kind) {
      case 'words':
        return words(op.target, op.op, q);
      case 'retitle':
        return op.fresh.words === ''
          ? `Supprimer ${le(target(op.target, q))}.`
          : `Rédiger ainsi ${le(target(op.target, q))}\u00a0: ${q(op.fresh.words)}${worn(op.fresh, q)}.`;
      case 'delete': {
        const whole = op.target.kind === 'division' && op.target.of.rank !== 'article';
        return `Supprimer ${le(target(op.target, q))}${whole ? ' et tout ce qui en relève' : ''}.`;
      }
      case 'move':
        return `Déplacer ${le(target(op.target, q))} ${place(op.place, q)}.`;
      case 'insert':
        return `${upper(place(op.place, q))}, insérer ${things(op.brought.blocks)}\u00a0:`;
      case 'rewrite': {
        const { blocks } = op.brought;
        const kind = kindOf(blocks);
        const of = op.target;
        const isSame =
          of.kind === 'alineas'
            ? kind === 'paragraph' && blocks.length === of.to - of.from + 1
            : of.kind === 'head'
              ? blocks.length === 1 && blocks[0]?.type === 'heading'
              : of.kind === 'division' && kind === 'articles';
        return isSame
          ? `Rédiger ainsi ${le(target(of, q))}\u00a0:`
          : `Substituer ${a(target(of, q))} ${things(blocks)}\u00a0:`;
      }
      case 'split': {
        const count = op.pieces.length + 1;
        const pieces = op.pieces.map(({ begin, marker }, index) => {
          const which = count === 2 ? 'second' : ordinal(index + 2);
          const signed = marker === undefined ? '' : `, précédé du signe\u00a0: ${q(marker)},`;
          return `le ${which}${signed} commençant ${a(run(begin, q))}`;
        });
        return `Scinder ${le(target(op.target, q))} en ${number(count)} alinéas, ${pieces.join(', ')}.`;
      }
      case 'join':
        return `Réunir ${le(target(op.target, q))} en un seul alinéa.`;
      case 'marker':
        return sign(op.target, 'signe', op.before, op.after, q);
      case 'label':
        return sign(op.target, 'numéro', op.before, op.after, q);
      case 'rank': {
        const { name, feminine } = ranks[op.rank];
        const of = op.target.kind === 'head' ? division(op.target.of, q) : target(op.target, q);
        return `Faire ${de(of)} ${feminine ? 'une' : 'un'} ${name}.`;
      }
      case 'indent':
        return op.indent === 0
          ? `Supprimer le retrait ${de(target(op.target, q))}.`
          : `Porter à ${op.indent} le retrait ${de(target(op.target, q))}.`;
      case 'style':
        return `Présenter ${le(target(op.target, q))} ${shown[op.style ?? 'none']}.`;
    }
  },
};
