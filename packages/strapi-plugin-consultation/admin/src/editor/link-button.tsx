import { Button, IconButton, Modal } from '@strapi/design-system';
import { Link as LinkIcon } from '@strapi/icons';
import { type FormEvent, useState } from 'react';
import { ReactEditor, useSlateStatic } from 'slate-react';
import { TextField } from '../components/fields.tsx';
import { useMessages } from '../lib/messages.ts';
import { currentLink, setLink } from './commands.ts';

/** Makes a link of the chosen words, or changes the one that the cursor is in. */
export function LinkButton({ disabled }: { disabled: boolean }) {
  const { t } = useMessages();
  const editor = useSlateStatic();
  const [open, setOpen] = useState(false);
  const [url, setUrl] = useState('');
  const [unsafe, setUnsafe] = useState(false);
  const apply = (address: string) => {
    if (setLink(editor, address)) setOpen(false);
    else setUnsafe(true);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The form of the screen around it is another one.
    event.stopPropagation();
    apply(url.trim());
  };
  return (
    <Modal.Root
      open={open}
      onOpenChange={(next: boolean) => {
        setUrl(currentLink(editor) ?? '');
        setUnsafe(false);
        setOpen(next);
      }}
    >
      <Modal.Trigger>
        <IconButton label={t('editor.link')} disabled={disabled}>
          <LinkIcon />
        </IconButton>
      </Modal.Trigger>
      <Modal.Content
        onCloseAutoFocus={(event: Event) => {
          // Back to the words, not to the button.
          event.preventDefault();
          ReactEditor.focus(editor as unknown as ReactEditor);
        }}
      >
        <form onSubmit={submit}>
          <Modal.Header>
            <Modal.Title>{t('editor.link')}</Modal.Title>
          </Modal.Header>
          <Modal.Body>
            <TextField
              label={t('editor.link.address')}
              hint={t('editor.link.hint')}
              error={unsafe ? t('editor.link.unsafe') : undefined}
              value={url}
              onChange={(text) => {
                setUrl(text);
                setUnsafe(false);
              }}
            />
          </Modal.Body>
          <Modal.Footer>
            <Button variant="tertiary" onClick={() => apply('')}>
              {t('editor.link.remove')}
            </Button>
            <Button type="submit" disabled={url.trim() === ''}>
              {t('editor.link.set')}
            </Button>
          </Modal.Footer>
        </form>
      </Modal.Content>
    </Modal.Root>
  );
}
