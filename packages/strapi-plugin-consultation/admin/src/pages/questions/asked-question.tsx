import { Flex, Typography } from '@strapi/design-system';
import type { Question } from 'consultation-core/vote';
import { Panel } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';

/** A question as people read it, when it cannot be changed any more. */
export function AskedQuestion({ question, number }: { question: Question; number: number }) {
  const { t } = useMessages();
  const { title, explanation, method, options } = question;
  const paragraphs = explanation.split(/\n\s*\n/).filter((words) => words.trim() !== '');
  return (
    <Panel title={`${t('questions.number', { number })} – ${title}`}>
      {paragraphs.map((words) => (
        <Typography key={words} tag="p">
          {words}
        </Typography>
      ))}
      <Typography textColor="neutral700">
        {t(`questions.method.${method}`)}. {t(`questions.how.${method}`)}
      </Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={1}>
        {options.map(({ id, label }) => (
          <Typography key={id} tag="li">
            <code>{id}</code> – {label}
          </Typography>
        ))}
      </Flex>
    </Panel>
  );
}
