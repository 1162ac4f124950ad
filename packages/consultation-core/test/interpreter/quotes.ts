import type { Grammar } from './grammar.ts';

export function fail(message: string, text: string): never {
  throw new Error(`${message}: ${text}`);
}

interface Masked {
  /** The sentence with `⟦0⟧` for the first quotation, and so on; non-breaking spaces as blanks. */
  readonly text: string;
  readonly quotes: readonly string[];
  readonly end: number;
}

/** Takes the quotations out of a sentence, up to its end or to a closing bracket. */
export function mask(sentence: string, grammar: Grammar, start = 0, stop = ''): Masked {
  let text = '';
  const quotes: string[] = [];
  let at = start;
  while (at < sentence.length) {
    const char = sentence[at] as string;
    const pair = grammar.pairs.find(([open]) => sentence.startsWith(open, at));
    if (char === '"') {
      const [all] = /"(?:[^"\\]|\\.)*"/suy.exec(sentence.slice(at)) ?? fail('No end', sentence);
      quotes.push(all.slice(1, -1).replace(/\\(.)/gsu, '$1'));
      at += all.length;
    } else if (pair) {
      const [open, close] = pair;
      let depth = 1;
      let end = at + 1;
      for (; end < sentence.length && depth > 0; end += 1) {
        if (sentence[end] === open[0]) depth += 1;
        if (sentence[end] === close.at(-1)) depth -= 1;
      }
      if (depth > 0) fail('A quotation without end', sentence);
      quotes.push(sentence.slice(at + open.length, end - close.length));
      at = end;
    } else {
      if (char === stop) break;
      text += char === '\u00a0' ? ' ' : char;
      at += 1;
      continue;
    }
    text += `⟦${quotes.length - 1}⟧`;
  }
  return { text, quotes: quotes.map(unshown), end: at };
}

export const unshown = (text: string) =>
  text.replace(/⏎(⏎| )/g, (_, sign) => (sign === ' ' ? '\n' : '⏎'));
