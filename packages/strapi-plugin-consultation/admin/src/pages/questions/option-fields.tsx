import { Box, Button, Flex, IconButton, Typography } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import { limits } from 'consultation-core/contract';
import { optionLimit, type Question } from 'consultation-core/vote';
import { useRef, useState } from 'react';
import { styled } from 'styled-components';
import { TextField } from '../../components/fields.tsx';
import { useMessages } from '../../lib/messages.ts';
import { moved, newOption } from '../../lib/question-form.ts';
import { focusOn, PlaceButtons } from './place-buttons.tsx';

type Options = Question['options'];

const Fieldset = styled.fieldset`
  border: 0;
  margin: 0;
  padding: 0;
  min-width: 0;
`;

/** Words of the options, in the order of the paper. Their names are given by the software: ballots are made of those. */
export function OptionFields({
  question,
  options,
  disabled,
  onChange,
}: {
  question: string;
  options: Options;
  disabled: boolean;
  onChange: (options: Options) => void;
}) {
  const { t } = useMessages();
  const gone = useRef(new Set<string>());
  const [said, setSaid] = useState('');
  const field = (id: string) => `option-${question}-${id}`;
  const add = () => {
    const option = newOption(options, gone.current);
    onChange([...options, option]);
    focusOn(field(option.id));
  };
  const remove = (id: string) => {
    gone.current.add(id);
    onChange(options.filter((option) => option.id !== id));
    setSaid(t('questions.option.removed', { name: id }));
    focusOn(`add-option-${question}`);
  };
  const move = (index: number, by: number) => {
    onChange(moved(options, index, by));
    const name = options[index]?.id ?? '';
    const place = index + by + 1;
    setSaid(t('questions.option.moved', { name, place, total: options.length }));
  };
  return (
    <Fieldset>
      <Typography tag="legend" variant="pi" fontWeight="bold">
        {t('questions.options')}
      </Typography>
      <Flex tag="ol" direction="column" alignItems="stretch" gap={3} paddingTop={2}>
        {options.map(({ id, label }, index) => (
          <Flex key={id} tag="li" gap={2} alignItems="end">
            <TextField
              id={field(id)}
              label={t('questions.option', { name: id })}
              value={label}
              maxLength={limits.title}
              onChange={(words) =>
                onChange(options.map((one) => (one.id === id ? { id, label: words } : one)))
              }
              disabled={disabled}
              required
            />
            <PlaceButtons
              id={field(id)}
              what={t('questions.option', { name: id })}
              index={index}
              total={options.length}
              disabled={disabled}
              onMove={(by) => move(index, by)}
            />
            <IconButton
              label={t('questions.option.remove', { name: id })}
              disabled={disabled || options.length <= 2}
              onClick={() => remove(id)}
            >
              <Trash />
            </IconButton>
          </Flex>
        ))}
      </Flex>
      <Typography role="status" textColor="neutral700" variant="pi" tag="p">
        {said}
      </Typography>
      <Box paddingTop={3}>
        <Button
          id={`add-option-${question}`}
          variant="tertiary"
          startIcon={<Plus />}
          disabled={disabled || options.length >= optionLimit}
          onClick={add}
        >
          {t('questions.option.add')}
        </Button>
      </Box>
    </Fieldset>
  );
}
