/**
 * A text made of what amendments quote of it. Where nobody quoted anything there is a gap: `[…]`. An alinea is kept as
 * its sentences, without full stops, so that "the second sentence" can be found; a table as its cells.
 *
 * @typedef {{ kind: 'words', sentences: string[] } | { kind: 'table', rows: string[][] }} Alinea
 * @typedef {import('./senate-instructions.mjs').Instruction} Instruction
 */
export const gap = '[…]';

const isWordCharacter = (character) => /[\p{L}\p{N}]/u.test(character ?? '');

/** Offset of the nth occurrence of whole words, -1 when there is none. */
export function findWords(text, words, nth = 1) {
  let left = nth;
  for (let at = text.indexOf(words); at !== -1; at = text.indexOf(words, at + 1)) {
    const end = at + words.length;
    const cut =
      (isWordCharacter(words[0]) && isWordCharacter(text[at - 1])) ||
      (isWordCharacter(words.at(-1)) && isWordCharacter(text[end]));
    if (!cut) left -= 1;
    if (left === 0) return at;
  }
  return -1;
}

/** Two pieces with a blank between them, unless the second is a sign that stands close to the word before it. */
export const joined = (...pieces) =>
  pieces
    .filter((piece) => piece !== '')
    .reduce(
      (text, piece) => (/^[,.]/.test(piece) || text === '' ? text + piece : `${text} ${piece}`),
      ''
    );

/** Instructions that name words which must be there, or a table's cells. */
const quoting = new Set([
  'replace',
  'delete-words',
  'behind',
  'in-front',
  'rewrite-end',
  'delete-end',
]);

const starts = (words) => /^(?:\p{Lu}\p{Ll}|À )/u.test(words);
/** Short words occur everywhere; only of longer ones, and of figures, a second quotation means the same place. */
const telling = (words) => words.length >= 5 || /^\d[\d, \u00a0]*$/.test(words);

/** One sentence that holds all quotations: what begins a sentence first, then short ones, so that each is the first. */
function sentenceOf(quotations) {
  const distinct = [...new Map(quotations.map((one) => [one.words, one])).values()];
  const kept = distinct.filter(
    ({ words }) =>
      !(
        telling(words) &&
        distinct.some((other) => other.words !== words && findWords(other.words, words) !== -1)
      )
  );
  const rank = ({ words }) => (starts(words) ? 0 : telling(words) ? 2 : 1);
  kept.sort((a, b) => rank(a) - rank(b));
  let text = '';
  for (const { words } of kept) {
    text = text === '' && starts(words) ? words : joined(text, gap, words);
  }
  text = joined(text, gap);
  for (const { words, nth } of quotations) {
    while (findWords(text, words, nth) === -1) text = joined(text, words, gap);
  }
  return text;
}

function wordsOf(instructions) {
  const scopes = instructions.map(({ place }) => place.sentences ?? []);
  const count = Math.max(
    1,
    ...scopes.map((scope) =>
      Math.max(
        0,
        ...scope.map((place) => (place === -1 ? (scope.includes(2) ? 3 : 2) : Math.max(2, place)))
      )
    )
  );
  const sentences = Array.from({ length: count }, () => []);
  const quotations = instructions.filter(({ act }) => quoting.has(act));
  for (const { words, nth = 1, place } of quotations) {
    for (const sentence of place.sentences ?? []) {
      sentences.at(sentence === -1 ? -1 : sentence - 1).push({ words, nth });
    }
  }
  for (const { words, nth = 1, place } of quotations) {
    if (place.sentences) continue;
    const there = sentences.find((one) =>
      one.some((other) => telling(words) && findWords(other.words, words) !== -1)
    );
    (there ?? sentences[0]).push({ words, nth });
  }
  return { kind: 'words', sentences: sentences.map(sentenceOf) };
}

function tableOf(instructions) {
  const cells = instructions.flatMap(({ place: { column, lines = [] }, words }) =>
    lines.map((line) => ({ line, column: column ?? 1, words: words ?? '' }))
  );
  const shapes = instructions.flatMap(({ content = [] }) => content.filter((one) => one.rows));
  const height = Math.max(
    2,
    ...cells.map(({ line }) => line),
    ...shapes.map(({ rows }) => rows.length)
  );
  const width = Math.max(
    2,
    ...cells.map(({ column }) => column),
    ...shapes.map(({ rows }) => Math.max(...rows.map((row) => row.length)))
  );
  const rows = Array.from({ length: height }, () => Array.from({ length: width }, () => gap));
  for (const { line, column, words } of cells) {
    if (words !== '') rows[line - 1][column - 1] = words;
  }
  return { kind: 'table', rows };
}

const isAboutTable = ({ place, content = [] }) =>
  place.table === true || place.column !== undefined || content.some((one) => one.rows);

/**
 * The alineas of an article that all instructions on it speak of, by what they quote.
 *
 * @param {readonly Instruction[]} instructions
 * @param {number} least how many alineas there are at least.
 * @returns {Alinea[]}
 */
