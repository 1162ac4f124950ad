import { Box, Button, Flex, Radio, Typography } from '@strapi/design-system';
import { isUndecided } from 'consultation-core/amendment';
import type { CarryOverReport } from 'consultation-core/contract';
import { useEffect, useState } from 'react';
import { styled } from 'styled-components';
import { type StaffRefusal, useStaffApi } from '../../api/staff-api.ts';
import { ConfirmButton } from '../../components/confirm.tsx';
import { DiffView } from '../../components/diff-view.tsx';
import { TextAreaField, TextField } from '../../components/fields.tsx';
import { Panel, Stack, Trouble } from '../../components/frame.tsx';
import { useLocalDraft } from '../../lib/local-draft.ts';
import { useMessages } from '../../lib/messages.ts';
import { useRights } from '../../lib/rights.ts';
import type { TabProps } from '../workspace/workspace-page.tsx';
import { Approvals, useApproved } from './approvals.tsx';
import { CarryReport } from './carry-report.tsx';
import { useDesk } from './desk-context.ts';
import { MergedText } from './merged-text.tsx';
import { orphansOf } from './model/merge.ts';
import { PartlyReport } from './partly-report.tsx';

/** A long difference does not push what is to be done with it out of sight. */
const Scroll = styled.div`
  max-height: 70vh;
  overflow: auto;
  padding: 0.4rem;
`;

type Look = 'inline' | 'side' | 'origins';

/** The next version before it is published: what differs, where it comes from, what comes over; then publish. */
export function PublishView(props: TabProps) {
  const { setPlace } = useDesk();
  const [published, setPublished] = useState<Published>();
  useEffect(() => setPlace('publish:'), [setPlace]);
  return (
    <Stack>
      {published && <Done published={published} />}
      <Difference />
      <PartlyReport />
      <CarryReport />
      <Approvals />
      <Publish {...props} onPublished={setPublished} />
    </Stack>
  );
}

interface Published {
  readonly number: number;
  readonly carryOver: CarryOverReport;
}

function Done({ published }: { published: Published }) {
  const { t } = useMessages();
  const needsLook = published.carryOver.amendments.filter(
    ({ outcome }) => outcome === 'needs-look'
  ).length;
  return (
    <Panel>
      <Typography role="status" fontWeight="bold">
        {t('desk.published', {
          number: published.number,
          carried: published.carryOver.amendments.length,
          needsLook,
        })}
      </Typography>
    </Panel>
  );
}

function Difference() {
  const { t } = useMessages();
  const { view, next } = useDesk();
  const [look, setLook] = useState<Look>('inline');
  const [whole, setWhole] = useState(false);
  const { change } = next;
  return (
    <Panel title={t('next.difference', { number: view.version.number + 1 })}>
      <Flex gap={3} wrap="wrap">
        <Flex role="group" aria-label={t('desk.look')} gap={2} wrap="wrap">
          {(['inline', 'side', 'origins'] as const).map((name) => (
            <Button
              key={name}
              size="S"
              variant={look === name ? 'secondary' : 'tertiary'}
              aria-pressed={look === name}
              onClick={() => setLook(name)}
            >
              {t(`desk.look.${name}`)}
            </Button>
          ))}
        </Flex>
        <Button
          size="S"
          variant={whole ? 'secondary' : 'tertiary'}
          aria-pressed={whole}
          onClick={() => setWhole(!whole)}
        >
          {t('next.whole')}
        </Button>
      </Flex>
      {change.edits.length === 0 && <Typography>{t('desk.publish.same')}</Typography>}
      <Scroll
        tabIndex={0}
        role="region"
        aria-label={t('next.difference', { number: view.version.number + 1 })}
      >
        {look === 'origins' ? (
          <MergedText onlyChanged={!whole} />
        ) : (
          <DiffView
            before={view.body}
            change={change}
            whole={whole}
            numbered
            headed
            side={look === 'side'}
          />
        )}
      </Scroll>
    </Panel>
  );
}

interface Written {
  readonly title: string;
  readonly answer: string;
}

