import { Box, Checkbox, Grid, Typography } from '@strapi/design-system';
import { Slug } from 'consultation-core/contract';
import { SelectField, TextAreaField, TextField } from '../../components/fields.tsx';
import { Panel, Stack } from '../../components/frame.tsx';
import { SaveBar } from '../../components/save-bar.tsx';
import { useMessages } from '../../lib/messages.ts';
import { useRights } from '../../lib/rights.ts';
import { useSettingsForm } from '../../lib/settings-form.ts';
import type { TabProps } from '../workspace/workspace-page.tsx';
import { CharterFields } from './charter-fields.tsx';
import { PassingFields } from './passing-fields.tsx';

/** What the public reads before the text, the charter, and how votes are counted. */
export function SettingsPage(props: TabProps) {
  const { t } = useMessages();
  const rights = useRights();
  const form = useSettingsForm(props, [
    'title',
    'slug',
    'language',
    'organiser',
    'contact',
    'summary',
    'presentation',
    'commitment',
    'provenance',
    'charter',
    'counts',
    'method',
    'passing',
    'secondReader',
  ]);
  const { values, set } = form;
  const disabled = !rights.manage;
  const voted = props.consultation.state !== 'draft';
  const errors: { title?: string; slug?: string; organiser?: string; contact?: string } = {
    ...(values.title.trim() === '' ? { title: t('field.empty') } : {}),
    ...(Slug.safeParse(values.slug).success ? {} : { slug: t('field.slug.wrong') }),
  };
  const wordless = values.charter.some(({ title, text }) => !title.trim() || !text.trim());
  const problem =
    errors.title || errors.slug
      ? t('settings.incomplete')
      : wordless
        ? t('charter.incomplete')
        : undefined;
  const line = (name: 'title' | 'slug' | 'organiser' | 'contact', required = false) => (
    <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
      <TextField
        label={t(`field.${name}`)}
        value={values[name]}
        onChange={(value) => set({ [name]: value })}
        error={errors[name]}
        disabled={disabled}
        required={required}
      />
    </Grid.Item>
  );
  const text = (name: 'summary' | 'presentation' | 'commitment' | 'provenance') => (
    <TextAreaField
      label={t(`field.${name}`)}
      hint={t(`field.${name}.hint`)}
      value={values[name]}
      onChange={(value) => set({ [name]: value })}
      disabled={disabled}
    />
  );
  return (
    <Stack>
      <Panel title={t('settings.identity')}>
        <Grid.Root gap={5}>
          {line('title', true)}
          {line('slug', true)}
          {line('organiser')}
          {line('contact')}
          <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
            <SelectField
              label={t('field.language')}
              value={values.language}
              onChange={(language) => set({ language })}
              disabled={disabled}
              options={[
                { value: 'fr', label: t('language.fr') },
                { value: 'en', label: t('language.en') },
              ]}
            />
          </Grid.Item>
        </Grid.Root>
      </Panel>
      <Panel title={t('settings.presentation')}>
        {text('summary')}
        {text('presentation')}
        {text('commitment')}
        {text('provenance')}
      </Panel>
      <Panel title={t('settings.charter')}>
        <CharterFields
          rules={values.charter}
          onChange={(charter) => set({ charter })}
          disabled={disabled}
        />
      </Panel>
      <Panel title={t('settings.votes')}>
        <SelectField
          label={t('field.counts')}
          hint={t('field.counts.hint')}
          value={values.counts}
          onChange={(counts) => set({ counts })}
          disabled={disabled}
          options={[
            { value: 'always', label: t('counts.always') },
            { value: 'at-close', label: t('counts.at-close') },
          ]}
        />
        <SelectField
          label={t('field.method')}
          hint={voted ? t('field.method.fixed') : t('field.method.hint')}
          value={values.method}
          onChange={(method) => set({ method })}
          disabled={disabled || voted}
          options={[
            { value: 'for-mixed-against@1', label: t('method.for-mixed-against@1') },
            { value: 'yes-no-abstain@1', label: t('method.yes-no-abstain@1') },
          ]}
        />
        <PassingFields
          rules={values.passing}
          onChange={(passing) => set({ passing })}
          disabled={disabled}
        />
      </Panel>
      <Panel title={t('settings.nextVersion')}>
        <Box>
          <Checkbox
            checked={values.secondReader}
            disabled={disabled}
            onCheckedChange={(on) => set({ secondReader: on === true })}
          >
            {t('field.secondReader')}
          </Checkbox>
          <Typography variant="pi" textColor="neutral700" tag="p">
            {t('field.secondReader.hint')}
          </Typography>
        </Box>
      </Panel>
      <SaveBar form={form} disabled={disabled} problem={problem} />
    </Stack>
  );
}
