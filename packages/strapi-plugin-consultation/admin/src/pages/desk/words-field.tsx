import { Box, Typography } from '@strapi/design-system';
import { toBody, withText } from 'consultation-core/slate';
import { type Inline, isOpaque, type Leaf, type Link } from 'consultation-core/text';
import { type KeyboardEvent, useCallback, useId, useMemo } from 'react';
import { createEditor, type Descendant } from 'slate';
import { withHistory } from 'slate-history';
import {
  Editable,
  type RenderElementProps,
  type RenderLeafProps,
  Slate,
  withReact,
} from 'slate-react';
import { styled } from 'styled-components';
import { withMarks } from '../../components/words.tsx';
import { type Mark, toggleMark } from '../../editor/commands.ts';

const Paper = styled.div`
  padding: 0.8rem 1.2rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral500};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};
  color: ${({ theme }) => theme.colors.neutral800};
  font-size: 1.5rem;
  line-height: 1.6;

  &:focus-within { outline: 2px solid ${({ theme }) => theme.colors.primary600}; }
  [data-slate-editor] { outline: none; min-height: 2.4rem; }
  a { color: ${({ theme }) => theme.colors.primary700}; text-decoration: underline; }
`;

const markKeys: Readonly<Record<string, Mark>> = { b: 'bold', i: 'italic', u: 'underline' };

/** One run of words: whatever is typed or pasted stays in one block. */
function makeEditor() {
  const editor = withText(withHistory(withReact(createEditor())), {
    makeId: () => crypto.randomUUID().replaceAll('-', '').slice(0, 16),
  });
  editor.insertBreak = () => undefined;
  editor.insertSoftBreak = () => undefined;
  editor.insertTextData = (data) => {
    const text = data.getData('text/plain').replace(/\s*[\r\n]+\s*/g, ' ');
    if (text !== '') editor.insertText(text);
    return text !== '';
  };
  editor.insertData = (data) => void editor.insertTextData(data);
  return editor;
}

function Leaves({ attributes, children, leaf }: RenderLeafProps) {
  return <span {...attributes}>{withMarks(leaf as unknown as Leaf, children)}</span>;
}

/** Words with their marks in the place of a group of words. `initial` is read once. */
export function WordsField({
  label,
  hint,
  initial,
  onChange,
}: {
  label: string;
  hint: string;
  initial: readonly Inline[];
  onChange: (words: readonly Inline[]) => void;
}) {
  const editor = useMemo(makeEditor, []);
  const id = useId();
  const renderElement = useCallback(({ attributes, children, element }: RenderElementProps) => {
    const link = element as unknown as Link | { type: string };
    return link.type === 'link' && 'url' in link ? (
      <a {...attributes} href={link.url} rel="noopener">
        {children}
      </a>
    ) : (
      <div {...attributes}>{children}</div>
    );
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    const mark = event.ctrlKey || event.metaKey ? markKeys[event.key] : undefined;
    if (mark === undefined) return;
    event.preventDefault();
    toggleMark(editor, mark);
  };
  const start = useMemo(
    () => [{ type: 'paragraph', id: 'words', children: structuredClone(initial) }],
    [initial]
  );
  return (
    <Box>
      <Typography variant="pi" fontWeight="bold" tag="p" id={`${id}-label`}>
        {label}
      </Typography>
      <Slate
        editor={editor}
        initialValue={start as unknown as Descendant[]}
        onChange={() => {
          if (editor.operations.every(({ type }) => type === 'set_selection')) return;
          onChange(toBody(editor).flatMap((block) => (isOpaque(block) ? [] : block.children)));
        }}
      >
        <Paper>
          <Editable
            aria-labelledby={`${id}-label`}
            aria-describedby={`${id}-hint`}
            role="textbox"
            spellCheck
            renderElement={renderElement}
            renderLeaf={Leaves}
            onKeyDown={onKeyDown}
          />
        </Paper>
      </Slate>
      <Typography variant="pi" textColor="neutral700" tag="p" id={`${id}-hint`}>
        {hint}
      </Typography>
    </Box>
  );
}
