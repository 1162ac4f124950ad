import { Box, Typography } from '@strapi/design-system';
import { toBody, withText } from 'consultation-core/slate';
import type { Block, BlockId, Body, Leaf, Link, StructureIssue } from 'consultation-core/text';
import { type KeyboardEvent, useCallback, useEffect, useMemo, useState } from 'react';
import { createEditor, type Descendant, Editor, Transforms } from 'slate';
import { withHistory } from 'slate-history';
import {
  Editable,
  ReactEditor,
  type RenderElementProps,
  type RenderLeafProps,
  Slate,
  withReact,
} from 'slate-react';
import { styled } from 'styled-components';
import { withMarks } from '../components/words.tsx';
import { useMessages } from '../lib/messages.ts';
import { numbersOf } from '../lib/numbers.ts';
import { BlockElement } from './block-element.tsx';
import {
  currentBlock,
  indent,
  insertLines,
  type Mark,
  move,
  splitBlock,
  toggleMark,
} from './commands.ts';
import { Toolbar } from './toolbar.tsx';

const Paper = styled.div`
  max-height: 70vh;
  overflow: auto;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.5rem;
  line-height: 1.6;

  [data-slate-editor] {
    padding: 1.6rem 0;
    min-height: 12rem;
  }
  a {
    color: ${({ theme }) => theme.colors.primary700};
    text-decoration: underline;
  }
`;

/** In sight while a long text scrolls by, below the administration's own bar. */
const Tools = styled.div`
  position: sticky;
  top: var(--editor-top, 6.8rem);
  z-index: 1;
  background: ${({ theme }) => theme.colors.neutral0};
`;

function Leaves({ attributes, children, leaf }: RenderLeafProps) {
  return <span {...attributes}>{withMarks(leaf as unknown as Leaf, children)}</span>;
}

/** Letters that set a mark together with Ctrl or Cmd. */
const markKeys: Readonly<Record<string, Mark>> = { b: 'bold', i: 'italic', u: 'underline' };

function newId(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 16);
}

/** An editor of a text whose Enter, on every keyboard and touch screen, and whose paste make alineas. */
function makeEditor() {
  const editor = withText(withHistory(withReact(createEditor())), { makeId: newId });
  editor.insertBreak = () => splitBlock(editor);
  editor.insertSoftBreak = () => splitBlock(editor);
  editor.insertTextData = (data) => {
    const text = data.getData('text/plain');
    insertLines(editor, text);
    return text !== '';
  };
  return editor;
}

function sameNumbers(a: ReadonlyMap<BlockId, number>, b: ReadonlyMap<BlockId, number>): boolean {
  return a.size === b.size && [...a].every(([id, number]) => b.get(id) === number);
}

/**
 * The whole text as it is written. `initial` is read once; give another `key` to start over. `onChange` gets the text
 * after every change of its content, `onBlock` the block that has the cursor.
 */
export function TextEditor({
  initial,
  issues,
  focus,
  readOnly,
  onChange,
  onBlock,
}: {
  initial: Body;
  issues: readonly StructureIssue[];
  /** Block to show; another object asks again for the same one. */
  focus?: { readonly block: BlockId } | undefined;
  readOnly: boolean;
  onChange: (body: Body) => void;
  onBlock: (block: BlockId | undefined) => void;
}) {
  const { t } = useMessages();
  const editor = useMemo(makeEditor, []);
  const [numbers, setNumbers] = useState(() => numbersOf(initial));
  const faultyKey = issues.map(({ block }) => block).join(' ');
  const faulty = useMemo(() => new Set(faultyKey.split(' ')), [faultyKey]);

  useEffect(() => {
    if (focus === undefined) return;
    const index = editor.children.findIndex(
      (node) => (node as unknown as Block).id === focus.block
    );
    if (index === -1) return;
    Transforms.select(editor, Editor.start(editor, [index]));
    ReactEditor.focus(editor);
    const node = editor.children[index] as Descendant;
    ReactEditor.toDOMNode(editor, node).scrollIntoView({ block: 'center' });
  }, [editor, focus]);

  const renderElement = useCallback(
    ({ attributes, children, element }: RenderElementProps) => {
      const block = element as unknown as Block | Link;
      if (block.type === 'link') {
        return (
          <a {...attributes} href={block.url} rel="noopener">
            {children}
          </a>
        );
      }
      return (
        <BlockElement
          block={block}
          number={numbers.get(block.id)}
          issue={faulty.has(block.id)}
          attributes={attributes}
        >
          {children}
        </BlockElement>
      );
    },
    [numbers, faulty]
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const mark = event.ctrlKey || event.metaKey ? markKeys[event.key] : undefined;
    const handled = () => {
      if (mark) toggleMark(editor, mark);
      else if (event.altKey && event.key === 'ArrowUp') move(editor, -1);
      else if (event.altKey && event.key === 'ArrowDown') move(editor, 1);
      else if (event.altKey && event.shiftKey && event.key === 'ArrowRight') indent(editor, 1);
      else if (event.altKey && event.shiftKey && event.key === 'ArrowLeft') indent(editor, -1);
      else return false;
      return true;
    };
    if (handled()) event.preventDefault();
  };

  return (
    <Slate
      editor={editor}
      initialValue={structuredClone(initial) as unknown as Descendant[]}
      onChange={() => {
        onBlock(currentBlock(editor)?.[0].id);
        if (editor.operations.every(({ type }) => type === 'set_selection')) return;
        const body = toBody(editor);
        const next = numbersOf(body);
        // The same numbers are the same map: nothing is drawn again.
        setNumbers((last) => (sameNumbers(last, next) ? last : next));
        onChange(body);
      }}
    >
      {!readOnly && (
        <Tools>
          <Toolbar />
          <Box paddingTop={2} paddingBottom={2}>
            <Typography variant="pi" textColor="neutral600" id="consultation-editor-help">
              {t('editor.help')}
            </Typography>
          </Box>
        </Tools>
      )}
      <Paper>
        <Editable
          aria-label={t('editor.label')}
          aria-describedby={readOnly ? undefined : 'consultation-editor-help'}
          role="textbox"
          tabIndex={0}
          aria-multiline
          aria-readonly={readOnly}
          readOnly={readOnly}
          spellCheck
          renderElement={renderElement}
          renderLeaf={Leaves}
          onKeyDown={onKeyDown}
        />
      </Paper>
    </Slate>
  );
}
