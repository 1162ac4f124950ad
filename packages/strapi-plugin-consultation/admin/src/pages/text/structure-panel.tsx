import { Box, Flex, TextButton, Typography } from '@strapi/design-system';
import {
  articles,
  type BlockId,
  type Body,
  headingLine,
  type OutlineNode,
  outline,
  type StructureIssue,
} from 'consultation-core/text';
import { memo } from 'react';
import { Panel } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';
import type { Imported } from './import-panel.tsx';

const shownIssues = 50;
const shownNotices = 100;

type Show = (block: BlockId) => void;

/** What the text is made of, what an import did not understand, and what has to be put right. */
export const StructurePanel = memo(function StructurePanel({
  body,
  notices,
  issues,
  onShow,
}: {
  body: Body;
  notices: Imported['notices'];
  issues: readonly StructureIssue[];
  onShow: Show;
}) {
  const { t } = useMessages();
  const headings = body.filter((block) => block.type === 'heading');
  const found = articles(body);
  return (
    <Panel title={t('text.structure.title')}>
      <Typography role="status">
        {t('text.structure.counts', {
          divisions: headings.length - found.length,
          articles: found.length,
          alineas: body.filter(({ type }) => type === 'paragraph').length,
        })}
      </Typography>
      <Typography variant="delta" tag="h3">
        {t('text.issues', { count: issues.length })}
      </Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {issues.slice(0, shownIssues).map(({ code, severity, block }) => (
          <li key={`${code}:${block}`}>
            <Typography textColor={severity === 'error' ? 'danger600' : 'neutral800'}>
              {t(`text.severity.${severity}`)}: {t(`text.issue.${code}`)}
            </Typography>{' '}
            {block && <TextButton onClick={() => onShow(block)}>{t('text.goto')}</TextButton>}
          </li>
        ))}
      </Flex>
      <More count={issues.length - shownIssues} />
      {notices.length > 0 && <Notices notices={notices} onShow={onShow} />}
      <details>
        <summary>
          <Typography fontWeight="bold">{t('text.outline')}</Typography>
        </summary>
        <Outline nodes={outline(body)} onShow={onShow} />
      </details>
    </Panel>
  );
});

function Notices({ notices, onShow }: { notices: Imported['notices']; onShow: Show }) {
  const { t } = useMessages();
  return (
    <>
      <Typography variant="delta" tag="h3">
        {t('text.notices', { count: notices.length })}
      </Typography>
      <Flex tag="ul" direction="column" alignItems="stretch" gap={2}>
        {notices.slice(0, shownNotices).map(({ code, excerpt, block }, index) => (
          // Notices have no name but their place in the list, which does not change.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <li key={index}>
            <Typography>{t(`text.notice.${code}`)}</Typography>{' '}
            <Typography textColor="neutral600">{excerpt}</Typography>{' '}
            {block && <TextButton onClick={() => onShow(block)}>{t('text.goto')}</TextButton>}
          </li>
        ))}
      </Flex>
      <More count={notices.length - shownNotices} />
    </>
  );
}

/** How many lines of a list are not shown. */
function More({ count }: { count: number }) {
  const { t } = useMessages();
  return count > 0 ? <Typography>{t('text.more', { count })}</Typography> : null;
}

function Outline({ nodes, onShow }: { nodes: readonly OutlineNode[]; onShow: Show }) {
  return (
    <Box tag="ul" paddingLeft={4}>
      {nodes.map(({ heading, children }) => (
        <li key={heading.id}>
          <TextButton onClick={() => onShow(heading.id)}>{headingLine(heading) || '–'}</TextButton>
          {children.length > 0 && <Outline nodes={children} onShow={onShow} />}
        </li>
      ))}
    </Box>
  );
}
