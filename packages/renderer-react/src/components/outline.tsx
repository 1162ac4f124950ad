import { type Body, headingTitle, type OutlineNode, outline } from 'consultation-core/text';
import { languageAttributes } from '../i18n/index.ts';
import type { View } from '../view.ts';

/** The table of contents, as deep as the text is; every line leads to its place. It can be folded away. */
export function Outline(props: {
  readonly view: View;
  readonly body: Body;
  readonly lang: string;
  /** Address of a heading. */
  readonly link: (id: string) => string;
  /** On a small screen it begins folded, where script is. */
  readonly folds?: boolean;
}) {
  const { view, body, lang, link, folds = false } = props;
  const nodes = outline(body);
  if (nodes.length === 0) return null;
  return (
    <nav className="outline" aria-labelledby="outline-title">
      <details open data-folds={folds ? '' : undefined}>
        <summary>
          <h2 id="outline-title">{view.i18n.t('outline.title')}</h2>
        </summary>
        <div {...languageAttributes(lang, view.i18n.language)}>
          <Level nodes={nodes} link={link} />
        </div>
      </details>
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
