import { Box, Button, Typography } from '@strapi/design-system';
import { Plus } from '@strapi/icons';
import type { Question } from 'consultation-core/vote';
import { useRef, useState } from 'react';
import { Panel, Stack } from '../../components/frame.tsx';
import { SaveBar } from '../../components/save-bar.tsx';
import { useMessages } from '../../lib/messages.ts';
import { moved, newQuestion, questionLimit, questionProblem } from '../../lib/question-form.ts';
import { useRights } from '../../lib/rights.ts';
import { useSettingsForm } from '../../lib/settings-form.ts';
import type { TabProps } from '../workspace/workspace-page.tsx';
import { AskedQuestion } from './asked-question.tsx';
import { focusOn } from './place-buttons.tsx';
import { QuestionFields } from './question-fields.tsx';

/** What is asked beside the text: written while it is a draft, and read from then on. */
export function QuestionsPage(props: TabProps) {
  const { t } = useMessages();
  if (props.consultation.state === 'draft') return <QuestionsForm {...props} />;
  const { questions } = props.consultation.settings;
  return (
    <Stack>
      <Panel title={t('tabs.questions')}>
        <Typography>{t(questions.length === 0 ? 'questions.none' : 'questions.fixed')}</Typography>
      </Panel>
      {questions.map((question, index) => (
        <AskedQuestion key={question.id} question={question} number={index + 1} />
      ))}
    </Stack>
  );
}

function QuestionsForm(props: TabProps) {
  const { t } = useMessages();
  const rights = useRights();
  const form = useSettingsForm(props, ['questions']);
  const { values, set } = form;
  const { questions } = values;
  const [said, setSaid] = useState('');
  const gone = useRef(new Set<string>());
  const disabled = !rights.manage;
  const save = (list: readonly Question[]) =>
    set({ questions: list.map((one) => ({ ...one, options: [...one.options] })) });
  const add = () => {
    const question = newQuestion(questions, gone.current);
    save([...questions, question]);
    focusOn(`title-${question.id}`);
  };
  const place = (index: number, by: number) => {
    save(moved(questions, index, by));
    const number = index + by + 1;
    setSaid(t('questions.moved', { number: index + 1, place: number, total: questions.length }));
  };
  const remove = (id: string) => {
    gone.current.add(id);
    save(questions.filter((one) => one.id !== id));
    focusOn('add-question');
  };
  const wrong = questions
    .map((one, index) => ({ number: index + 1, problem: questionProblem(one) }))
    .find(({ problem }) => problem !== null);
  return (
    <Stack>
      <Panel title={t('tabs.questions')}>
        <Typography>{t('questions.text')}</Typography>
        <Typography>{t('questions.order')}</Typography>
      </Panel>
      {questions.map((question, index) => (
        <QuestionFields
          key={question.id}
          question={question}
          index={index}
          total={questions.length}
          disabled={disabled}
          onChange={(changed) => save(questions.map((one, at) => (at === index ? changed : one)))}
          onMove={(by) => place(index, by)}
          onRemove={() => remove(question.id)}
        />
      ))}
      <Typography role="status" textColor="neutral700">
        {said}
      </Typography>
      <Box>
        <Button
          id="add-question"
          variant="secondary"
          startIcon={<Plus />}
          disabled={disabled || questions.length >= questionLimit}
          onClick={add}
        >
          {t('questions.add')}
        </Button>
      </Box>
      <SaveBar
        form={form}
        disabled={disabled}
        problem={wrong && t(`questions.problem.${wrong.problem}`, { number: wrong.number })}
      />
    </Stack>
  );
}
