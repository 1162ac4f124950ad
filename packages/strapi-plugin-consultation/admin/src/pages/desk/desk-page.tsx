import { Box, EmptyStateLayout, Link, Typography } from '@strapi/design-system';
import { NavLink, Route, Routes, useLocation } from 'react-router-dom';
import { styled } from 'styled-components';
import { Loaded, Stack } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';
import { useRights } from '../../lib/rights.ts';
import { screen } from '../../plugin-id.ts';
import { AmendmentsPage } from '../amendments/amendments-page.tsx';
import type { TabProps } from '../workspace/workspace-page.tsx';
import { AmendmentsView } from './amendments-view.tsx';
import { Conflicts } from './conflicts.tsx';
import { DeskBar } from './desk-bar.tsx';
import { DeskProvider } from './desk-provider.tsx';
import { MergeView } from './merge-view.tsx';
import { PublishView } from './publish-view.tsx';
import { TextMap } from './text-map.tsx';

const Columns = styled.div`
  display: grid;
  grid-template-columns: minmax(0, 1fr);
  gap: 2.4rem;

  @media (min-width: 1080px) {
    grid-template-columns: 27rem minmax(0, 1fr);
    align-items: start;
  }
`;

/** What gets the focus is never below the bar that is always in sight. */
const Room = styled.div`
  :where(a, button, input, textarea, [tabindex]) {
    scroll-margin-top: 14.4rem;
  }
  @media (min-width: 1080px) {
    --editor-top: 12.4rem;
  }
`;

const Views = styled.nav`
  display: flex;
  flex-wrap: wrap;
  gap: ${({ theme }) => theme.spaces[2]};

  a {
    padding: ${({ theme }) => `${theme.spaces[2]} ${theme.spaces[4]}`};
    border: 1px solid ${({ theme }) => theme.colors.neutral200};
    border-radius: ${({ theme }) => theme.borderRadius};
    background: ${({ theme }) => theme.colors.neutral0};
    color: ${({ theme }) => theme.colors.neutral800};
    text-decoration: none;
  }
  a[aria-current='page'] {
    border-color: ${({ theme }) => theme.colors.primary600};
    background: ${({ theme }) => theme.colors.primary100};
    color: ${({ theme }) => theme.colors.primary700};
  }
`;

const views = ['', 'merge', 'publish', 'list'] as const;

function ViewLinks({ id }: { id: string }) {
  const { t } = useMessages();
  const { search } = useLocation();
  // The article stays the same from one view to the other; filters of the list are its own.
  const article = new URLSearchParams(search).get('article');
  const query = article ? `?article=${article}` : '';
  return (
    <Views aria-label={t('desk.views')}>
      {views.map((view) => (
        <NavLink
          key={view}
          to={`${screen(`${id}/desk${view && `/${view}`}`)}${view === 'list' ? '' : query}`}
          end={view !== 'list'}
        >
          <Typography variant="omega" fontWeight="bold" textColor="inherit">
            {t(`desk.view.${view || 'amendments'}`)}
          </Typography>
        </NavLink>
      ))}
    </Views>
  );
}

/** Where drafters go through the amendments, merge what is adopted and publish the next version. */
export function DeskPage(props: TabProps) {
  const { t } = useMessages();
  const rights = useRights();
  const { id, versions, state } = props.consultation;
  if (rights.isLoading) return <Loaded answer={undefined}>{() => null}</Loaded>;
  if (versions.length === 0) return <EmptyStateLayout content={t('next.noText')} />;
  // Whoever may not decide still reads all amendments.
  if (!rights.decide)
    return (
      <Routes>
        <Route path="*" element={<AmendmentsPage {...props} />} />
      </Routes>
    );
  if (state === 'answered') {
    return (
      <Stack>
        <Box>
          <Typography>{t('next.answered')}</Typography>{' '}
          <Link tag={NavLink} to={screen(`${id}/text`)}>
            {t('desk.readText')}
          </Link>
        </Box>
        <Routes>
          <Route index element={<AmendmentsPage {...props} />} />
          <Route path="list/*" element={<AmendmentsPage {...props} />} />
          <Route path="*" element={<AmendmentsPage {...props} />} />
        </Routes>
      </Stack>
    );
  }
  return (
    <DeskProvider {...props}>
      <Room>
        <Stack gap={4}>
          <ViewLinks id={id} />
          <DeskBar />
          <Conflicts />
          <Routes>
            <Route
              index
              element={
                <Columns>
                  <TextMap />
                  <AmendmentsView />
                </Columns>
              }
            />
            <Route
              path="merge"
              element={
                <Columns>
                  <TextMap />
                  <MergeView />
                </Columns>
              }
            />
            <Route path="publish" element={<PublishView {...props} />} />
            <Route path="list/*" element={<AmendmentsPage {...props} />} />
          </Routes>
        </Stack>
      </Room>
    </DeskProvider>
  );
}
