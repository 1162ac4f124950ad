import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { type Collision, diff, type Option, optionKey } from 'consultation-core/change';
import type { DeskAmendment } from 'consultation-core/contract';
import { memo, type ReactNode, useState } from 'react';
import { styled } from 'styled-components';
import { DiffView } from '../../components/diff-view.tsx';
import { TallyLine } from '../../components/tally.tsx';
import { useMessages } from '../../lib/messages.ts';
import { useDesk, usePresent } from './desk-context.ts';
import type { Choice } from './model/queue.ts';
import { OwnWording } from './own-wording.tsx';

export const collisionId = (key: string) => `desk-collision-${key}`;

const Card = styled.article`
  padding: 1.6rem;
  border: 2px solid ${({ theme }) => theme.colors.danger600};
  border-radius: ${({ theme }) => theme.borderRadius};
  background: ${({ theme }) => theme.colors.neutral0};

  &:focus { outline: 3px solid ${({ theme }) => theme.colors.primary600}; outline-offset: 2px; }
`;

const Options = styled.div`
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(min(23rem, 100%), 1fr));
  gap: 1.2rem;
  margin-top: 1.2rem;
`;

const OptionBox = styled.div`
  display: flex;
  flex-direction: column;
  gap: 0.8rem;
  padding: 1.2rem;
  border: 1px solid ${({ theme }) => theme.colors.neutral300};
  border-radius: ${({ theme }) => theme.borderRadius};

  > .last { margin-top: auto; padding-top: 0.8rem; }
`;

function OptionView({
  title,
  children,
  button,
  description,
  onTake,
}: {
  title: string;
  children: ReactNode;
  button: string;
  description: string;
  onTake: () => void;
}) {
  return (
    <OptionBox role="group" aria-label={title}>
      <Typography variant="delta" tag="h4">
        {title}
      </Typography>
      {children}
      <div className="last">
        <Button variant="secondary" aria-label={description} onClick={onTake}>
          {button}
        </Button>
      </div>
    </OptionBox>
  );
}

/** One option: who wants it, and what it would make of the words. */
function Wanted({
  collision,
  option,
  onTake,
}: {
  collision: Collision;
  option: Option;
  onTake: (choice: Choice) => void;
}) {
  const { t, list } = useMessages();
  const { byId } = useDesk();
  const asked = option.changes
    .map((id) => byId.get(id))
    .filter((one): one is DeskAmendment => one !== undefined);
  const numbers = list(asked.map(({ number }) => t('desk.number', { number })));
  const title =
    asked.length > 1
      ? t('desk.option.several', { count: asked.length, numbers })
      : t('desk.option.one', { number: asked[0]?.number ?? 0, author: asked[0]?.author ?? '' });
  return (
    <OptionView
      title={title}
      button={t('desk.option.take')}
      description={t('desk.option.take.label', { numbers })}
      onTake={() =>
        onTake({
          collision: collision.key,
          take: 'change',
          change: option.changes[0] ?? '',
          option: optionKey(option),
        })
      }
    >
      <DiffView before={collision.before} change={diff(collision.before, option.after)} whole />
      {asked.map((one) => (
        <Box key={one.id}>
          <Typography variant="pi" tag="p">
            {t('desk.origin.one', { number: one.number, author: one.author, title: one.title })}
          </Typography>
          <TallyLine tally={one.tally} />
        </Box>
      ))}
    </OptionView>
  );
}

const unchanged = { algorithm: 'change@1', edits: [] } as const;

/** Adopted amendments that want different things of the same words, side by side, to be settled. */
export const CollisionCard = memo(function CollisionCard({
  collision,
  title,
  onTake,
}: {
  collision: Collision;
  title: string;
  onTake: (choice: Choice) => void;
}) {
  const { t, list } = useMessages();
  const { setPlace } = useDesk();
  const here = usePresent().filter(
    ({ me, place }) => !me && place === `collision:${collision.key}`
  );
  const [writing, setWriting] = useState(false);
  return (
    <Card
      id={collisionId(collision.key)}
      tabIndex={-1}
      aria-labelledby={`${collisionId(collision.key)}-title`}
      onFocus={() => setPlace(`collision:${collision.key}`)}
    >
      <Typography variant="delta" tag="h3" id={`${collisionId(collision.key)}-title`}>
        <span aria-hidden>◆ </span>
        {title}
      </Typography>
      {here.length > 0 && (
        <Typography fontWeight="bold">
          {t('desk.collision.present', { names: list(here.map(({ name }) => name)) })}
        </Typography>
      )}
      <Options>
        <OptionView
          title={t('desk.option.original')}
          button={t('desk.option.keep')}
          description={t('desk.option.keep')}
          onTake={() => onTake({ collision: collision.key, take: 'original' })}
        >
          {collision.before.length === 0 ? (
            <Typography textColor="neutral700">{t('desk.option.nothing')}</Typography>
          ) : (
            <DiffView before={collision.before} change={unchanged} whole />
          )}
        </OptionView>
        {collision.options.map((option) => (
          <Wanted
            key={option.changes.join()}
            collision={collision}
            option={option}
            onTake={onTake}
          />
        ))}
      </Options>
      <Box paddingTop={4}>
        {writing ? (
          <OwnWording collision={collision} onTake={onTake} onClose={() => setWriting(false)} />
        ) : (
          <Flex>
            <Button variant="tertiary" onClick={() => setWriting(true)}>
              {t('desk.own.start')}
            </Button>
          </Flex>
        )}
      </Box>
    </Card>
  );
});
