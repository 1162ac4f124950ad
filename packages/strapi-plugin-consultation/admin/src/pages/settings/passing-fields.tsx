import { Grid, Typography } from '@strapi/design-system';
import type { Base, Majority, PassingRules, Quorum } from 'consultation-core/vote';
import { NumberField, SelectField } from '../../components/fields.tsx';
import { useMessages } from '../../lib/messages.ts';

const majorities: Readonly<Record<Majority['kind'], Majority>> = {
  simple: { kind: 'simple' },
  absolute: { kind: 'absolute', base: 'expressed' },
  qualified: { kind: 'qualified', numerator: 2, denominator: 3, base: 'expressed' },
};
const quorums: Readonly<Record<Quorum['kind'], Quorum>> = {
  none: { kind: 'none' },
  ballots: { kind: 'ballots', count: 100 },
  share: { kind: 'share', numerator: 1, denominator: 4 },
};

const share = ({ numerator, denominator }: { numerator: number; denominator: number }) =>
  `${numerator}/${denominator}`;

/** What a tally has to reach; the rule is said in words below. */
export function PassingFields({
  rules,
  onChange,
  disabled,
}: {
  rules: PassingRules;
  onChange: (rules: PassingRules) => void;
  disabled: boolean;
}) {
  const { t } = useMessages();
  const { majority, quorum } = rules;
  const number = (label: string, value: number, set: (value: number) => void) => (
    <Grid.Item col={3} s={6} xs={12} direction="column" alignItems="stretch">
      <NumberField label={t(label)} value={value} onChange={set} disabled={disabled} />
    </Grid.Item>
  );
  return (
    <>
      <Grid.Root gap={4}>
        <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
          <SelectField
            label={t('passing.majority')}
            value={majority.kind}
            onChange={(kind) => onChange({ ...rules, majority: majorities[kind] })}
            disabled={disabled}
            options={(['simple', 'absolute', 'qualified'] as const).map((value) => ({
              value,
              label: t(`passing.majority.${value}`),
            }))}
          />
        </Grid.Item>
        {majority.kind !== 'simple' && (
          <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
            <SelectField
              label={t('passing.base')}
              value={majority.base}
              onChange={(base: Base) => onChange({ ...rules, majority: { ...majority, base } })}
              disabled={disabled}
              options={(['expressed', 'cast', 'entitled'] as const).map((value) => ({
                value,
                label: t(`passing.base.${value}`),
              }))}
            />
          </Grid.Item>
        )}
        {majority.kind === 'qualified' &&
          number('passing.numerator', majority.numerator, (numerator) =>
            onChange({ ...rules, majority: { ...majority, numerator } })
          )}
        {majority.kind === 'qualified' &&
          number('passing.denominator', majority.denominator, (denominator) =>
            onChange({ ...rules, majority: { ...majority, denominator } })
          )}
        <Grid.Item col={6} s={12} xs={12} direction="column" alignItems="stretch">
          <SelectField
            label={t('passing.quorum')}
            value={quorum.kind}
            onChange={(kind) => onChange({ ...rules, quorum: quorums[kind] })}
            disabled={disabled}
            options={(['none', 'ballots', 'share'] as const).map((value) => ({
              value,
              label: t(`passing.quorum.${value}`),
            }))}
          />
        </Grid.Item>
        {quorum.kind === 'ballots' &&
          number('passing.count', quorum.count, (count) =>
            onChange({ ...rules, quorum: { ...quorum, count } })
          )}
        {quorum.kind === 'share' &&
          number('passing.numerator', quorum.numerator, (numerator) =>
            onChange({ ...rules, quorum: { ...quorum, numerator } })
          )}
        {quorum.kind === 'share' &&
          number('passing.denominator', quorum.denominator, (denominator) =>
            onChange({ ...rules, quorum: { ...quorum, denominator } })
          )}
        {(quorum.kind === 'share' || ('base' in majority && majority.base === 'entitled')) &&
          number('passing.entitled', rules.entitled ?? 1, (entitled) =>
            onChange({ ...rules, entitled })
          )}
      </Grid.Root>
      <Typography>
        {t(`passing.words.${majority.kind}`, {
          base: t(`passing.base.${'base' in majority ? majority.base : 'expressed'}`),
          share: majority.kind === 'qualified' ? share(majority) : '',
        })}{' '}
        {t(`passing.words.quorum.${quorum.kind}`, {
          count: quorum.kind === 'ballots' ? quorum.count : 0,
          share: quorum.kind === 'share' ? share(quorum) : '',
        })}
      </Typography>
      <Typography textColor="neutral600">{t('passing.note')}</Typography>
    </>
  );
}
