import {
  Checkbox,
  Field,
  Flex,
  SingleSelect,
  SingleSelectOption,
  Textarea,
  TextInput,
  Typography,
} from '@strapi/design-system';
import { styled } from 'styled-components';
import { useMessages } from '../lib/messages.ts';

/** Only a group with a name: the frame would be noise. */
const Fieldset = styled.fieldset`
  border: 0;
  margin: 0;
  padding: 0;
  min-width: 0;
`;

interface Common {
  label: string;
  hint?: string;
  error?: string;
  required?: boolean;
  disabled?: boolean;
}

/** One line of words. */
export function TextField({
  value,
  onChange,
  type = 'text',
  ...field
}: Common & {
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'number' | 'datetime-local' | 'search';
}) {
  return (
    <Field.Root hint={field.hint} error={field.error} required={field.required ?? false} flex="1">
      <Field.Label>{field.label}</Field.Label>
      <TextInput
        type={type}
        value={value}
        disabled={field.disabled}
        onChange={(event) => onChange(event.target.value)}
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}

/** Several lines of words. */
export function TextAreaField({
  value,
  onChange,
  ...field
}: Common & { value: string; onChange: (value: string) => void }) {
  return (
    <Field.Root hint={field.hint} error={field.error} required={field.required ?? false}>
      <Field.Label>{field.label}</Field.Label>
      <Textarea
        value={value}
        disabled={field.disabled}
        onChange={(event) => onChange(event.target.value)}
      />
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}

/** One of a few. */
export function SelectField<Value extends string>({
  value,
  options,
  onChange,
  ...field
}: Common & {
  value: Value;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}) {
  return (
    <Field.Root hint={field.hint} error={field.error} flex="1">
      <Field.Label>{field.label}</Field.Label>
      <SingleSelect
        value={value}
        disabled={field.disabled}
        onChange={(chosen) => onChange(String(chosen) as Value)}
      >
        {options.map((option) => (
          <SingleSelectOption key={option.value} value={option.value}>
            {option.label}
          </SingleSelectOption>
        ))}
      </SingleSelect>
      <Field.Hint />
    </Field.Root>
  );
}

/** Some of a few, each its own box, together under one legend. */
export function CheckboxGroup<Value extends string>({
  legend,
  options,
  chosen,
  onChange,
  disabled,
}: {
  legend: string;
  options: readonly { value: Value; label: string }[];
  chosen: readonly Value[];
  onChange: (chosen: Value[]) => void;
  disabled?: boolean;
}) {
  return (
    <Fieldset>
      <Typography tag="legend" variant="pi" fontWeight="bold">
        {legend}
      </Typography>
      <Flex gap={5} paddingTop={2} wrap="wrap">
        {options.map(({ value, label }) => (
          <Checkbox
            key={value}
            checked={chosen.includes(value)}
            disabled={disabled}
            onCheckedChange={(checked) =>
              onChange(
                options
                  .map((option) => option.value)
                  .filter((one) => (one === value ? checked === true : chosen.includes(one)))
              )
            }
          >
            {label}
          </Checkbox>
        ))}
      </Flex>
    </Fieldset>
  );
}

/** Capabilities as options, in the reader's words. */
export function useCapabilityOptions() {
  const { t } = useMessages();
  return (['comment', 'amend', 'vote'] as const).map((value) => ({
    value,
    label: t(`capability.${value}`),
  }));
}
