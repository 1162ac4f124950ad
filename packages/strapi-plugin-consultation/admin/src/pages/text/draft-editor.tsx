import { Button, Flex, Typography } from '@strapi/design-system';
import type { DraftVersion } from 'consultation-core/contract';
import { articleOfBlock, type BlockId, type Body, checkBody } from 'consultation-core/text';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import { type StaffRefusal, useStaffApi } from '../../api/staff-api.ts';
import { ConfirmButton } from '../../components/confirm.tsx';
import { TextField } from '../../components/fields.tsx';
import { Panel, Stack, Trouble } from '../../components/frame.tsx';
import { UnsavedWarning } from '../../components/unsaved.tsx';
import { TextEditor } from '../../editor/text-editor.tsx';
import { carryExplanations } from '../../lib/carry-explanations.ts';
import { useMessages } from '../../lib/messages.ts';
import { useRights } from '../../lib/rights.ts';
import type { TabProps } from '../workspace/workspace-page.tsx';
import { ExplanationPanel } from './explanation-panel.tsx';
import { type Imported, ImportPanel } from './import-panel.tsx';
import { StructurePanel } from './structure-panel.tsx';

type Draft = Pick<DraftVersion, 'title' | 'body' | 'explanations' | 'notices'>;

/** A heading and an alinea to begin with. */
function firstWords(label: string): Body {
  const id = () => crypto.randomUUID().replaceAll('-', '').slice(0, 16);
  return [
    { type: 'heading', id: id(), rank: 'article', label, children: [{ text: '' }] },
    { type: 'paragraph', id: id(), children: [{ text: '' }] },
  ];
}

