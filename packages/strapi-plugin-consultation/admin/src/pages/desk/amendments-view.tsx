import { Box, Button, Checkbox, EmptyStateLayout, Flex, Typography } from '@strapi/design-system';
import { headingLine } from 'consultation-core/text';
import {
  type KeyboardEvent,
  startTransition,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useSearchParams } from 'react-router-dom';
import { Panel, Stack } from '../../components/frame.tsx';
import { useMessages } from '../../lib/messages.ts';
import { useRights } from '../../lib/rights.ts';
import { DecisionForm } from '../amendments/decision-form.tsx';
import { ArticleText } from './article-text.tsx';
import { useDesk } from './desk-context.ts';
import { useFilters } from './filter-bar.tsx';
import { cardId, GroupCard } from './group-card.tsx';
import { familiesOf } from './model/families.ts';
import { ordered, passes } from './model/filters.ts';
import { groupsOf } from './model/groups.ts';
import { rivals } from './model/merge.ts';
import { Shortcuts } from './shortcuts.tsx';
import { focusOn, useSelection } from './use-selection.ts';

/** Cards that are drawn at once, and those that follow while nobody waits; more on demand. */
const atOnce = 6;
const inAll = 60;
/** Milliseconds between them. */
const pause = 50;

const isField = (target: EventTarget) =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target.matches('input:not([type=checkbox]), textarea, select, [role=combobox]'));

