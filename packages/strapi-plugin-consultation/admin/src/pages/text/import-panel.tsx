import { Box, Button, Flex, Typography } from '@strapi/design-system';
import type { ResponseOf, StaffEndpoints } from 'consultation-core/contract';
import { type FormEvent, useId, useState } from 'react';
import { type StaffRefusal, useStaffApi } from '../../api/staff-api.ts';
import { SelectField, TextAreaField } from '../../components/fields.tsx';
import { Panel, Trouble } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';
import { decodeText, formatOf } from '../../lib/read-file.ts';

export type Imported = ResponseOf<StaffEndpoints['importText']>;
type Format = 'html' | 'markdown';

/** A text from a file or from the clipboard, read by the server; nothing is kept yet. */
export function ImportPanel({
  replaces,
  disabled,
  onImported,
}: {
  replaces: boolean;
  disabled: boolean;
  onImported: (imported: Imported) => void;
}) {
  const { t } = useMessages();
  const api = useStaffApi();
  const fileId = useId();
  const [format, setFormat] = useState<Format>('html');
  const [source, setSource] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<StaffRefusal>();
  const read = async (text: string, as: Format) => {
    setBusy(true);
    const answer = await api('importText', { body: { format: as, source: text } });
    setBusy(false);
    setRefusal(answer.kind === 'refused' ? answer : undefined);
    if (answer.kind === 'ok') {
      setSource('');
      onImported(answer.data);
    }
  };
  const choose = async (file: File | undefined) => {
    if (file === undefined) return;
    const as = formatOf(file.name);
    if (as === undefined) {
      const sentence = t('text.import.other', { name: file.name });
      setRefusal({ kind: 'refused', code: 'import-unreadable', sentence, details: {} });
      return;
    }
    setFormat(as);
    await read(decodeText(new Uint8Array(await file.arrayBuffer())), as);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await read(source, format);
  };
  return (
    <Panel title={t('text.import.title')}>
      <Typography>{t('text.import.text')}</Typography>
      {replaces && (
        <Typography textColor="neutral800" fontWeight="bold">
          {t('text.import.replace')}
        </Typography>
      )}
      {refusal && <Trouble refusal={refusal} />}
      <form onSubmit={submit}>
        <Flex direction="column" alignItems="stretch" gap={4}>
          <Box>
            <Typography tag="label" htmlFor={fileId} variant="pi" fontWeight="bold">
              {t('text.import.file')}
            </Typography>
            <Box paddingTop={1}>
              <input
                id={fileId}
                type="file"
                accept=".html,.htm,.md,.markdown,.txt,text/html,text/markdown"
                disabled={disabled || busy}
                onChange={async (event) => {
                  const { target } = event;
                  await choose(target.files?.[0]);
                  // The same file can be chosen again after it was corrected.
                  target.value = '';
                }}
              />
            </Box>
          </Box>
          <TextAreaField
            label={t('text.import.paste')}
            value={source}
            onChange={setSource}
            disabled={disabled || busy}
          />
          {source !== '' && (
            <SelectField
              label={t('text.import.format')}
              value={format}
              onChange={setFormat}
              options={(['html', 'markdown'] as const).map((value) => ({
                value,
                label: t(`text.import.format.${value}`),
              }))}
            />
          )}
          <Flex gap={3}>
            <Button type="submit" loading={busy} disabled={disabled || source.trim() === ''}>
              {t('text.import.submit')}
            </Button>
            <Typography role="status">{busy ? t('text.import.reading') : ''}</Typography>
          </Flex>
        </Flex>
      </form>
    </Panel>
  );
}
