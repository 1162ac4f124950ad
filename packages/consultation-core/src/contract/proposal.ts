import { z } from 'zod';
import { Body, Change, hasUnprintable, Id, limits, line, words } from './shapes.ts';

const proposalText = words(limits.proposal);

/** Every string inside a value, with the way to it. */
export function* strings(
  value: unknown,
  path: (string | number)[] = []
): Generator<[string, (string | number)[]]> {
  if (typeof value === 'string') yield [value, path];
  else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* strings(item, [...path, index]);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) yield* strings(item, [...path, key]);
  }
}
/** Issues of words that come inside of blocks, where no field of its own checks them. */
export function clean(value: unknown, issues: z.core.ParsePayload['issues']): void {
  for (const [text, path] of strings(value)) {
    if (hasUnprintable(text)) {
      issues.push({ code: 'custom', message: 'control-characters', path, input: text });
    }
  }
}
/** An article as somebody would have it: no alinea beyond `limits.alinea`, no signs that no text has a use for. */
export const ArticleBlocks = Body.max(limits.articleBlocks).check(({ value, issues }) => {
  for (const [index, block] of value.entries()) {
    let length = 0;
    for (const [text] of strings(block)) length += text.length;
    if (length > limits.alinea) {
      issues.push({ code: 'custom', message: 'too_big', path: [index], input: block });
    }
  }
  clean(value, issues);
});
const ArticleChange = Change.check(({ value, issues }) => clean(value, issues));

export const Proposal = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('replace'), block: Id, text: proposalText }),
  z.strictObject({ kind: z.literal('insert'), after: Id, text: proposalText }),
  z.strictObject({ kind: z.literal('delete'), block: Id }),
  z.strictObject({
    kind: z.literal('article'),
    after: Id.nullable(),
    heading: line(limits.title),
    text: proposalText,
  }),
  /** The article as its author would have it; `change`, when it is sent along, must yield just that. */
  z.strictObject({
    kind: z.literal('edit'),
    article: Id,
    blocks: ArticleBlocks,
    change: ArticleChange.optional(),
  }),
]);
