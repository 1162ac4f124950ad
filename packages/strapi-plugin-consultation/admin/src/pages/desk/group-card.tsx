import { Box, Checkbox, Flex, TextButton, Typography } from '@strapi/design-system';
import { diff } from 'consultation-core/change';
import type { DeskAmendment } from 'consultation-core/contract';
import { memo, useMemo, useState } from 'react';
import { styled } from 'styled-components';
import { DiffView } from '../../components/diff-view.tsx';
import { Stack } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';
import { useDesk } from './desk-context.ts';
import { Carried, Details, Instruction, Support } from './group-parts.tsx';
import type { Group } from './model/groups.ts';
import { usePlaceLabel } from './place-label.ts';

export const cardId = (key: string) => `desk-card-${key}`;

const Card = styled.article`
  padding: 1.6rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral200};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};
  content-visibility: auto;
  contain-intrinsic-size: auto 30rem;

  &:focus {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
    outline-offset: 2px;
  }
  &[data-chosen='true'] {
    border-left: 5px solid ${({ theme }) => theme.colors.primary600};
  }
`;

const Sub = styled.div`
  margin-left: 1.6rem;
  padding-left: 1.6rem;
  border-left: 2px solid ${({ theme }) => theme.colors.neutral300};
`;

/** One thing that people want, with all who want just that. */
export const GroupCard = memo(function GroupCard({
  group,
  subs,
  rivals,
  chosen,
  opened,
  onChoose,
  onOpen,
  level = 3,
}: {
  group: Group;
  subs: ReadonlyMap<string, readonly DeskAmendment[]>;
  rivals: ReadonlyMap<string, readonly string[]>;
  chosen: readonly string[];
  opened: boolean;
  onChoose: (ids: readonly string[], on: boolean) => void;
  onOpen: (key: string) => void;
  level?: 3 | 4;
}) {
  const { t, list } = useMessages();
  const { byId } = useDesk();
  const place = usePlaceLabel();
  const { key, members, near } = group;
  const [first] = members as readonly [DeskAmendment];
  const several = members.length > 1;
  const ids = members.map(({ id }) => id);
  const picked = ids.filter((id) => chosen.includes(id)).length;
  const change = useMemo(() => diff(first.before, first.after), [first]);
  const numbers = (some: readonly { number: number }[]) =>
    list(some.map(({ number }) => t('desk.number', { number })));
  const against = [...new Set(ids.flatMap((id) => rivals.get(id) ?? []))]
    .map((id) => byId.get(id))
    .filter((one) => one !== undefined)
    .sort((a, b) => a.number - b.number);
  const children = members.flatMap(({ id }) => subs.get(id) ?? []);
  const title = several
    ? t('desk.group.title', { count: members.length, numbers: numbers(members) })
    : t('moderation.amendment', { number: first.number, title: first.title });
  return (
    <Card
      id={cardId(key)}
      data-card={key}
      data-chosen={picked > 0}
      tabIndex={0}
      aria-labelledby={`${cardId(key)}-title`}
    >
      <Stack gap={3}>
        <Flex gap={3} alignItems="start">
          <Checkbox
            checked={picked === ids.length ? true : picked > 0 ? 'indeterminate' : false}
            onCheckedChange={(on) => onChoose(ids, on === true)}
            aria-label={
              several
                ? t('desk.choose.group', { numbers: numbers(members) })
                : t('amendments.choose', { number: first.number })
            }
          />
          <Box>
            <Typography
              variant="delta"
              tag={`h${level}`}
              id={`${cardId(key)}-title`}
              style={{ overflowWrap: 'anywhere' }}
            >
              {title}
            </Typography>
            {first.parent === null && (
              <Typography variant="pi" textColor="neutral700">
                {place(first.change)}
              </Typography>
            )}
          </Box>
        </Flex>
        <DiffView before={first.before} change={change} numbered={first.parent === null} />
        <Instruction one={first} />
        {near.length > 0 && (
          <Typography textColor="neutral700">
            {t('desk.group.near', { numbers: numbers(near) })}
          </Typography>
        )}
        {against.length > 0 && (
          <Typography fontWeight="bold">
            <span aria-hidden>◆ </span>
            {t('desk.group.rivals', { count: against.length, numbers: numbers(against) })}
          </Typography>
        )}
        {members.map((one) => (
          <Carried key={one.id} one={one} />
        ))}
        {members.map((one) => (
          <Support key={one.id} one={one} several={several} />
        ))}
        <Box>
          <TextButton
            aria-expanded={opened}
            aria-controls={`${cardId(key)}-details`}
            onClick={() => onOpen(key)}
          >
            {opened ? t('desk.group.close') : t('desk.group.open')}
          </TextButton>
        </Box>
        <div id={`${cardId(key)}-details`} hidden={!opened}>
          {opened && <Details group={group} />}
        </div>
        {children.length > 0 && (
          <Sub>
            <Stack gap={3}>
              <Typography fontWeight="bold" tag={level === 3 ? 'h4' : 'h5'}>
                {t('desk.subs', { count: children.length })}
              </Typography>
              {children.map((child) => (
                <SubCard key={child.id} one={child} shared={{ subs, rivals, chosen, onChoose }} />
              ))}
            </Stack>
          </Sub>
        )}
      </Stack>
    </Card>
  );
});

/** A sub-amendment under its parent. */
function SubCard({
  one,
  shared,
}: {
  one: DeskAmendment;
  shared: Pick<Parameters<typeof GroupCard>[0], 'subs' | 'rivals' | 'chosen' | 'onChoose'>;
}) {
  const [opened, setOpened] = useState(false);
  const group = useMemo(() => ({ key: one.id, members: [one], near: [] }), [one]);
  return (
    <GroupCard
      {...shared}
      group={group}
      opened={opened}
      onOpen={() => setOpened((before) => !before)}
      level={4}
    />
  );
}
