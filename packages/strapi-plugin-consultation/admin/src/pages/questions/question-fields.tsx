import { Button, Flex, Typography } from '@strapi/design-system';
import { limits } from 'consultation-core/contract';
import type { Question } from 'consultation-core/vote';
import { questionMethods } from 'consultation-core/vote';
import { ConfirmButton } from '../../components/confirm.tsx';
import { SelectField, TextAreaField, TextField } from '../../components/fields.tsx';
import { Panel } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';
import { OptionFields } from './option-fields.tsx';
import { PlaceButtons } from './place-buttons.tsx';

/** One question as it is written. */
export function QuestionFields({
  question,
  index,
  total,
  disabled,
  onChange,
  onMove,
  onRemove,
}: {
  question: Question;
  index: number;
  total: number;
  disabled: boolean;
  onChange: (question: Question) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
}) {
  const { t } = useMessages();
  const { id, title, explanation, method, options } = question;
  const name = t('questions.number', { number: index + 1 });
  const isEmpty = [title, explanation, ...options.map(({ label }) => label)].every(
    (words) => words.trim() === ''
  );
  return (
    <Panel title={name}>
      <TextField
        id={`title-${id}`}
        label={t('questions.title')}
        hint={t('questions.title.hint')}
        value={title}
        maxLength={limits.title}
        onChange={(words) => onChange({ ...question, title: words })}
        disabled={disabled}
        required
      />
      <TextAreaField
        label={t('questions.explanation')}
        hint={t('questions.explanation.hint')}
        value={explanation}
        maxLength={limits.reason}
        onChange={(words) => onChange({ ...question, explanation: words })}
        disabled={disabled}
      />
      <SelectField
        label={t('questions.method')}
        value={method}
        onChange={(chosen) => onChange({ ...question, method: chosen })}
        disabled={disabled}
        options={questionMethods.map((value) => ({
          value,
          label: t(`questions.method.${value}`),
        }))}
      />
      <Typography textColor="neutral700">{t(`questions.how.${method}`)}</Typography>
      <OptionFields
        question={id}
        options={options}
        disabled={disabled}
        onChange={(list) => onChange({ ...question, options: list })}
      />
      <Flex gap={3} wrap="wrap">
        <PlaceButtons
          id={id}
          what={name}
          index={index}
          total={total}
          disabled={disabled}
          onMove={onMove}
        />
        {isEmpty ? (
          <Button variant="danger-light" disabled={disabled} onClick={onRemove}>
            {t('questions.remove', { number: index + 1 })}
          </Button>
        ) : (
          <ConfirmButton
            variant="danger-light"
            disabled={disabled}
            title={t('questions.remove', { number: index + 1 })}
            consequence={t('questions.remove.consequence', { title })}
            confirm={t('questions.remove.confirm')}
            onConfirm={onRemove}
          >
            {t('questions.remove', { number: index + 1 })}
          </ConfirmButton>
        )}
      </Flex>
    </Panel>
  );
}
