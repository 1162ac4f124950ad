const segmenter = new Intl.Segmenter('und', { granularity: 'word' });

/** What a UTF-16 code unit is to the words around it; 0 is not looked up yet. */
const letter = 1;
const digit = 2;
const blank = 3;
/** Of a script that puts no blanks between words, or that this table does not know: `Intl.Segmenter` cuts it. */
const foreign = 4;
/** A combining mark or a joiner: belongs to what is in front of it. */
const mark = 5;
/** What stands alone: a sign of punctuation, or one that says something by itself (`+`, `°`, `€`). */
const punctuation = 6;
const symbol = 7;

const kinds = new Uint8Array(0x10000);

function classify(unit: number): number {
  const text = String.fromCharCode(unit);
  if (/[\p{M}\u200c\u200d]/u.test(text) && /\p{Script=Inherited}/u.test(text)) return mark;
  if (/\s/u.test(text)) return blank;
  if (/[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u.test(text)) {
    return /\p{N}/u.test(text) ? digit : letter;
  }
  if (/\p{Nd}/u.test(text)) return digit;
  if (/[\p{L}\p{M}\p{Cs}]/u.test(text) || !/\p{Script=Common}/u.test(text)) return foreign;
  if (/\p{N}/u.test(text)) return digit;
  return /\p{S}/u.test(text) ? symbol : punctuation;
}

function kindOf(unit: number): number {
  const kind = classify(unit);
  kinds[unit] = kind;
  return kind;
}

/** Whether a token that begins there says something: a word, a number, a symbol; not a blank, a comma, a bracket. */
export function speaks(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  const kind = kinds[unit] || kindOf(unit);
  return kind !== blank && kind !== punctuation;
}

export function isBlank(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return (kinds[unit] || kindOf(unit)) === blank;
}

/** Whether a token begins there whatever stands in front of it: a blank does, behind anything that is none. */
export function beginsAnew(text: string, at: number): boolean {
  if (at === 0 || !isBlank(text, at)) return false;
  const unit = text.charCodeAt(at - 1);
  const kind = kinds[unit] || kindOf(unit);
  return kind !== blank && kind !== mark;
}

/** Room for the ends of one text, used again for the next; not kept when it was a very long one. */
let scratch = new Int32Array(4_096);
const most = 1 << 18;

/** The cuts that `tokenize` makes: where each token ends. */
export function cutWords(text: string): Int32Array {
  const { length } = text;
  const ends = scratch.length < length ? new Int32Array(length) : scratch;
  if (length <= most) scratch = ends;
  let count = 0;
  let at = 0;
  let unit = 0;
  let kind = 0;
  if (length > 0) {
    unit = text.charCodeAt(0);
    kind = kinds[unit] || kindOf(unit);
  }
  while (at < length) {
    const start = at;
    // A mark with nothing in front of it is read as a letter.
    const own = kind === mark ? letter : kind;
    at += 1;
    while (at < length) {
      unit = text.charCodeAt(at);
      kind = kinds[unit] || kindOf(unit);
      if ((kind !== own || own >= punctuation) && kind !== mark) break;
      at += 1;
    }
    if (own === foreign && at - start > 1) {
      for (const { segment, index } of segmenter.segment(text.slice(start, at))) {
        ends[count++] = start + index + segment.length;
      }
      continue;
    }
    // An elided article ends with its apostrophe: `l’`, `d’`, `qu’`.
    if (own === letter && (unit === 0x2019 || unit === 0x27) && at + 1 < length) {
      const next = text.charCodeAt(at + 1);
      const nextKind = kinds[next] || kindOf(next);
      if (nextKind === letter || nextKind === foreign) {
        at += 1;
        unit = next;
        kind = nextKind;
      }
    }
    ends[count++] = at;
  }
  return ends.slice(0, count);
}
