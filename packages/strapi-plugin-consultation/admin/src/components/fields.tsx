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
import { useId, useState } from 'react';
import { styled } from 'styled-components';
import { toInstant, toLocal } from '../lib/local-time.ts';
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
  error?: string | undefined;
  required?: boolean;
  disabled?: boolean;
}

/** One line of words. */
export function TextField({
  id,
  value,
  onChange,
  onBlur,
  type = 'text',
  maxLength,
  options,
  ...field
}: Common & {
  /** Of the input, where something else goes there. */
  id?: string;
  value: string;
  onChange: (value: string) => void;
  onBlur?: () => void;
  type?: 'text' | 'number' | 'datetime-local' | 'search';
  maxLength?: number;
  /** Proposals; anything else may be written too. */
  options?: readonly string[];
}) {
  const listId = useId();
  return (
    <Field.Root
      {...(id === undefined ? {} : { id })}
      hint={field.hint}
      error={field.error}
      required={field.required ?? false}
      flex="1"
    >
      <Field.Label>{field.label}</Field.Label>
      <TextInput
        type={type}
        value={value}
        disabled={field.disabled}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
        maxLength={maxLength}
        list={options && listId}
      />
      {options && (
        <datalist id={listId}>
          {options.map((option) => (
            <option key={option} value={option} />
          ))}
        </datalist>
      )}
      <Field.Hint />
      <Field.Error />
    </Field.Root>
  );
}

/** What is typed and is no value yet stays as it is; when the field is left, the last value is back. */
function useTyping<Value>(read: (text: string) => Value | undefined, set: (value: Value) => void) {
  const [typed, setTyped] = useState<string>();
  const handlers = {
    onChange: (text: string) => {
      const value = read(text);
      setTyped(value === undefined ? text : undefined);
      if (value !== undefined) set(value);
    },
    onBlur: () => setTyped(undefined),
  };
  return [typed, handlers] as const;
}

/** A whole number from 1. */
export function NumberField({
  value,
  onChange,
  ...field
}: Common & { value: number; onChange: (value: number) => void }) {
  const [typed, handlers] = useTyping(
    (text) => (/^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined),
    onChange
  );
  return <TextField {...field} {...handlers} type="number" value={typed ?? String(value)} />;
}

/** A moment, entered as the clocks of a time zone show it. */
export function MomentField({
  value,
  timeZone,
  onChange,
  ...field
}: Common & { value: string; timeZone: string; onChange: (instant: string) => void }) {
  // A year that is being typed begins as 0002: no moment that is meant.
  const read = (local: string) =>
    /^[12]\d{3}-/.test(local) ? toInstant(local, timeZone) : undefined;
  const [typed, handlers] = useTyping(read, onChange);
  return (
    <TextField
      {...field}
      {...handlers}
      type="datetime-local"
      value={typed ?? toLocal(value, timeZone)}
    />
  );
}

/** Several lines of words. */
export function TextAreaField({
  value,
  onChange,
  maxLength,
  ...field
}: Common & { value: string; onChange: (value: string) => void; maxLength?: number }) {
  return (
    <Field.Root hint={field.hint} error={field.error} required={field.required ?? false}>
      <Field.Label>{field.label}</Field.Label>
      <Textarea
        value={value}
        disabled={field.disabled}
        maxLength={maxLength}
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
  placeholder,
  ...field
}: Common & {
  /** undefined while nothing is chosen. */
  value: Value | undefined;
  placeholder?: string;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value) => void;
}) {
  return (
    <Field.Root hint={field.hint} error={field.error} flex="1">
      <Field.Label>{field.label}</Field.Label>
      <SingleSelect
        value={value ?? null}
        placeholder={placeholder}
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
