import { type Body, headingTitle, type OutlineNode, outline } from 'consultation-core/text';
import type { View } from '../view.ts';

/** The table of contents, as deep as the text is; every line leads to its place. */
export function Outline(props: {
  readonly view: View;
  readonly body: Body;
  /** Address of a heading. */
  readonly link: (id: string) => string;
}) {
  const nodes = outline(props.body);
  if (nodes.length === 0) return null;
  return (
    <nav className="outline" aria-labelledby="outline-title">
      <h2 id="outline-title">{props.view.i18n.t('outline.title')}</h2>
      <Level nodes={nodes} link={props.link} />
    </nav>
  );
}

function Level(props: {
  readonly nodes: readonly OutlineNode[];
  readonly link: (id: string) => string;
}) {
  return (
    <ol>
      {props.nodes.map(({ heading, children }) => {
        const title = headingTitle(heading);
        return (
          <li key={heading.id}>
            <a href={props.link(heading.id)}>
              {heading.label && <span className="label">{heading.label}</span>}
              {heading.label && title && ' '}
              {title && <span className="outline-words">{title}</span>}
            </a>
            {children.length > 0 && <Level nodes={children} link={props.link} />}
          </li>
        );
      })}
    </ol>
  );
}
