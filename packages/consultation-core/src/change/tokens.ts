import { isLink } from '../text/inline.ts';
import type { Inline, Leaf } from '../text/types.ts';
import { tokenize } from '../text/words.ts';

/** A word, a blank or a sign with what it wears. Tokens with the same `key` are the same to a reader. */
export interface Token {
  readonly text: string;
  readonly key: string;
  readonly inline: Inline;
}

function wearOf(leaf: Leaf, url: string): string {
  const { text: _, ...marks } = leaf;
  return `${Object.keys(marks).sort().join(' ')}\u0000${url}`;
}

/** Inline content as tokens, cut at words of the whole run and where marks or links change. */
export function inlineTokens(children: readonly Inline[]): readonly Token[] {
  const pieces = children.flatMap((inline) =>
    isLink(inline)
      ? inline.children.map((leaf) => ({ leaf, url: inline.url }))
      : [{ leaf: inline, url: '' }]
  );
  const words = tokenize(pieces.map(({ leaf }) => leaf.text).join(''));
  const tokens: Token[] = [];
  let word = 0;
  let used = 0;
  for (const { leaf, url } of pieces) {
    const wear = wearOf(leaf, url);
    let at = 0;
    while (at < leaf.text.length) {
      const current = words[word] as string;
      const text = leaf.text.slice(at, at + current.length - used);
      const piece: Leaf = { ...leaf, text };
      tokens.push({
        text,
        key: `${wear}\u0000${text}`,
        inline: url === '' ? piece : { type: 'link', url, children: [piece] },
      });
      at += text.length;
      used += text.length;
      if (used === current.length) {
        word += 1;
        used = 0;
      }
    }
  }
  return tokens;
}