/** The version in preparation: import, structure, editor, explanations; save, publish. */
export function DraftEditor({
  consultation,
  stored,
  onSaved,
  onReload,
  onPublished,
}: Pick<TabProps, 'consultation'> & {
  /** null before anything was saved. */
  stored: DraftVersion | null;
  onSaved: () => void;
  onReload: () => Promise<void>;
  onPublished: () => Promise<void>;
}) {
  const { t } = useMessages();
  const rights = useRights();
  const api = useStaffApi();
  const [draft, setDraft] = useState<Draft>(
    () =>
      stored ?? {
        title: t('next.title.default', { number: 1 }),
        body: [],
        explanations: {},
        notices: [],
      }
  );
  const [revision, setRevision] = useState(stored?.revision ?? null);
  /** Counts texts that were brought in: each gets an editor of its own. */
  const [edition, setEdition] = useState(0);
  const [dirty, setDirty] = useState(false);
  const [saved, setSaved] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<StaffRefusal>();
  /** The text that an import took the place of, until the draft is saved. */
  const [replaced, setReplaced] = useState<Draft>();
  const [focus, setFocus] = useState<{ block: BlockId }>();
  const [article, setArticle] = useState<BlockId>();
  // What stands around the editor follows when the typing pauses.
  const calm = useDeferredValue(draft.body);
  const issues = useMemo(() => (calm.length === 0 ? [] : checkBody(calm)), [calm]);
  const show = useCallback((block: BlockId) => setFocus({ block }), []);
  const at = useRef<BlockId>();
  const disabled = !rights.manage;

  const change = useCallback((part: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...part }));
    setDirty(true);
    setSaved(false);
  }, []);
  const explain = useCallback(
    (explanations: Draft['explanations']) => change({ explanations }),
    [change]
  );
  const start = (imported: Pick<Imported, 'body' | 'notices'>) => {
    const { body, explanations } = draft;
    if (body.length > 0) setReplaced(draft);
    change({
      body: imported.body,
      notices: imported.notices,
      explanations: carryExplanations(body, explanations, imported.body),
    });
    setEdition((count) => count + 1);
  };
  const putBack = (before: Draft) => {
    change(before);
    setReplaced(undefined);
    setEdition((count) => count + 1);
  };
  const save = async () => {
    setBusy(true);
    const { title, body, explanations, notices } = draft;
    const answer = await api('saveDraft', {
      params: { id: consultation.id },
      body: { revision, title, body: [...body], explanations, notices },
    });
    setBusy(false);
    setRefusal(answer.kind === 'refused' ? answer : undefined);
    if (answer.kind === 'refused') return;
    setRevision(answer.data.revision);
    setDirty(false);
    setReplaced(undefined);
    setSaved(true);
    onSaved();
  };
  const publish = async () => {
    const answer = await api('publishDraft', {
      params: { id: consultation.id },
      body: { revision: revision ?? '' },
    });
    if (answer.kind === 'refused') setRefusal(answer);
    else await onPublished();
  };

  return (
    <Stack>
      <UnsavedWarning when={dirty} />
      <ImportPanel replaces={draft.body.length > 0} disabled={disabled} onImported={start} />
      {replaced && (
        <Flex gap={3} wrap="wrap">
          <Typography>{t('text.import.replaced')}</Typography>
          <Button variant="tertiary" onClick={() => putBack(replaced)}>
            {t('text.import.putBack')}
          </Button>
        </Flex>
      )}
      {draft.body.length === 0 ? (
        <Flex direction="column" alignItems="start" gap={3}>
          <Typography>{t('text.empty')}</Typography>
          <Button
            variant="secondary"
            disabled={disabled}
            onClick={() =>
              start({ body: [...firstWords('Article 1')] as Imported['body'], notices: [] })
            }
          >
            {t('text.start')}
          </Button>
        </Flex>
      ) : (
        <>
          <StructurePanel body={calm} notices={draft.notices} issues={issues} onShow={show} />
          <Panel title={t('text.editor.title')}>
            <TextField
              label={t('text.version.title')}
              value={draft.title}
              onChange={(title) => change({ title })}
              disabled={disabled}
              required
            />
            <TextEditor
              key={edition}
              initial={draft.body}
              issues={issues}
              focus={focus}
              readOnly={disabled}
              onChange={(body) => change({ body: [...body] as Draft['body'] })}
              onBlock={(block) => {
                if (block === at.current) return;
                at.current = block;
                const found = block && articleOfBlock(draft.body, block)?.id;
                if (found) setArticle(found);
              }}
            />
          </Panel>
          <ExplanationPanel
            body={calm}
            article={article}
            explanations={draft.explanations}
            disabled={disabled}
            onArticle={setArticle}
            onChange={explain}
          />
          {refusal && refusal.code !== 'edited-elsewhere' && (
            <Trouble refusal={refusal} onClose={() => setRefusal(undefined)} />
          )}
          {refusal?.code === 'edited-elsewhere' && (
            <Flex direction="column" alignItems="start" gap={3}>
              <Typography role="alert" textColor="danger600">
                {t('text.conflict')}
              </Typography>
              <ConfirmButton
                variant="danger"
                title={t('text.conflict.load')}
                consequence={t('text.conflict.consequence')}
                confirm={t('text.conflict.load')}
                onConfirm={onReload}
              >
                {t('text.conflict.load')}
              </ConfirmButton>
            </Flex>
          )}
          <Flex gap={3} wrap="wrap">
            <Button onClick={save} loading={busy} disabled={disabled || !dirty}>
              {t('text.save')}
            </Button>
            <ConfirmButton
              variant="secondary"
              disabled={
                !rights.publish ||
                dirty ||
                revision === null ||
                issues.some(({ severity }) => severity === 'error')
              }
              title={t('text.publish')}
              consequence={t('text.publish.consequence')}
              confirm={t('text.publish.confirm')}
              onConfirm={publish}
            >
              {t('text.publish')}
            </ConfirmButton>
            <Typography role="status" textColor="neutral600">
              {saved ? t('text.saved') : dirty ? t('text.publish.saveFirst') : ''}
            </Typography>
          </Flex>
        </>
      )}
    </Stack>
  );
}
