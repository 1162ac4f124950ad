import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { diff } from 'consultation-core/change';
import type { DeskAmendment, Wording } from 'consultation-core/contract';
import type { Body } from 'consultation-core/text';
import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { type StaffRefusal, useStaffApi } from '../../api/staff-api.ts';
import { ConfirmButton } from '../../components/confirm.tsx';
import { DiffView } from '../../components/diff-view.tsx';
import { TextAreaField } from '../../components/fields.tsx';
import { Stack, Trouble } from '../../components/frame.tsx';
import { TextEditor } from '../../editor/text-editor.tsx';
import { useLocalDraft } from '../../lib/local-draft.ts';
import { useMessages } from '../../lib/messages.ts';
import { useDesk } from './desk-context.ts';
import { withoutBlank } from './model/blank.ts';

interface Kept {
  readonly after: Body;
  readonly note: string;
  /** Of the newest wording that was there. */
  readonly number: number;
}

/** Earlier words of staff, newest first, with what the author said of them. */
function Versions({ before, wordings }: { before: Body; wordings: readonly Wording[] }) {
  const { t, date } = useMessages();
  const { consultation } = useDesk();
  return (
    <Stack gap={3}>
      {[...wordings].reverse().map((wording) => (
        <details key={wording.number}>
          <summary>
            <Typography fontWeight="bold">
              {t('desk.wording.version', {
                number: wording.number,
                state: t(`desk.wording.state.${wording.state}`),
                by: wording.by,
                at: date(wording.at, consultation.settings.timeZone),
              })}
            </Typography>
          </summary>
          <DiffView before={before} change={diff(before, wording.after)} />
          {wording.note && (
            <Typography>{t('desk.wording.noted', { note: wording.note })}</Typography>
          )}
          {wording.reply && (
            <Typography fontWeight="bold">
              {t('desk.wording.reply', { reply: wording.reply })}
            </Typography>
          )}
        </details>
      ))}
    </Stack>
  );
}

