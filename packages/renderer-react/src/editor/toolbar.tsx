import type { Block } from 'consultation-core/text';
import type { MouseEvent } from 'react';
import { ReactEditor, useSlate } from 'slate-react';
import type { Say } from './article-editor.tsx';
import {
  currentBlock,
  type Editing,
  insertBelow,
  mayMove,
  mayRemove,
  move,
  remove,
} from './commands.ts';

interface Tool {
  readonly key: string;
  readonly sign: string;
  readonly may: boolean;
  readonly run: () => void;
  /** Whether it is about the alinea that has the cursor. */
  readonly about?: true;
  /** What is said when it was done. */
  readonly done: string;
}

/** Buttons for what keys do, since a phone has none. They keep their focus, so that they can be pressed again. */
export function Toolbar(props: {
  readonly editor: Editing;
  readonly t: Say;
  readonly nameOf: (block: Block | undefined) => string;
  readonly say: (words: string) => void;
}) {
  const { t, nameOf, say } = props;
  const editor = useSlate() as Editing;
  const { undos, redos } = editor.history;
  const name = nameOf(currentBlock(editor)?.[0]);
  const tools: readonly Tool[] = [
    {
      key: 'undo',
      sign: '↶',
      may: undos.length > 0,
      run: () => editor.undo(),
      done: 'editor.undone',
    },
    {
      key: 'redo',
      sign: '↷',
      may: redos.length > 0,
      run: () => editor.redo(),
      done: 'editor.redone',
    },
    {
      key: 'up',
      sign: '↑',
      about: true,
      may: mayMove(editor, -1),
      run: () => move(editor, -1),
      done: 'editor.movedUp',
    },
    {
      key: 'down',
      sign: '↓',
      about: true,
      may: mayMove(editor, 1),
      run: () => move(editor, 1),
      done: 'editor.movedDown',
    },
    {
      key: 'add',
      sign: '+',
      may: true,
      run: () => insertBelow(editor),
      done: 'editor.added',
    },
    {
      key: 'remove',
      sign: '−',
      about: true,
      may: mayRemove(editor),
      run: () => remove(editor),
      done: 'editor.removed',
    },
  ];
  const press = ({ may, run, done }: Tool, event: MouseEvent) => {
    if (!may) return;
    run();
    say(t(done));
    // A finger or a mouse goes on writing; a keyboard stays on the button.
    if (event.detail > 0) ReactEditor.focus(editor);
  };
  return (
    <fieldset className="editor-tools" aria-label={t('editor.tools')}>
      {tools.map((tool) => (
        <button
          key={tool.key}
          type="button"
          className="quiet"
          aria-disabled={!tool.may}
          {...(tool.about ? { 'aria-describedby': 'editor-here' } : {})}
          onMouseDown={(event) => event.preventDefault()}
          onClick={(event) => press(tool, event)}
        >
          <span aria-hidden="true" className="editor-sign">
            {tool.sign}
          </span>{' '}
          <span className="editor-word">{t(`editor.${tool.key}`)}</span>
        </button>
      ))}
      <p className="heard" id="editor-here">
        {name === '' ? t('editor.nowhere') : name}
      </p>
    </fieldset>
  );
}
