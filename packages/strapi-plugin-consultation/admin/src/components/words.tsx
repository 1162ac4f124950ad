import { type Inline, isLink, type Leaf } from 'consultation-core/text';
import { Fragment, type ReactNode } from 'react';

/** Words with the marks that a leaf of a text gives them. */
export function withMarks(leaf: Leaf, words: ReactNode): ReactNode {
  let marked = words;
  if (leaf.bold) marked = <strong>{marked}</strong>;
  if (leaf.italic) marked = <em>{marked}</em>;
  if (leaf.underline) marked = <u>{marked}</u>;
  if (leaf.strikethrough) marked = <s>{marked}</s>;
  if (leaf.code) marked = <code>{marked}</code>;
  if (leaf.superscript) marked = <sup>{marked}</sup>;
  if (leaf.subscript) marked = <sub>{marked}</sub>;
  return marked;
}

/** Inline content to be read. */
export function Words({ children }: { children: readonly Inline[] }) {
  return (
    <>
      {children.map((inline, index) => (
        // Runs of words have no name but their place, and are replaced as a whole.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <Fragment key={index}>
          {isLink(inline) ? (
            <a href={inline.url} target="_blank" rel="noopener noreferrer">
              <Words>{inline.children}</Words>
            </a>
          ) : (
            withMarks(inline, inline.text)
          )}
        </Fragment>
      ))}
    </>
  );
}
