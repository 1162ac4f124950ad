import { Box, Flex, Link, TextButton, Typography } from '@strapi/design-system';
import type { DeskAmendment } from 'consultation-core/contract';
import { useState } from 'react';
import { NavLink } from 'react-router-dom';
import { Stack } from '../../components/frame.tsx';
import { AmendmentTag } from '../../components/state-tag.tsx';
import { TallyBar, TallyLine } from '../../components/tally.tsx';
import { useMessages } from '../../lib/messages.ts';
import { screen } from '../../plugin-id.ts';
import { useDesk } from './desk-context.ts';
import { useInstruction } from './instruction.ts';
import type { Group } from './model/groups.ts';
import { WordingPanel } from './wording-panel.tsx';

/** The change in words, as a drafter writes it. */
export function Instruction({ one }: { one: DeskAmendment }) {
  const lines = useInstruction(one);
  if (lines.length === 0) return null;
  return (
    <Box tag="ul" paddingLeft={4}>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: sentences have no name but their place
        <li key={index}>
          <Typography lineHeight={1.5} style={{ whiteSpace: 'pre-line' }}>
            {line}
          </Typography>
        </li>
      ))}
    </Box>
  );
}

/** How it came over from the version before, where that needs a look. */
export function Carried({ one }: { one: DeskAmendment }) {
  const { t } = useMessages();
  const { carried } = one;
  if (carried === null || carried.outcome === 'untouched') return null;
  return (
    <Box>
      <Typography tag="p" fontWeight="bold">
        {t(`desk.carried.${carried.outcome}`, { number: one.number, version: carried.from })}
      </Typography>
      {carried.lost.map(({ code, wanted, words }) => (
        <Typography key={`${code} ${wanted}`} tag="p" variant="pi">
          {t(`desk.carry.why.${code}`, { wanted, words })}
        </Typography>
      ))}
    </Box>
  );
}

/** Who asked for it, and what others say. */
export function Support({ one, several }: { one: DeskAmendment; several: boolean }) {
  const { t } = useMessages();
  const { consultation } = useDesk();
  const { for: inFavour, against } = one.arguments;
  return (
    <Flex gap={3} wrap="wrap" alignItems="center">
      <Link
        tag={NavLink}
        to={screen(`${consultation.id}/desk/list/${one.id}`)}
        state={{ desk: true }}
        aria-label={t('desk.page', { number: one.number })}
      >
        {t('desk.number', { number: one.number })}
      </Link>
      <Typography>
        {one.author}
        {several && ` – ${one.title}`}
      </Typography>
      <AmendmentTag status={one.status} />
      {one.hidden && (
        <Typography variant="pi" fontWeight="bold">
          {t('amendments.hidden')}
        </Typography>
      )}
      <TallyBar tally={one.tally} />
      <TallyLine tally={one.tally} />
      <Typography variant="pi">{t('desk.balance', { for: inFavour, against })}</Typography>
    </Flex>
  );
}

export function Details({ group }: { group: Group }) {
  const { t } = useMessages();
  const { consultation } = useDesk();
  const [writing, setWriting] = useState<string>();
  const open = consultation.state !== 'answered';
  return (
    <Stack gap={4}>
      {group.members.map((one) => (
        <Stack key={one.id} gap={2}>
          <Typography fontWeight="bold" tag="h4">
            {t('desk.justification', { number: one.number, author: one.author })}
          </Typography>
          <Typography tag="p" style={{ whiteSpace: 'pre-line' }} lineHeight={1.5}>
            {one.justification}
          </Typography>
          {one.decision && (
            <Typography>{t('decision.given', { reason: one.decision.reason })}</Typography>
          )}
          {writing !== one.id && one.wordings.length > 0 && (
            <Typography>{t('desk.wording.count', { count: one.wordings.length })}</Typography>
          )}
          {writing === one.id ? (
            <WordingPanel one={one} onClose={() => setWriting(undefined)} />
          ) : (
            open && (
              <Box>
                <TextButton onClick={() => setWriting(one.id)}>
                  {one.wordings.length > 0
                    ? t('desk.wording.open', { number: one.number })
                    : t('desk.wording.start', { number: one.number })}
                </TextButton>
              </Box>
            )
          )}
        </Stack>
      ))}
    </Stack>
  );
}
