/**
 * Reads what an amendment of the Senate says is to be done ("Alinéa 3", "Remplacer les mots : ... par les mots : ...")
 * as instructions. It reads the forms of words of the Senate's own guide; a dispositif with a line that is none of them
 * is not understood at all, rather than understood in part.
 */

const ordinals = [
  'première',
  'deuxième',
  'troisième',
  'quatrième',
  'cinquième',
  'sixième',
  'septième',
];
const ordinal = `(?:${ordinals.join('|')}|seconde|dernière)`;

/** Place in a row, from 1; -1 is the last. */
function placeOf(printed) {
  const word = printed.toLowerCase();
  return word === 'dernière' ? -1 : word === 'seconde' ? 2 : ordinals.indexOf(word) + 1;
}
const placesOf = (words) =>
  [...words.matchAll(new RegExp(ordinal, 'gi'))].map(([word]) => placeOf(word));

/** `première à sixième` is six places, `cinquième et sixième` two. */
function rangeOf(words) {
  const places = placesOf(words);
  if (!words.includes(' à ')) return places;
  const [from, to] = places;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** `12 à 14`, `22, 24, 25 et 34`. */
function numbersOf(words) {
  const numbers = words.match(/\d+/g).map(Number);
  if (!words.includes(' à ')) return numbers;
  const [from, to] = numbers;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const noun =
  '(?:les? |la |l’)(?:mots?|références?|taux|montants?|chiffres?|nombres?|années?|dates?|pourcentages?|signes?)';
const occurrence =
  '(?:la (première|deuxième|troisième) occurrence (?:du mot|de la référence|des mots))';
const operand = `(?:${noun}|${occurrence})`;
const written = 'ainsi rédigée?s? ?:?';

/** In front of an instruction: `I. – `, `A. – `, `1° `, `a) `. */
const enumerator = /^(?:(?:[IVX]{1,5}|[A-H])\b ?\.? ?(?:[-–—] ?)?|\d+° |[a-d]\) )/;
const because = '(?:pour compenser [^:]*?, |en conséquence, )?';

const p = (source) => new RegExp(`^${source}$`, 'i');

/** Where: an alinea, several, a sentence of them, cells of a table. */
const places = [
  [
    p(
      `alinéas? (\\d+(?:(?:, | et | à )\\d+)*)(, tableau)?(?:, (${ordinal}) colonne,?)?(?:, (${ordinal}(?:(?:, | et | à )${ordinal})*) lignes?)?(?:, (${ordinal}(?:(?:, | et )${ordinal})*) phrases?)? ?:?`
    ),
    ([, numbers, table, column, lines, sentences]) => ({
      kind: 'place',
      numbers: numbersOf(numbers),
      ...(table ? { table: true } : {}),
      ...(column ? { column: placeOf(column) } : {}),
      ...(lines ? { lines: rangeOf(lines) } : {}),
      ...(sentences ? { sentences: placesOf(sentences) } : {}),
    }),
  ],
  [
    p(`(${ordinal}(?: et ${ordinal})*) phrases?`),
    ([, words]) => ({ kind: 'refine', sentences: placesOf(words) }),
  ],
  [p(`(${ordinal}) colonne,?`), ([, word]) => ({ kind: 'refine', column: placeOf(word) })],
  [p(`(${ordinal}) ligne,?`), ([, word]) => ({ kind: 'refine', lines: [placeOf(word)] })],
  [
    p(`après la (${ordinal}) phrase`),
    ([, word]) => ({ kind: 'refine', sentences: [placeOf(word)] }),
  ],
  [p('après l’alinéa (\\d+)'), ([, number]) => ({ kind: 'after', number: Number(number) })],
  [p('après le premier alinéa'), () => ({ kind: 'after', number: 1 })],
  [
    p('(après|avant) l’article \\d+(?: (?:bis|ter|quater))?'),
    ([, side]) => ({ kind: 'article', side: side.toLowerCase() }),
  ],
  [p('au début de cet article'), () => ({ kind: 'start' })],
  [p('amendement n° ?(\\d+).*'), ([, number]) => ({ kind: 'parent', number })],
];

/** What: `takes` says what follows, words on one line or lines up to the next instruction. */
const verbs = [
  [p('supprimer cet article\\.?'), () => ({ act: 'delete-article' })],
  [p('supprimer (?:cet alinéa|ces alinéas)\\.?'), () => ({ act: 'delete' })],
  [p('supprimer cette phrase\\.?'), () => ({ act: 'delete-sentence' })],
  [p('rédiger ainsi cet article ?:'), () => ({ act: 'rewrite-article', takes: 'lines' })],
  [
    p('rédiger ainsi (?:cet alinéa|ces alinéas|ce tableau) ?:'),
    () => ({ act: 'rewrite', takes: 'lines' }),
  ],
  [p('rédiger ainsi ces lignes ?:'), () => ({ act: 'rewrite-cells', takes: 'lines' })],
  [p('rédiger ainsi cette phrase ?:'), () => ({ act: 'rewrite-sentence', takes: 'words' })],
  [p('rédiger ainsi le début de cet alinéa ?:'), () => ({ act: 'rewrite-start', takes: 'words' })],
  [
    p(`remplacer (?:cet alinéa|ces alinéas) par \\S+ alinéas? ${written}`),
    () => ({ act: 'rewrite', takes: 'lines' }),
  ],
  [
    p(
      `insérer (?:un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix) (?:alinéas?|paragraphes?) ${written}`
    ),
    () => ({ act: 'insert', takes: 'lines' }),
  ],
  [p(`insérer un article additionnel ${written}`), () => ({ act: 'new-article', takes: 'lines' })],
  [p(`insérer une phrase ${written}`), () => ({ act: 'insert-sentence', takes: 'words' })],
  [
    p(`au début de cet article, insérer un paragraphe ${written}`),
    () => ({ act: 'insert-start', takes: 'lines' }),
  ],
  [
    p(`${because}faire précéder cet article d’une division .*:`),
    () => ({ act: 'division', takes: 'lines' }),
  ],
  [
    p(`${because}compléter cet article par .{1,40} ${written}`),
    () => ({ act: 'append', takes: 'lines' }),
  ],
  [
    p('compléter (?:cet alinéa|cette phrase|la (dernière) phrase) par les mots ?:'),
    ([, last]) => ({ act: 'complete', takes: 'words', ...(last ? { sentences: [-1] } : {}) }),
  ],
  [
    p(`compléter cet alinéa par (les mots et )?une phrase ${written}`),
    ([, words]) => ({ act: words ? 'complete' : 'append-sentence', takes: 'words' }),
  ],
  [
    p(`(?:et )?remplacer ${operand} ?:?`),
    ([, nth]) => ({ act: 'replace', takes: 'words', nth: nth ? placeOf(nth) : 1 }),
  ],
  [p(`par ${noun} ?:?`), () => ({ act: 'by', takes: 'words' })],
  [p(`et ${noun} ?:`), () => ({ act: 'and', takes: 'words', nth: 1 })],
  [
    p(`supprimer ${operand} ?:`),
    ([, nth]) => ({ act: 'delete-words', takes: 'words', nth: nth ? placeOf(nth) : 1 }),
  ],
  [
    p(`après ${operand} ?:`),
    ([, nth]) => ({ act: 'behind', takes: 'words', nth: nth ? placeOf(nth) : 1 }),
  ],
  [p(`avant ${operand} ?:`), () => ({ act: 'in-front', takes: 'words', nth: 1 })],
  [p(`insérer ${noun} ?:`), () => ({ act: 'put', takes: 'words' })],
  [
    p('rédiger ainsi la fin de (?:cet alinéa|cette phrase) ?:'),
    () => ({ act: 'rewrite-end', takes: 'words' }),
  ],
  [p('supprimer la fin de (?:cet alinéa|cette phrase)\\.?'), () => ({ act: 'delete-end' })],
];

function match(table, line) {
  for (const [pattern, make] of table) {
    const found = pattern.exec(line);
    if (found) return make(found);
  }
  return undefined;
}

/** A line as a place or a verb, with or without its number in front. */
function read(line) {
  if (typeof line !== 'string') return undefined;
  const words = line.replaceAll('\u00a0', ' ');
  for (const one of [words, words.replace(enumerator, '')]) {
    const found = match(places, one) ?? match(verbs, one);
    if (found) return found;
  }
  return undefined;
}

/** Lines behind a verb: the first whatever it is, then all up to the next instruction. */
function taken(lines, start) {
  let end = start + 1;
  while (end < lines.length && read(lines[end]) === undefined) end += 1;
  return { content: lines.slice(start, end), end };
}

/**
 * @typedef {{ numbers?: number[], table?: true, column?: number, lines?: number[], sentences?: number[] }} Place
 * @typedef {{ act: string, place: Place, line: number, words?: string, by?: string, nth?: number,
 *   content?: import('./senate-data.mjs').Line[], after?: number, side?: string, parent?: string }} Instruction
 * @param {import('./senate-data.mjs').Line[]} lines
 * @returns {Instruction[] | undefined} undefined when a line is not understood.
 */
export function readInstructions(lines) {
  const instructions = [];
  /** The place named last, and what a line under it says more closely. */
  let outer = {};
  let place = {};
  let after;
  let side;
  let parent;
  /** Words named for the next verb: those to replace, or those behind or in front of which something goes. */
  let pending;
  const push = (instruction) => {
    instructions.push({ place, ...(parent ? { parent } : {}), ...instruction });
  };
  let index = 0;
  while (index < lines.length) {
    const line = index + 1;
    const found = read(lines[index]);
    if (found === undefined) return undefined;
    const { kind, act, takes, ...rest } = found;
    if (kind !== undefined) {
      if (kind === 'place') {
        outer = rest;
        place = rest;
        after = undefined;
      } else if (kind === 'refine') place = { ...(rest.column ? place : outer), ...rest };
      else if (kind === 'after') {
        after = rest.number;
        place = { numbers: [rest.number] };
      } else if (kind === 'article') side = rest.side;
      else if (kind === 'start') after = 0;
      else parent = rest.number;
      index += 1;
      continue;
    }
    let content;
    if (takes !== undefined) {
      if (index + 1 >= lines.length) return undefined;
      const behind = taken(lines, index + 1);
      content = behind.content;
      index = behind.end;
    } else index += 1;
    const words =
      takes === 'words' ? content.filter((one) => typeof one === 'string').join(' ') : undefined;
    const sentences = rest.sentences ? { place: { ...place, sentences: rest.sentences } } : {};
    switch (act) {
      case 'replace':
      case 'behind':
      case 'in-front':
        pending = { act, words, nth: rest.nth, line };
        break;
      case 'and':
        // "Supprimer les mots : a et les mots : b", "remplacer a par b et c par d".
        if (instructions.at(-1)?.act === 'delete-words') {
          push({ act: 'delete-words', words, nth: rest.nth, line });
        } else pending = { act: 'replace', words, nth: rest.nth, line };
        break;
      case 'by':
        if (pending?.act !== 'replace') return undefined;
        push({ ...pending, by: words });
        pending = undefined;
        break;
      case 'put':
      case 'rewrite-end':
      case 'delete-end':
        if (pending === undefined) return undefined;
        if (act === 'put' && pending.act === 'replace') return undefined;
        push({
          ...pending,
          act: act === 'put' ? pending.act : act,
          ...(words === undefined ? {} : { by: words }),
        });
        pending = undefined;
        break;
      case 'insert':
        if (after === undefined) return undefined;
        push({ act, content, after, line });
        break;
      case 'insert-start':
        push({ act: 'insert', content, after: 0, line });
        break;
      case 'new-article':
        // Said twice by mistake in one of them: the second, with the words, holds.
        if (content.length > 0 && read(content[0])?.kind !== 'article') {
          push({ act, content, side: side ?? 'après', line });
        } else index = line;
        break;
      default:
        push({
          act,
          line,
          ...sentences,
          ...(takes === 'lines' ? { content } : {}),
          ...(words === undefined ? {} : { words }),
        });
    }
  }
  return pending === undefined && instructions.length > 0 ? instructions : undefined;
}
