import { Box, Button, Flex, IconButton } from '@strapi/design-system';
import {
  ArrowDown,
  ArrowUp,
  Bold,
  ChevronLeft,
  ChevronRight,
  Italic,
  Plus,
  Trash,
  Underline,
} from '@strapi/icons';
import type { ReactNode } from 'react';
import type { HistoryEditor } from 'slate-history';
import { ReactEditor, useSlate } from 'slate-react';
import { SelectField, TextField } from '../components/fields.tsx';
import { useMessages } from '../lib/messages.ts';
import {
  blockKinds,
  currentBlock,
  hasMark,
  indent,
  insertBelow,
  type Mark,
  mayLink,
  move,
  remove,
  setFront,
  setKind,
  toggleMark,
} from './commands.ts';
import { LinkButton } from './link-button.tsx';

/** Commands as buttons with names; those of a block act on the one that has the cursor. */
export function Toolbar() {
  const { t } = useMessages();
  const editor = useSlate();
  const history = editor as unknown as HistoryEditor;
  const [block] = currentBlock(editor) ?? [];
  const isOpaque = block?.type === 'table' || block?.type === 'image';
  const act = (command: () => void) => () => {
    command();
    ReactEditor.focus(editor as unknown as ReactEditor);
  };
  const mark = (name: Mark, icon: ReactNode) => (
    <IconButton
      label={t(`editor.${name}`)}
      aria-pressed={hasMark(editor, name)}
      // The selection in the text stays while the button is pressed.
      onMouseDown={(event: { preventDefault: () => void }) => event.preventDefault()}
      onClick={act(() => toggleMark(editor, name))}
      disabled={block === undefined}
    >
      {icon}
    </IconButton>
  );
  const command = (name: string, icon: ReactNode, run: () => void, disabled = false) => (
    <IconButton label={t(`editor.${name}`)} onClick={act(run)} disabled={disabled}>
      {icon}
    </IconButton>
  );
  return (
    <Box padding={3} background="neutral100" hasRadius>
      <Flex role="toolbar" aria-label={t('editor.toolbar')} gap={2} wrap="wrap" alignItems="end">
        <Button
          size="S"
          variant="tertiary"
          onClick={act(() => history.undo())}
          disabled={history.history.undos.length === 0}
        >
          {t('editor.undo')}
        </Button>
        <Button
          size="S"
          variant="tertiary"
          onClick={act(() => history.redo())}
          disabled={history.history.redos.length === 0}
        >
          {t('editor.redo')}
        </Button>
        {mark('bold', <Bold />)}
        {mark('italic', <Italic />)}
        {mark('underline', <Underline />)}
        <Button
          size="S"
          variant="tertiary"
          aria-pressed={hasMark(editor, 'superscript')}
          onMouseDown={(event: { preventDefault: () => void }) => event.preventDefault()}
          onClick={act(() => toggleMark(editor, 'superscript'))}
          disabled={block === undefined}
        >
          {t('editor.superscript')}
        </Button>
        <LinkButton disabled={!mayLink(editor)} />
        {command('outdent', <ChevronLeft />, () => indent(editor, -1), block?.type !== 'paragraph')}
        {command('indent', <ChevronRight />, () => indent(editor, 1), block?.type !== 'paragraph')}
        {command('up', <ArrowUp />, () => move(editor, -1), block === undefined)}
        {command('down', <ArrowDown />, () => move(editor, 1), block === undefined)}
        {command('insert', <Plus />, () => insertBelow(editor))}
        {command('delete', <Trash />, () => remove(editor), block === undefined)}
      </Flex>
      <Flex gap={4} paddingTop={3} wrap="wrap" alignItems="start">
        <SelectField
          label={t('editor.type')}
          value={
            block === undefined || block.type === 'paragraph'
              ? 'paragraph'
              : block.type === 'heading'
                ? block.rank
                : 'opaque'
          }
          disabled={block === undefined || isOpaque}
          onChange={(kind) => {
            if (kind !== 'opaque') setKind(editor, kind);
          }}
          options={[
            ...blockKinds.map((value) => ({ value, label: t(`editor.type.${value}`) })),
            ...(isOpaque ? [{ value: 'opaque' as const, label: t('editor.type.opaque') }] : []),
          ]}
        />
        <TextField
          label={t('editor.number')}
          value={
            (block?.type === 'heading'
              ? block.label
              : block?.type === 'paragraph' && block.marker) || ''
          }
          disabled={block === undefined || isOpaque}
          maxLength={block?.type === 'heading' ? 200 : 40}
          onChange={(text) => setFront(editor, text)}
        />
      </Flex>
    </Box>
  );
}
