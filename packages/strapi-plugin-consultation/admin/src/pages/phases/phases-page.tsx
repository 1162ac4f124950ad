import { Box, Button, Flex, Grid, Typography } from '@strapi/design-system';
import { Plus, Trash } from '@strapi/icons';
import { phaseIssues } from 'consultation-core/consultation';
import type { ConsultationInput } from 'consultation-core/contract';
import {
  CheckboxGroup,
  MomentField,
  TextField,
  useCapabilityOptions,
} from '../../components/fields.tsx';
import { Panel, Stack } from '../../components/frame.tsx';
import { SaveBar } from '../../components/save-bar.tsx';
import { isTimeZone, timeZones } from '../../lib/local-time.ts';
import { useMessages } from '../../lib/messages.ts';
import { useRights } from '../../lib/rights.ts';
import { useSettingsForm } from '../../lib/settings-form.ts';
import type { TabProps } from '../workspace/workspace-page.tsx';

type Phase = ConsultationInput['phases'][number];

const day = 86_400_000;

/** The next phase begins where the last one ends, or tomorrow, and lasts three weeks. */
function nextPhase(phases: readonly Phase[], name: string): Phase {
  const last = phases.map(({ closesAt }) => Date.parse(closesAt)).sort((a, b) => b - a)[0];
  const tomorrow = Math.ceil(Date.now() / day) * day;
  const opens = last ?? tomorrow;
  return {
    id: crypto.randomUUID().slice(0, 8),
    name,
    opensAt: new Date(opens).toISOString(),
    closesAt: new Date(opens + 21 * day).toISOString(),
    allows: ['comment', 'amend', 'vote'],
  };
}

/** When the consultation runs and what citizens may do in each phase, on the clocks of its own time zone. */
export function PhasesPage(props: TabProps) {
  const { t } = useMessages();
  const rights = useRights();
  const form = useSettingsForm(props, ['timeZone', 'phases']);
  const { values, set } = form;
  const disabled = !rights.manage;
  const zoneKnown = isTimeZone(values.timeZone);
  const [issue] = phaseIssues(values.phases);
  const nameless = values.phases.some(({ name }) => name.trim() === '');
  const problem = !zoneKnown
    ? t('phases.zone.unknown')
    : issue
      ? t(`phases.${issue.code}`, {
          name: values.phases.find(({ id }) => id === issue.phase)?.name ?? '',
        })
      : nameless
        ? t('phases.nameless')
        : undefined;
  const change = (id: string, part: Partial<Phase>) =>
    set({ phases: values.phases.map((one) => (one.id === id ? { ...one, ...part } : one)) });
  return (
    <Stack>
      <Panel title={t('phases.zone')}>
        <TextField
          label={t('field.timeZone')}
          hint={t('field.timeZone.hint')}
          value={values.timeZone}
          options={timeZones}
          onChange={(timeZone) => set({ timeZone })}
          error={zoneKnown ? undefined : t('phases.zone.unknown')}
          disabled={disabled}
          required
        />
      </Panel>
      {values.phases.length === 0 && <Typography>{t('phases.empty')}</Typography>}
      {zoneKnown &&
        values.phases.map((phase, index) => (
          <Panel key={phase.id} title={t('phases.number', { number: index + 1 })}>
            <PhaseFields
              phase={phase}
              timeZone={values.timeZone}
              issue={issue?.phase === phase.id ? issue.code : undefined}
              disabled={disabled}
              onChange={(part) => change(phase.id, part)}
            />
            <Box>
              <Button
                variant="tertiary"
                startIcon={<Trash />}
                disabled={disabled}
                onClick={() => set({ phases: values.phases.filter(({ id }) => id !== phase.id) })}
              >
                {t('phases.remove', { number: index + 1 })}
              </Button>
            </Box>
          </Panel>
        ))}
      <Box>
        <Button
          variant="secondary"
          startIcon={<Plus />}
          disabled={disabled}
          onClick={() =>
            set({ phases: [...values.phases, nextPhase(values.phases, t('phases.name.default'))] })
          }
        >
          {t('phases.add')}
        </Button>
      </Box>
      <SaveBar form={form} disabled={disabled} problem={problem} />
    </Stack>
  );
}

function PhaseFields({
  phase,
  timeZone,
  issue,
  disabled,
  onChange,
}: {
  phase: Phase;
  timeZone: string;
  issue: ReturnType<typeof phaseIssues>[number]['code'] | undefined;
  disabled: boolean;
  onChange: (part: Partial<Phase>) => void;
}) {
  const { t, date, list } = useMessages();
  const capabilities = useCapabilityOptions();
  const moment = (name: 'opensAt' | 'closesAt') => (
    <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
      <MomentField
        label={t(`phases.${name}`)}
        value={phase[name]}
        timeZone={timeZone}
        error={
          issue && (issue === 'overlap') === (name === 'opensAt')
            ? t(`phases.${issue}`, { name: phase.name })
            : undefined
        }
        disabled={disabled}
        required
        onChange={(instant) => onChange({ [name]: instant })}
      />
    </Grid.Item>
  );
  const allowed = capabilities.filter(({ value }) => phase.allows.includes(value));
  return (
    <Flex direction="column" alignItems="stretch" gap={4}>
      <TextField
        label={t('phases.name')}
        value={phase.name}
        onChange={(name) => onChange({ name })}
        disabled={disabled}
        required
      />
      <Grid.Root gap={4}>
        {moment('opensAt')}
        {moment('closesAt')}
      </Grid.Root>
      <CheckboxGroup
        legend={t('phases.allows')}
        options={capabilities}
        chosen={phase.allows}
        onChange={(allows) => onChange({ allows })}
        disabled={disabled}
      />
      <Typography textColor="neutral600">
        {t('phases.inWords', {
          from: date(phase.opensAt, timeZone),
          to: date(phase.closesAt, timeZone),
          zone: timeZone,
          allows:
            allowed.length === 0
              ? t('phases.nothing')
              : list(allowed.map(({ label }) => label.toLowerCase())),
        })}
      </Typography>
    </Flex>
  );
}