function Publish({
  consultation,
  onPublished,
}: TabProps & { onPublished: (published: Published) => void }) {
  const { t } = useMessages();
  const rights = useRights();
  const api = useStaffApi();
  const { view, next, outbox, settled, reload, prefix } = useDesk();
  const approved = useApproved();
  const draft = useLocalDraft<Written>(`${prefix}answer`);
  const [written, setWritten] = useState<Written>(
    () =>
      draft.found ?? {
        title: t('next.title.default', { number: view.version.number + 1 }),
        answer: '',
      }
  );
  const [outcome, setOutcome] = useState<'answered' | 'continue'>('answered');
  const [refusal, setRefusal] = useState<StaffRefusal>();
  const { title, answer } = written;
  const write = (part: Partial<Written>) => {
    const after = { ...written, ...part };
    setWritten(after);
    draft.keep(after);
  };
  const open = next.collisions.length;
  const orphans = orphansOf(next).length;
  const undecided = view.amendments.filter(({ status }) => isUndecided(status)).length;
  const blocked = [
    consultation.state !== 'closed' && t('next.notClosed'),
    open > 0 && t('desk.publish.collisions', { count: open }),
    orphans > 0 && t('desk.publish.orphans', { count: orphans }),
    outcome === 'answered' && undecided > 0 && t('next.undecided.open', { count: undecided }),
    outbox.conflicts.length > 0 && t('desk.publish.conflicts', { count: outbox.conflicts.length }),
    view.secondReader && !approved && t('desk.publish.approval'),
    !rights.publish && t('desk.publish.notAllowed'),
    title.trim() === '' && t('desk.publish.untitled'),
    outcome === 'answered' && answer.trim() === '' && t('desk.publish.unanswered'),
    !settled && t('desk.publish.unsettled'),
  ].filter((reason): reason is string => Boolean(reason));
  const publish = async () => {
    const result = await api('publishNextVersion', {
      params: { id: consultation.id },
      body: { fingerprint: view.fingerprint, title, answer, outcome },
    });
    setRefusal(result.kind === 'refused' ? result : undefined);
    if (result.kind === 'ok') {
      draft.forget();
      setWritten({
        title: t('next.title.default', { number: result.data.number + 1 }),
        answer: '',
      });
      onPublished(result.data);
    }
    // Somebody decided otherwise meanwhile, or there is a new version: what was written here stays.
    await reload();
  };
  return (
    <Panel title={t('desk.publish.title', { number: view.version.number + 1 })}>
      {refusal && <Trouble refusal={refusal} />}
      <TextField
        label={t('next.title')}
        value={title}
        onChange={(value) => write({ title: value })}
        required
      />
      <Radio.Group
        value={outcome}
        onValueChange={(value: string) => setOutcome(value as typeof outcome)}
        aria-label={t('desk.publish.outcome')}
      >
        <Stack gap={2}>
          {(['answered', 'continue'] as const).map((value) => (
            <Radio.Item key={value} value={value}>
              {t(`desk.publish.outcome.${value}`)}
            </Radio.Item>
          ))}
        </Stack>
      </Radio.Group>
      <TextAreaField
        label={t('next.answer')}
        hint={t('next.answer.hint')}
        value={answer}
        onChange={(value) => write({ answer: value })}
        required={outcome === 'answered'}
      />
      {blocked.length > 0 && (
        <Box>
          <Typography fontWeight="bold">{t('desk.publish.blocked')}</Typography>
          <Box tag="ul" paddingLeft={4} paddingTop={2}>
            {blocked.map((reason) => (
              <li key={reason}>
                <Typography>{reason}</Typography>
              </li>
            ))}
          </Box>
        </Box>
      )}
      <Box>
        <ConfirmButton
          disabled={blocked.length > 0}
          title={t('desk.publish.title', { number: view.version.number + 1 })}
          consequence={t(`desk.publish.consequence.${outcome}`)}
          confirm={t('next.publish.confirm')}
          onConfirm={publish}
        >
          {t('desk.publish.submit')}
        </ConfirmButton>
      </Box>
    </Panel>
  );
}