export function alineasOf(instructions, least) {
  const about = instructions.map((one) => ({ ...one, numbers: one.place.numbers ?? [1] }));
  const count = Math.max(
    least,
    ...about.map(({ numbers, after }) => Math.max(...numbers, after ?? 0))
  );
  return Array.from({ length: count }, (_, index) => {
    const own = about.filter(({ numbers }) => numbers.includes(index + 1));
    return own.some(isAboutTable) ? tableOf(own.filter(isAboutTable)) : wordsOf(own);
  });
}

/** The words of an alinea: full stops only where there are several sentences. */
export const textOfSentences = (sentences) =>
  sentences.length === 1 ? sentences[0] : sentences.map((one) => `${one}.`).join(' ');

/** What stands in the place of words that an instruction names; undefined when they are not there. */
function reworded(text, { act, words, by, nth = 1 }) {
  const at = findWords(text, words, nth);
  if (at === -1) return undefined;
  const head = text.slice(0, at).trimEnd();
  const tail = text.slice(at + words.length).trimStart();
  switch (act) {
    case 'replace':
      return joined(head, by, tail);
    case 'delete-words':
      return joined(head, tail);
    case 'behind':
      return joined(head, words, by, tail);
    case 'in-front':
      return joined(head, by, words, tail);
    case 'rewrite-end':
      return joined(head, words, by);
    case 'delete-end':
      return joined(head, words);
  }
}

const bare = (sentence) => sentence.replace(/\.$/, '');

/** One instruction on one alinea of words; undefined when what it names is not there. */
function wordsAfter(sentences, instruction) {
  const { act, words, place } = instruction;
  const scope = (place.sentences ?? []).map((one) => (one === -1 ? sentences.length : one) - 1);
  if (scope.some((one) => sentences[one] === undefined)) return undefined;
  const last = scope.at(-1) ?? sentences.length - 1;
  if (quoting.has(act)) {
    const found =
      scope.length > 0
        ? scope
        : [sentences.findIndex((one) => findWords(one, words, instruction.nth) !== -1)];
    const after = new Map(found.map((one) => [one, reworded(sentences[one] ?? '', instruction)]));
    if ([...after.values()].includes(undefined)) return undefined;
    // "The end of this alinea" takes the sentences behind with it.
    const ends = (act === 'rewrite-end' || act === 'delete-end') && scope.length === 0;
    const left = ends ? sentences.slice(0, found[0] + 1) : sentences;
    return left.map((one, index) => {
      const now = after.get(index);
      return now === undefined ? one : left.length > 1 ? bare(now) : now;
    });
  }
  switch (act) {
    case 'complete':
      return sentences.map((one, index) => (index === last ? joined(one, words) : one));
    case 'append-sentence':
      return [...sentences, bare(words)];
    case 'insert-sentence':
      return [...sentences.slice(0, last + 1), bare(words), ...sentences.slice(last + 1)];
    case 'rewrite-sentence':
      return sentences.map((one, index) => (index === last ? bare(words) : one));
    case 'delete-sentence':
      return sentences.filter((_, index) => index !== last);
    case 'rewrite-start':
      return sentences.map((one, index) =>
        index === 0 ? joined(words, one.startsWith(gap) ? one : `${gap} ${one}`) : one
      );
    default:
      return undefined;
  }
}

/** `32,4` and `32,40` are one amount; amendments quote either. */
const amountOf = (text) =>
  /^\d+(?:,\d+)?$/.test(text) ? Number(text.replace(',', '.')) : undefined;

function cellAfter(cell, { act, words, by }) {
  const amount = amountOf(words);
  if (act === 'replace' && amount !== undefined && amount === amountOf(cell)) return by;
  return reworded(cell, { act, words, by });
}

function cellsAfter(rows, instruction) {
  const {
    act,
    content,
    place: { column = 1, lines = [] },
  } = instruction;
  const given = content?.find((one) => one.rows)?.rows.map((row) => row[0]);
  let fits = lines.length > 0;
  const after = rows.map((row, index) =>
    row.map((cell, at) => {
      const place = lines.indexOf(index + 1);
      if (place === -1 || at !== column - 1) return cell;
      const value = act === 'rewrite-cells' ? given?.[place] : cellAfter(cell, instruction);
      if (value === undefined) fits = false;
      return value ?? cell;
    })
  );
  return fits ? after : undefined;
}

/**
 * An alinea as one instruction leaves it; undefined when the instruction does not fit it.
 *
 * @param {Alinea} alinea
 * @param {Instruction} instruction
 * @returns {Alinea | undefined}
 */
export function alineaAfter(alinea, instruction) {
  if (alinea.kind === 'table') {
    const rows = cellsAfter(alinea.rows, instruction);
    return rows && { kind: 'table', rows };
  }
  const sentences = wordsAfter(alinea.sentences, instruction);
  return sentences && { kind: 'words', sentences };
}
