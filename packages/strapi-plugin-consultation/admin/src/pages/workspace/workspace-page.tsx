import { Box, Flex, Typography } from '@strapi/design-system';
import { BackButton, Layouts, Page } from '@strapi/strapi/admin';
import type { StaffConsultation } from 'consultation-core/contract';
import type { ComponentType } from 'react';
import { NavLink, Route, Routes, useParams } from 'react-router-dom';
import { styled } from 'styled-components';
import { useLoaded } from '../../api/staff-api.ts';
import { Loaded } from '../../components/frame.tsx';
import { ConsultationTag } from '../../components/state-tag.tsx';
import { useMessages } from '../../lib/messages.ts';
import { screen } from '../../plugin-id.ts';
import { DataPage } from '../data/data-page.tsx';
import { DeskPage } from '../desk/desk-page.tsx';
import { ModerationPage } from '../moderation/moderation-page.tsx';
import { OpeningsPage } from '../openings/openings-page.tsx';
import { OverviewPage } from '../overview/overview-page.tsx';
import { PhasesPage } from '../phases/phases-page.tsx';
import { QuestionsPage } from '../questions/questions-page.tsx';
import { ResultsPage } from '../results/results-page.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import { TextPage } from '../text/text-page.tsx';

export interface TabProps {
  readonly consultation: StaffConsultation;
  /** Loads the consultation again after something of it has changed. */
  readonly reload: () => Promise<void>;
}

/** In the order of the work: prepare, watch, answer. */
const tabs: readonly { path: string; Component: ComponentType<TabProps> }[] = [
  { path: '', Component: OverviewPage },
  { path: 'settings', Component: SettingsPage },
  { path: 'text', Component: TextPage },
  { path: 'questions', Component: QuestionsPage },
  { path: 'phases', Component: PhasesPage },
  { path: 'openings', Component: OpeningsPage },
  { path: 'moderation', Component: ModerationPage },
  { path: 'desk', Component: DeskPage },
  { path: 'results', Component: ResultsPage },
  { path: 'data', Component: DataPage },
];

const Tabs = styled.nav`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spaces[1]};
  border-bottom: 1px solid ${({ theme }) => theme.colors.neutral200};

  a {
    padding: ${({ theme }) => `${theme.spaces[3]} ${theme.spaces[4]}`};
    border-bottom: 2px solid transparent;
    color: ${({ theme }) => theme.colors.neutral700};
    text-decoration: none;
  }
  a:hover {
    color: ${({ theme }) => theme.colors.primary700};
  }
  a[aria-current='page'] {
    border-bottom-color: ${({ theme }) => theme.colors.primary600};
    color: ${({ theme }) => theme.colors.primary700};
  }
`;

/** One consultation, with a screen for each part of the work. */
export function WorkspacePage() {
  const { t } = useMessages();
  const { id = '' } = useParams();
  const { answer, reload } = useLoaded('getConsultation', { params: { id } });
  return (
    <Page.Main>
      <Loaded answer={answer}>
        {(consultation) => (
          <>
            <Page.Title>{consultation.settings.title}</Page.Title>
            <Layouts.Header
              navigationAction={<BackButton fallback={screen()} />}
              title={consultation.settings.title}
              subtitle={<ConsultationTag state={consultation.state} />}
            />
            <Layouts.Content>
              <Tabs aria-label={t('tabs.label')}>
                {tabs.map(({ path }) => (
                  <NavLink key={path} to={screen(path ? `${id}/${path}` : id)} end={path === ''}>
                    <Typography variant="omega" fontWeight="bold" textColor="inherit">
                      {t(`tabs.${path || 'overview'}`)}
                    </Typography>
                  </NavLink>
                ))}
              </Tabs>
              <Box paddingTop={6} paddingBottom={10}>
                <Flex direction="column" alignItems="stretch">
                  <Routes>
                    {tabs.map(({ path, Component }) => (
                      <Route
                        key={path}
                        {...(path === '' ? { index: true } : { path: `${path}/*` })}
                        element={<Component consultation={consultation} reload={reload} />}
                      />
                    ))}
                    <Route path="*" element={<Page.Error />} />
                  </Routes>
                </Flex>
              </Box>
            </Layouts.Content>
          </>
        )}
      </Loaded>
    </Page.Main>
  );
}
