import type { Inline, Leaf } from 'consultation-core/text';
import { isSafeUrl } from 'consultation-core/text';
import { Fragment, type ReactElement, type ReactNode } from 'react';

/** Words with their marks and links. A link that is not safe leaves its words; unknown content leaves its text. */
export function Inlines({ content }: { readonly content: readonly Inline[] }) {
  return (
    <>
      {content.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: content is rendered once and never reordered
        <Fragment key={index}>{inline(item)}</Fragment>
      ))}
    </>
  );
}

function inline(item: Inline): ReactNode {
  if (!('type' in item)) return leaf(item);
  const words = item.children.map((child, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: content is rendered once and never reordered
    <Fragment key={index}>{leaf(child)}</Fragment>
  ));
  if (item.type !== 'link' || !isSafeUrl(item.url)) return words;
  return (
    <a href={item.url} rel="nofollow ugc noopener">
      {words}
    </a>
  );
}

const marks: readonly (readonly [keyof Leaf, (words: ReactNode) => ReactElement])[] = [
  ['code', (words) => <code>{words}</code>],
  ['superscript', (words) => <sup>{words}</sup>],
  ['subscript', (words) => <sub>{words}</sub>],
  ['underline', (words) => <u>{words}</u>],
  ['strikethrough', (words) => <s>{words}</s>],
  ['italic', (words) => <em>{words}</em>],
  ['bold', (words) => <strong>{words}</strong>],
];

function leaf(item: Leaf): ReactNode {
  return marked(item, item.text ?? '');
}

/** Words in the marks that a leaf has. */
export function marked(item: Leaf, content: ReactNode): ReactNode {
  return marks.reduce<ReactNode>(
    (words, [mark, wrap]) => (item[mark] === true ? wrap(words) : words),
    content
  );
}

/** Plain words of people: an empty line makes a paragraph, a line end a line end. */
export function PlainWords({ text }: { readonly text: string }) {
  return (
    <>
      {text.split(/\n{2,}/).map((part, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rendered once and never reordered
        <p key={index}>
          {part.split('\n').map((line, number) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rendered once and never reordered
            <Fragment key={number}>
              {number > 0 && <br />}
              {line}
            </Fragment>
          ))}
        </p>
      ))}
    </>
  );
}
