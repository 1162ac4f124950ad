import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { type Collision, diff } from 'consultation-core/change';
import { type Body, type Inline, normalizeInline } from 'consultation-core/text';
import { useDeferredValue, useMemo, useState } from 'react';
import { DiffView } from '../../components/diff-view.tsx';
import { Stack } from '../../components/frame.tsx';
import { TextEditor } from '../../editor/text-editor.tsx';
import { useLocalDraft } from '../../lib/local-draft.ts';
import { useMessages } from '../../lib/messages.ts';
import { useDesk } from './desk-context.ts';
import { withoutBlank } from './model/blank.ts';
import { originalWords, withWords } from './model/outcome.ts';
import type { Choice } from './model/queue.ts';
import { WordsField } from './words-field.tsx';

type Draft = { readonly words: readonly Inline[] } | { readonly blocks: Body };

/** The blocks concerned as a draft would have them. */
const resultOf = (collision: Collision, draft: Draft): Body =>
  'blocks' in draft
    ? withoutBlank(collision.before, draft.blocks)
    : withWords(collision, draft.words);

/** Words of staff in the place of all that collide. */
export function OwnWording({
  collision,
  onTake,
  onClose,
}: {
  collision: Collision;
  onTake: (choice: Choice) => void;
  onClose: () => void;
}) {
  const { t } = useMessages();
  const { prefix } = useDesk();
  const kept = useLocalDraft<Draft>(`${prefix}own.${collision.key}`);
  const [start] = useState<Draft>(
    () =>
      kept.found ??
      (collision.kind === 'words'
        ? { words: originalWords(collision) }
        : { blocks: collision.before })
  );
  const [draft, setDraft] = useState(start);
  const calm = useDeferredValue(draft);
  const change = useMemo(
    () => diff(collision.before, resultOf(collision, calm)),
    [collision, calm]
  );
  const write = (next: Draft) => {
    setDraft(next);
    kept.keep(next);
  };
  const take = () => {
    kept.forget();
    const shared = { collision: collision.key };
    onTake(
      ('words' in draft
        ? { ...shared, take: 'words', words: normalizeInline(draft.words) }
        : {
            ...shared,
            take: 'blocks',
            blocks: withoutBlank(collision.before, draft.blocks),
          }) as Choice
    );
  };
  return (
    <Box padding={4} background="neutral0" borderColor="neutral300" hasRadius>
      <Stack gap={3}>
        {kept.found && <Typography role="status">{t('desk.own.restored')}</Typography>}
        {'words' in start ? (
          <WordsField
            label={t('desk.own.words')}
            hint={t('desk.own.words.hint')}
            initial={start.words}
            onChange={(words) => write({ words })}
          />
        ) : (
          <div>
            <TextEditor
              initial={start.blocks}
              issues={[]}
              readOnly={false}
              onChange={(blocks) => write({ blocks })}
              onBlock={() => undefined}
            />
          </div>
        )}
        <Typography variant="pi" fontWeight="bold">
          {t('desk.own.result')}
        </Typography>
        <DiffView before={collision.before} change={change} whole />
        <Flex gap={3} wrap="wrap">
          <Button onClick={take}>{t('desk.own.take')}</Button>
          <Button variant="tertiary" onClick={onClose}>
            {t('action.cancel')}
          </Button>
        </Flex>
      </Stack>
    </Box>
  );
}