/** Other words of staff for what an amendment wants, beside its author's. */
export function WordingPanel({ one, onClose }: { one: DeskAmendment; onClose: () => void }) {
  const { t } = useMessages();
  const api = useStaffApi();
  const { consultation, prefix, reload, announce, setPlace } = useDesk();
  const draft = useLocalDraft<Kept>(`${prefix}wording.${one.id}`);
  const newest = one.wordings.at(-1);
  const stored = { after: (newest?.after ?? one.after) as Body, note: newest?.note ?? '' };
  const [start, setStart] = useState<Pick<Kept, 'after' | 'note'>>(draft.found ?? stored);
  const [after, setAfter] = useState(start.after);
  const [note, setNote] = useState(start.note);
  /** The newest wording that was seen: another one meanwhile is not passed over. */
  const [seen, setSeen] = useState(draft.found?.number ?? newest?.number ?? 0);
  const [dirty, setDirty] = useState(draft.found !== undefined);
  const [edition, setEdition] = useState(0);
  const [refusal, setRefusal] = useState<StaffRefusal>();
  const [busy, setBusy] = useState(false);
  const calm = useDeferredValue(after);
  const fromAuthor = useMemo(() => diff(one.after, calm), [one.after, calm]);
  const fromText = useMemo(() => diff(one.before, calm), [one.before, calm]);
  useEffect(() => setPlace(`amendment:${one.id}`), [setPlace, one.id]);

  const change = (part: { after?: Body; note?: string }) => {
    const next = { after, note, ...part };
    setAfter(next.after);
    setNote(next.note);
    setDirty(true);
    draft.keep({ ...next, number: seen });
  };
  const begin = (from: Pick<Kept, 'after' | 'note'>) => {
    setStart(from);
    setAfter(from.after);
    setNote(from.note);
    setDirty(false);
    setEdition((count) => count + 1);
    draft.forget();
  };
  const save = async (publish: boolean) => {
    setBusy(true);
    const answer = await api('saveWording', {
      params: { id: consultation.id, amendment: one.id },
      body: {
        number: seen,
        after: [...withoutBlank(one.before, after)] as Wording['after'],
        note,
        publish,
      },
    });
    setBusy(false);
    if (answer.kind === 'refused') {
      setRefusal(answer);
      // What somebody else wrote meanwhile is listed below; one's own words stay in the editor.
      if (answer.code === 'edited-elsewhere') await reload();
      return;
    }
    setRefusal(undefined);
    setSeen(answer.data.wordings.at(-1)?.number ?? seen);
    setDirty(false);
    draft.forget();
    announce(publish ? t('desk.wording.shown') : t('desk.wording.saved'));
    await reload();
  };
  const overtaken = refusal?.code === 'edited-elsewhere';
  return (
    <Box
      padding={4}
      background="neutral0"
      borderColor="neutral300"
      hasRadius
      tag="section"
      aria-label={t('desk.wording.title', { number: one.number })}
    >
      <Stack gap={4}>
        <Typography variant="delta" tag="h5">
          {t('desk.wording.title', { number: one.number })}
        </Typography>
        {draft.found && edition === 0 && (
          <Flex gap={3} wrap="wrap">
            <Typography role="status">{t('desk.wording.restored')}</Typography>
            <Button size="S" variant="tertiary" onClick={() => begin(stored)}>
              {t('desk.wording.discard')}
            </Button>
          </Flex>
        )}
        {/* Its tools stay with it, not with what follows. */}
        <div>
          <TextEditor
            key={edition}
            initial={start.after}
            issues={[]}
            readOnly={false}
            onChange={(body) => change({ after: body })}
            onBlock={() => undefined}
          />
        </div>
        <Box>
          <Typography fontWeight="bold" tag="h6">
            {t('desk.wording.fromAuthor')}
          </Typography>
          <DiffView before={one.after} change={fromAuthor} />
        </Box>
        <Box>
          <Typography fontWeight="bold" tag="h6">
            {t('desk.wording.fromText')}
          </Typography>
          <DiffView before={one.before} change={fromText} />
        </Box>
        <TextAreaField
          label={t('desk.wording.note')}
          hint={t('desk.wording.note.hint')}
          value={note}
          onChange={(text) => change({ note: text })}
        />
        {refusal && !overtaken && <Trouble refusal={refusal} />}
        {overtaken && (
          <Flex direction="column" alignItems="start" gap={2}>
            <Typography role="alert" textColor="danger700" fontWeight="bold">
              {t('desk.wording.overtaken')}
            </Typography>
            <Flex gap={3} wrap="wrap">
              <Button
                size="S"
                variant="secondary"
                onClick={() => {
                  setSeen(newest?.number ?? 0);
                  setRefusal(undefined);
                }}
              >
                {t('desk.wording.keepMine')}
              </Button>
              <Button
                size="S"
                variant="tertiary"
                onClick={() => {
                  setSeen(newest?.number ?? 0);
                  setRefusal(undefined);
                  begin(stored);
                }}
              >
                {t('desk.wording.takeTheirs')}
              </Button>
            </Flex>
          </Flex>
        )}
        <Flex gap={3} wrap="wrap">
          <Button onClick={() => save(false)} loading={busy} disabled={!dirty || overtaken}>
            {t('desk.wording.save')}
          </Button>
          <ConfirmButton
            variant="secondary"
            disabled={busy || overtaken || (!dirty && newest?.state !== 'private')}
            title={t('desk.wording.show')}
            consequence={t('desk.wording.show.consequence')}
            confirm={t('desk.wording.show.confirm')}
            onConfirm={() => save(true)}
          >
            {t('desk.wording.show')}
          </ConfirmButton>
          <Button variant="tertiary" onClick={onClose}>
            {t('action.close')}
          </Button>
          <Typography role="status" textColor="neutral700">
            {dirty ? t('desk.wording.kept') : newest ? t(`desk.wording.state.${newest.state}`) : ''}
          </Typography>
        </Flex>
        <Versions before={one.before} wordings={one.wordings} />
      </Stack>
    </Box>
  );
}
