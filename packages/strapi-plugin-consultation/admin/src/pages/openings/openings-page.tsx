import {
  Button,
  Checkbox,
  EmptyStateLayout,
  Flex,
  Tbody,
  Td,
  Th,
  Thead,
  Tr,
  Typography,
} from '@strapi/design-system';
import { type Capability, capabilities } from 'consultation-core/consultation';
import { articles, headingLine } from 'consultation-core/text';
import { useLoaded } from '../../api/staff-api.ts';
import { DataTable } from '../../components/data-table.tsx';
import { useCapabilityOptions } from '../../components/fields.tsx';
import { Loaded, Stack } from '../../components/frame.tsx';
import { SaveBar } from '../../components/save-bar.tsx';
import { useMessages } from '../../lib/messages.ts';
import { useRights } from '../../lib/rights.ts';
import { useSettingsForm } from '../../lib/settings-form.ts';
import type { TabProps } from '../workspace/workspace-page.tsx';

/** What is open on each article. It only narrows what the phase allows. */
export function OpeningsPage(props: TabProps) {
  const { t } = useMessages();
  const newest = props.consultation.versions.at(-1);
  if (newest === undefined) return <EmptyStateLayout content={t('openings.empty')} />;
  return <OpeningsTable {...props} version={newest.number} />;
}

function OpeningsTable({ version, ...props }: TabProps & { version: number }) {
  const { t } = useMessages();
  const rights = useRights();
  const options = useCapabilityOptions();
  const form = useSettingsForm(props, ['openings']);
  const { openings } = form.values;
  const { answer } = useLoaded('getVersion', {
    params: { id: props.consultation.id, number: version },
  });
  const disabled = !rights.manage;
  const allowedOn = (article: string): readonly Capability[] =>
    openings.find((one) => one.article === article)?.allows ?? capabilities;
  const setOn = (changed: ReadonlyMap<string, readonly Capability[]>) => {
    const others = openings.filter(({ article }) => !changed.has(article));
    const narrowed = [...changed].filter(([, allows]) => allows.length < capabilities.length);
    const own = narrowed.map(([article, allows]) => ({ article, allows: [...allows] }));
    form.set({ openings: [...others, ...own] });
  };
  return (
    <Stack>
      <Typography>{t('openings.text')}</Typography>
      <Loaded answer={answer}>
        {({ body }) => {
          const all = articles(body);
          return (
            <>
              <Flex gap={3}>
                <Button
                  variant="secondary"
                  disabled={disabled}
                  onClick={() => form.set({ openings: [] })}
                >
                  {t('openings.all')}
                </Button>
                <Button
                  variant="secondary"
                  disabled={disabled}
                  onClick={() => setOn(new Map(all.map(({ id }) => [id, []])))}
                >
                  {t('openings.none')}
                </Button>
              </Flex>
              <DataTable colCount={options.length + 1} rowCount={all.length + 1}>
                <Thead>
                  <Tr>
                    <Th>
                      <Typography variant="sigma">{t('openings.article')}</Typography>
                    </Th>
                    {options.map(({ value, label }) => (
                      <Th key={value}>
                        <Typography variant="sigma">{label}</Typography>
                      </Th>
                    ))}
                  </Tr>
                </Thead>
                <Tbody>
                  {all.map(({ id, heading }) => (
                    <Tr key={id}>
                      <Td>
                        <Typography>{headingLine(heading)}</Typography>
                      </Td>
                      {options.map(({ value, label }) => (
                        <Td key={value}>
                          <Checkbox
                            aria-label={t('openings.box', {
                              what: label,
                              article: heading.label ?? headingLine(heading),
                            })}
                            checked={allowedOn(id).includes(value)}
                            disabled={disabled}
                            onCheckedChange={(checked) =>
                              setOn(
                                new Map([
                                  [
                                    id,
                                    capabilities.filter((one) =>
                                      one === value ? checked === true : allowedOn(id).includes(one)
                                    ),
                                  ],
                                ])
                              )
                            }
                          />
                        </Td>
                      ))}
                    </Tr>
                  ))}
                </Tbody>
              </DataTable>
            </>
          );
        }}
      </Loaded>
      <SaveBar form={form} disabled={disabled} />
    </Stack>
  );
}
