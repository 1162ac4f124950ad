import { Box, Button, Flex, Typography } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import type { CharterRule } from 'consultation-core/consultation';
import { TextAreaField, TextField } from '../../components/fields.tsx';
import { useMessages } from '../../lib/messages.ts';

/** Rules that moderators refer to when they hide something. */
export function CharterFields({
  rules,
  onChange,
  disabled,
}: {
  rules: readonly CharterRule[];
  onChange: (rules: CharterRule[]) => void;
  disabled: boolean;
}) {
  const { t } = useMessages();
  const change = (id: string, part: Partial<CharterRule>) =>
    onChange(rules.map((rule) => (rule.id === id ? { ...rule, ...part } : rule)));
  const add = () =>
    onChange([...rules, { id: crypto.randomUUID().slice(0, 8), title: '', text: '' }]);
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      {rules.length === 0 && <Typography>{t('charter.empty')}</Typography>}
      {rules.map((rule, index) => (
        <Box
          key={rule.id}
          tag="fieldset"
          padding={4}
          hasRadius
          borderColor="neutral200"
          borderStyle="solid"
          borderWidth="1px"
        >
          <Typography tag="legend" variant="sigma">
            {t('charter.rule', { number: index + 1 })}
          </Typography>
          <Flex direction="column" alignItems="stretch" gap={3}>
            <TextField
              label={t('charter.rule.title')}
              value={rule.title}
              onChange={(title) => change(rule.id, { title })}
              disabled={disabled}
              required
            />
            <TextAreaField
              label={t('charter.rule.text')}
              value={rule.text}
              onChange={(text) => change(rule.id, { text })}
              disabled={disabled}
              required
            />
            <Box>
              <Button
                variant="tertiary"
                startIcon={<Trash />}
                disabled={disabled}
                onClick={() => onChange(rules.filter(({ id }) => id !== rule.id))}
              >
                {t('charter.remove', { number: index + 1 })}
              </Button>
            </Box>
          </Flex>
        </Box>
      ))}
      <Box>
        <Button variant="secondary" startIcon={<Plus />} onClick={add} disabled={disabled}>
          {t('charter.add')}
        </Button>
      </Box>
    </Flex>
  );
}
