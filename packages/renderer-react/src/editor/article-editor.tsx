import { diff } from 'consultation-core/change';
import {
  alineaNumbers,
  type Block,
  type BlockId,
  type Body,
  canonicalBody,
  type Heading,
  type Leaf,
  type Link,
} from 'consultation-core/text';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  Editable,
  ReactEditor,
  type RenderElementProps,
  type RenderLeafProps,
  Slate,
} from 'slate-react';
import { OneBlock, paragraphClass } from '../components/blocks.tsx';
import { DiffView, rowsOf } from '../components/diff-view.tsx';
import { marked } from '../components/inlines.tsx';
import type { View } from '../view.ts';
import { blocksIn, currentBlock, type Editing, move, startAt } from './commands.ts';
import { insertedRanges } from './inserted.ts';
import type { EditorOptions } from './options.ts';
import { Toolbar } from './toolbar.tsx';

export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

/** On Android, keyboards that guess words do not bear that the words are marked while they are typed. */
const marksInside = !/Android/i.test(navigator.userAgent);

function numbersOf(base: Body): ReadonlyMap<BlockId, number> {
  const [heading, ...blocks] = base as readonly [Heading, ...Block[]];
  return alineaNumbers({ id: heading.id, heading, blocks, path: [] });
}

/** The article as a field to write in, and below it what becomes of it. `onChange` gets every new form of it. */
export function ArticleEditor(props: {
  readonly editor: Editing;
  readonly options: EditorOptions;
  readonly t: Say;
  readonly onChange: (blocks: Body) => void;
}) {
  const { editor, options, t, onChange } = props;
  const base = useMemo(() => canonicalBody(options.base), [options.base]);
  const numbers = useMemo(() => numbersOf(base), [base]);
  const [blocks, setBlocks] = useState(() => blocksIn(editor, base));
  const [said, setSaid] = useState('');
  const slow = useSlow(blocks, 200);
  // The difference of a very long article is not made for each letter.
  const compared = blocks.length > 80 ? slow : blocks;
  const rows = useMemo(() => rowsOf(base, diff(base, compared), compared), [base, compared]);
  const shown = useSlow(rows, 200);
  const decorate = useMemo(
    () => (marksInside ? insertedRanges(editor, rows) : () => []),
    [editor, rows]
  );

  /** What a block is called: by its number in the text as it is, so that others find it. */
  const nameOf = useCallback(
    (block: Block | undefined): string => {
      if (block === undefined) return '';
      if (block.type === 'heading') return t('editor.heading');
      const number = numbers.get(block.id);
      return number === undefined ? t('editor.newAlinea') : t('alinea.number', { number });
    },
    [numbers, t]
  );

  const here = useRef<BlockId | undefined>(undefined);
  const change = () => {
    const [block] = currentBlock(editor) ?? [];
    if (block?.id !== here.current) {
      here.current = block?.id;
      setSaid(nameOf(block));
    }
    if (editor.operations.every(({ type }) => type === 'set_selection')) return;
    const next = blocksIn(editor, base);
    setBlocks(next);
    onChange(next);
  };

  useEffect(() => {
    if (options.start === undefined) return;
    ReactEditor.focus(editor);
    startAt(editor, options.start.kind, options.start.block);
  }, [editor, options.start]);

  const renderElement = useCallback(
    ({ attributes, children, element }: RenderElementProps) => {
      const block = element as unknown as Block | Link;
      if (block.type === 'link') {
        return (
          <a {...attributes} href={block.url} rel="nofollow ugc noopener">
            {children}
          </a>
        );
      }
      const number = numbers.get(block.id);
      const front =
        block.type === 'heading' ? block.label : block.type === 'paragraph' ? block.marker : '';
      const className =
        block.type === 'heading'
          ? 'edit-heading'
          : block.type === 'paragraph'
            ? paragraphClass(block)
            : undefined;
      return (
        <div
          {...attributes}
          className="edit-block"
          data-number={block.type === 'heading' ? '' : (number ?? '+')}
        >
          <div className={className} {...(front ? { 'data-front': front } : {})}>
            {(block.type === 'table' || block.type === 'image') && (
              <div contentEditable={false}>
                <OneBlock block={block} />
              </div>
            )}
            {children}
          </div>
        </div>
      );
    },
    [numbers]
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    const by = event.key === 'ArrowUp' ? -1 : 1;
    move(editor, by);
    setSaid(t(by < 0 ? 'editor.movedUp' : 'editor.movedDown'));
  };

  return (
    <Slate editor={editor} initialValue={editor.children} onChange={change}>
      <div className="editor-field">
        <Toolbar editor={editor} t={t} nameOf={nameOf} say={setSaid} />
        <Editable
          id="editor"
          className="editor-text law"
          lang={options.lang}
          aria-labelledby="editor-label"
          aria-describedby="editor-hint"
          aria-multiline="true"
          autoCapitalize="sentences"
          spellCheck
          renderElement={renderElement}
          renderLeaf={renderLeaf}
          decorate={decorate}
          onKeyDown={onKeyDown}
        />
        <p className="heard" role="status">
          {said}
        </p>
      </div>
      <section
        className="editor-difference"
        aria-labelledby="live-difference"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so a keyboard must reach it
        tabIndex={0}
      >
        <h2 id="live-difference">{t('amend.live')}</h2>
        <Difference rows={shown} options={options} t={t} />
        {/* What the server says of it is put here as it comes. */}
        <p className="heard" role="status" data-consequences-said="" />
        <div className="consequences" data-consequences="" />
      </section>
    </Slate>
  );
}

/** The same view as everybody will see. */
function Difference(props: {
  readonly rows: ReturnType<typeof rowsOf>;
  readonly options: EditorOptions;
  readonly t: Say;
}) {
  const { rows, options, t } = props;
  const count = rows.filter(({ kind }) => kind !== 'same' && kind !== 'away').length;
  const view = useMemo(
    () => ({ i18n: { t, language: options.language } }) as unknown as View,
    [t, options.language]
  );
  const changed = count === 0 ? t('editor.unchanged') : t('editor.changed', { count });
  return (
    <>
      <p className="note">{changed}</p>
      {/* Whoever listens hears it after a pause, not at each letter. */}
      <p className="heard" role="status">
        {useSlow(changed, 1_500)}
      </p>
      {count > 0 && (
        <DiffView
          view={view}
          rows={rows}
          extent="changed"
          layout="inline"
          lang={options.lang}
          names={{ before: t('diff.before'), after: t('diff.after') }}
        />
      )}
    </>
  );
}

function renderLeaf({ attributes, children, leaf }: RenderLeafProps) {
  const { inserted } = leaf as { inserted?: boolean };
  const words = marked(leaf as unknown as Leaf, children);
  return (
    <span {...attributes} {...(inserted ? { className: 'edit-inserted' } : {})}>
      {words}
    </span>
  );
}

/** The value once it has stood for so many milliseconds. */
function useSlow<Value>(value: Value, delay: number): Value {
  const [slow, setSlow] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(() => value), delay);
    return () => clearTimeout(timer);
  }, [value, delay]);
  return slow;
}