/** All amendments on one article: read, compared, decided on. */
export function AmendmentsView() {
  const { t } = useMessages();
  const rights = useRights();
  const desk = useDesk();
  const { consultation, view, places, setPlace, announce } = desk;
  const { article, block } = useSelection();
  const { filters, order, bar } = useFilters();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [opened, setOpened] = useState<readonly string[]>([]);
  const [limit, setLimit] = useState(atOnce);
  const list = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef<string>();

  const amendments = article?.amendments;
  const competing = useMemo(() => rivals(view.body, amendments ?? []), [view.body, amendments]);
  const families = useMemo(() => familiesOf(amendments ?? []), [amendments]);
  const filterKey = JSON.stringify(filters);
  const groups = useMemo(() => {
    const wanted = JSON.parse(filterKey) as typeof filters;
    const colliding = new Set(competing.keys());
    const shown = (amendments ?? []).filter((one) => passes(one, wanted, colliding));
    const ids = new Set(shown.map(({ id }) => id));
    // A sub-amendment stands under its parent; alone when the parent is filtered out.
    const top = shown.filter(({ parent }) => parent === null || !ids.has(parent));
    return groupsOf(ordered(top, order, places), families);
  }, [amendments, filterKey, competing, order, places, families]);
  const subs = useMemo(() => {
    const byParent = new Map<string, (typeof view.amendments)[number][]>();
    for (const one of view.amendments) {
      if (one.parent !== null) byParent.set(one.parent, [...(byParent.get(one.parent) ?? []), one]);
    }
    return byParent;
  }, [view.amendments]);

  const articleId = article?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another article begins anew
  useEffect(() => {
    setChosen([]);
    setOpened([]);
    setLimit(atOnce);
    setPlace(articleId ? `article:${articleId}` : '');
    // Another article is read from its beginning; the focus stays on the map.
    if (before.current !== undefined && before.current !== articleId) {
      heading.current?.scrollIntoView({ block: 'nearest' });
    }
    before.current = articleId;
  }, [articleId]);

  useEffect(() => {
    if (limit >= Math.min(inAll, groups.length)) return;
    const timer = setTimeout(() => startTransition(() => setLimit((last) => last + atOnce)), pause);
    return () => clearTimeout(timer);
  }, [limit, groups.length]);

  const toggle = useCallback(
    (ids: readonly string[], on: boolean) =>
      setChosen((before) =>
        on ? [...new Set([...before, ...ids])] : before.filter((id) => !ids.includes(id))
      ),
    []
  );
  const open = useCallback(
    (key: string) =>
      setOpened((before) =>
        before.includes(key) ? before.filter((one) => one !== key) : [...before, key]
      ),
    []
  );
  const show = useCallback(
    (id: string) => {
      const at = groups.findIndex(({ members }) => members.some((one) => one.id === id));
      if (at === -1) {
        announce(t('desk.text.filtered'));
        return;
      }
      if (at >= limit) setLimit(at + 1);
      setPlace(`amendment:${id}`);
      requestAnimationFrame(() => focusOn(cardId(groups[at]?.key ?? id)));
    },
    [groups, limit, announce, setPlace, t]
  );

  // From another screen to an amendment.
  const [params] = useSearchParams();
  const asked = params.get('show');
  // biome-ignore lint/correctness/useExhaustiveDependencies: when another one is asked for
  useEffect(() => {
    if (asked) show(asked);
  }, [asked]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (isField(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('[data-card]') ?? [])];
    const card = (event.target as HTMLElement).closest<HTMLElement>('[data-card]');
    const at = card ? cards.indexOf(card) : -1;
    const onCard = event.target === card;
    const group = groups.find(({ key }) => key === card?.dataset.card);
    const down = event.key === 'j' || (event.key === 'ArrowDown' && onCard);
    const up = event.key === 'k' || (event.key === 'ArrowUp' && onCard);
    if (down || up) {
      const to = cards[down ? at + 1 : Math.max(0, at - 1)];
      to?.focus();
      to?.scrollIntoView({ block: 'nearest' });
    } else if (onCard && group && event.key === 'Enter') open(group.key);
    else if (onCard && group && event.key === 'x') {
      const ids = group.members.map(({ id }) => id);
      toggle(ids, !ids.every((id) => chosen.includes(id)));
    } else return;
    event.preventDefault();
  };

  if (article === undefined || view.amendments.length === 0) {
    return <EmptyStateLayout content={t('desk.empty')} />;
  }
  const ids = groups.flatMap(({ members }) => members.map(({ id }) => id));
  const visible = chosen.filter((id) => desk.byId.has(id));
  return (
    <Stack>
      <Stack gap={3}>
        <Typography variant="beta" tag="h2" ref={heading} tabIndex={-1}>
          {article.heading ? headingLine(article.heading) : t('desk.map.outside')}
        </Typography>
        <ArticleText article={article} block={block} onShow={show} />
      </Stack>
      <Panel title={t('amendments.count', { count: article.amendments.length })}>
        {bar}
        {groups.length === 0 ? (
          <Typography role="status">
            {article.amendments.length === 0 ? t('desk.empty.article') : t('desk.empty.filtered')}
          </Typography>
        ) : (
          <>
            <Flex gap={5} wrap="wrap">
              <Checkbox
                checked={
                  ids.every((id) => visible.includes(id))
                    ? true
                    : visible.length > 0
                      ? 'indeterminate'
                      : false
                }
                onCheckedChange={(on) => toggle(ids, on === true)}
              >
                {t('desk.choose.all', { count: ids.length })}
              </Checkbox>
              <Typography role="status">{t('desk.groups', { count: groups.length })}</Typography>
            </Flex>
            <Shortcuts />
            {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the cards inside */}
            <div ref={list} onKeyDown={onKeyDown}>
              <Stack gap={4}>
                {groups.slice(0, limit).map((group) => (
                  <GroupCard
                    key={group.key}
                    group={group}
                    subs={subs}
                    rivals={competing}
                    chosen={visible}
                    opened={opened.includes(group.key)}
                    onChoose={toggle}
                    onOpen={open}
                  />
                ))}
              </Stack>
            </div>
            {groups.length > limit && limit >= inAll && (
              <Box>
                <Button variant="secondary" onClick={() => setLimit((last) => last + inAll)}>
                  {t('desk.groups.more', { count: groups.length - limit })}
                </Button>
              </Box>
            )}
          </>
        )}
      </Panel>
      <DecisionForm
        consultation={consultation}
        amendments={visible}
        reasons={view.reasons}
        disabled={!rights.decide}
        onDone={async () => {
          const count = visible.length;
          setChosen([]);
          await desk.reload();
          announce(t('desk.decided', { count }));
          // The form is empty now: back to the amendments of the article.
          if (!focusOn(cardId(groups[0]?.key ?? ''))) heading.current?.focus();
        }}
      />
    </Stack>
  );
}
