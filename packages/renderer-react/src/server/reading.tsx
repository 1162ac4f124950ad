import type { AmendmentStatus } from 'consultation-core/amendment';
import { amendmentStatuses } from 'consultation-core/amendment';
import { Id, type JournalView, limits } from 'consultation-core/contract';
import { headingLine } from 'consultation-core/text';
import { amendmentName } from '../components/amendment-card.tsx';
import type { DiffExtent, DiffLayout } from '../components/diff-view.tsx';
import type { I18n } from '../i18n/index.ts';
import { AccountPage } from '../pages/account-pages.tsx';
import { AmendmentPage, stopOf, WithdrawPage } from '../pages/amendment-page.tsx';
import { AmendmentsPage } from '../pages/amendments-page.tsx';
import { ArgumentsPage } from '../pages/arguments-page.tsx';
import { ArticlePage, articleOf } from '../pages/article-page.tsx';
import { ChangesPage } from '../pages/changes-page.tsx';
import { isOver, isUnderWay } from '../pages/common.tsx';
import { HomePage } from '../pages/home-page.tsx';
import { ListPage } from '../pages/list-page.tsx';
import { ModerationPage } from '../pages/moderation-page.tsx';
import { OriginPage } from '../pages/origin-page.tsx';
import { AccessibilityPage, ApiPage, PrivacyPage } from '../pages/plain-pages.tsx';
import { ResultsPage } from '../pages/results-page.tsx';
import { NoTextPage, TextPage } from '../pages/text-page.tsx';
import { emptyForm, type FormState } from '../view.ts';
import { errorPage, page, refusedReading } from './answers.tsx';
import { type Visit, viewOf } from './visit.ts';

export type Params = Readonly<Record<string, string>>;
export type Reader = (visit: Visit, params: Params) => Promise<Response>;

const pageSize = 20;

/** Keys of the address that a page understands; others and broken values are as if they were not there. */
export function pageNumber(visit: Visit, name = 'page'): number {
  const page = Number(visit.url.searchParams.get(name) ?? '1');
  return Number.isInteger(page) && page >= 1 && page <= 10_000 ? page : 1;
}

export function requestKey(): string {
  return crypto.randomUUID();
}

const doneOf = (visit: Visit) => visit.url.searchParams.get('done') ?? undefined;

/** How a difference is to be shown: `show` says how much of it, `view` in how many columns. */
function diffQuery(visit: Visit, usual: DiffExtent): { extent: DiffExtent; layout: DiffLayout } {
  const { searchParams } = visit.url;
  const show = searchParams.get('show');
  return {
    extent: show === 'whole' || show === 'changed' ? show : usual,
    layout: searchParams.get('view') === 'side' ? 'side' : 'inline',
  };
}

/** Articles of more lines than this show only what changes, unless they are asked for whole. */
const shortArticle = 14;

export const readList: Reader = async (visit) => {
  const number = pageNumber(visit);
  const answer = await visit.call('listConsultations', { query: { page: number, pageSize } });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  return page(
    visit,
    <ListPage view={viewOf(visit)} {...answer.data} page={number} pageSize={pageSize} />
  );
};

/** The newest signed state of a journal, to be told at the foot of a page; a page without it is whole too. */
async function checkpointOf(visit: Visit, slug: string): Promise<JournalView['checkpoint']> {
  const journal = await visit.call('getJournal', { params: { slug } });
  return journal.kind === 'ok' ? journal.data.checkpoint : null;
}

export const readHome: Reader = async (visit, { slug = '' }) => {
  const [answer, journal] = await Promise.all([
    visit.call('getConsultation', { params: { slug } }),
    checkpointOf(visit, slug),
  ]);
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const { data } = answer;
  return page(
    visit,
    <HomePage
      view={viewOf(visit, data.timeZone)}
      consultation={data}
      journal={journal}
      now={visit.host.now().toISOString()}
    />
  );
};

export const readText: Reader = async (visit, { slug = '', number = 'latest' }) => {
  const wanted = number === 'latest' ? number : Number(number);
  const answer = await visit.call('getVersion', { params: { slug, number: wanted } });
  if (answer.kind === 'refused') {
    return answer.code === 'not-found' && wanted === 'latest'
      ? noText(visit, slug)
      : refusedReading(visit, answer);
  }
  const { data } = answer;
  return page(visit, <TextPage view={viewOf(visit, data.consultation.timeZone)} data={data} />);
};

/** A consultation can be announced before its text is there. */
async function noText(visit: Visit, slug: string): Promise<Response> {
  const answer = await visit.call('getConsultation', { params: { slug } });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const view = viewOf(visit, answer.data.timeZone);
  return page(visit, <NoTextPage view={view} consultation={answer.data} />);
}

/** A choice that somebody made before she signed in. */
function keptChoice(visit: Visit): FormState {
  const choice = visit.url.searchParams.get('choice');
  return choice === null ? emptyForm : { values: { choice }, errors: [] };
}

/** Forms of a page as they were sent, with what is wrong said in the page's language and time zone. */
export type FormsIn = (i18n: I18n) => {
  vote?: FormState;
  argue?: FormState;
  reply?: { readonly number: number; readonly form: FormState };
  key?: string;
};

/** An article's page, also after a form on it was refused. */
export async function articlePage(
  visit: Visit,
  params: Params,
  formsIn: FormsIn,
  status = 200
): Promise<Response> {
  const { slug = '', article = '' } = params;
  const answer = await visit.call('getArticle', { params: { slug, article } });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const { data } = answer;
  const view = viewOf(visit, data.consultation.timeZone);
  const forms = formsIn(view.i18n);
  return page(
    visit,
    <ArticlePage
      view={view}
      data={data}
      vote={forms.vote ?? keptChoice(visit)}
      argue={forms.argue ?? emptyForm}
      requestKey={forms.key ?? requestKey()}
      done={doneOf(visit)}
    />,
    { status }
  );
}
export const readArticle: Reader = (visit, params) => articlePage(visit, params, () => ({}));

export async function amendmentPage(
  visit: Visit,
  params: Params,
  formsIn: FormsIn,
  status = 200
): Promise<Response> {
  const { slug = '', amendment = '' } = params;
  const answer = await visit.call('getAmendment', { params: { slug, id: amendment } });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const { data } = answer;
  const view = viewOf(visit, data.consultation.timeZone);
  const forms = formsIn(view.i18n);
  return page(
    visit,
    <AmendmentPage
      view={view}
      data={data}
      {...diffQuery(visit, data.amendment.before.length > shortArticle ? 'changed' : 'whole')}
      vote={forms.vote ?? keptChoice(visit)}
      argue={forms.argue ?? emptyForm}
      reply={forms.reply}
      requestKey={forms.key ?? requestKey()}
      done={doneOf(visit)}
    />,
    { status }
  );
}
export const readAmendment: Reader = (visit, params) => amendmentPage(visit, params, () => ({}));

export const readArticleArguments: Reader = async (visit, { slug = '', article = '' }) => {
  const number = pageNumber(visit);
  const item = await visit.call('getArticle', { params: { slug, article } });
  if (item.kind === 'refused') return refusedReading(visit, item);
  const answer = await visit.call('listArguments', {
    params: { slug },
    query: { target: `article:${article}`, page: number, pageSize },
  });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const { consultation } = item.data;
  return page(
    visit,
    <ArgumentsPage
      view={viewOf(visit, consultation.timeZone)}
      consultation={consultation}
      item={{
        id: article,
        name: headingLine(articleOf(item.data).heading),
        href: visit.links.article(slug, article),
      }}
      arguments={answer.data}
      permission={item.data.may.comment}
      page={number}
      pageSize={pageSize}
      link={(to) => visit.links.articleArguments(slug, article, { page: to })}
    />
  );
};

export const readAmendmentArguments: Reader = async (visit, { slug = '', amendment = '' }) => {
  const number = pageNumber(visit);
  const item = await visit.call('getAmendment', { params: { slug, id: amendment } });
  if (item.kind === 'refused') return refusedReading(visit, item);
  const answer = await visit.call('listArguments', {
    params: { slug },
    query: { target: `amendment:${amendment}`, page: number, pageSize },
  });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const { consultation } = item.data;
  const view = viewOf(visit, consultation.timeZone);
  return page(
    visit,
    <ArgumentsPage
      view={view}
      consultation={consultation}
      item={{
        id: amendment,
        name: amendmentName(view, item.data.amendment),
        href: visit.links.amendment(slug, amendment),
      }}
      arguments={answer.data}
      permission={stopOf(item.data) ?? item.data.may.comment}
      page={number}
      pageSize={pageSize}
      link={(to) => visit.links.amendmentArguments(slug, amendment, { page: to })}
    />
  );
};

export const readAmendments: Reader = async (visit, { slug = '' }) => {
  const { searchParams } = visit.url;
  const number = pageNumber(visit);
  const article = searchParams.get('article') ?? '';
  const status = searchParams.get('status') ?? '';
  const search = (searchParams.get('search') ?? '').trim().slice(0, limits.title);
  const order = searchParams.get('order');
  const filters = {
    ...(Id.safeParse(article).success ? { article } : {}),
    ...((amendmentStatuses as readonly string[]).includes(status)
      ? { status: status as AmendmentStatus }
      : {}),
    ...(search === '' ? {} : { search }),
    order: order === 'number' || order === 'latest' ? order : 'neutral',
  } as const;
  const answer = await visit.call('listAmendments', {
    params: { slug },
    query: { ...filters, page: number, pageSize },
  });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  return page(
    visit,
    <AmendmentsPage
      view={viewOf(visit)}
      data={answer.data}
      stage={answer.data.total === 0 ? await stageOf(visit, slug) : 'other'}
      filters={filters}
      page={number}
      pageSize={pageSize}
    />
  );
};

/** Whether somebody could be the first, or comes too late. */
async function stageOf(visit: Visit, slug: string): Promise<'open' | 'over' | 'other'> {
  const answer = await visit.call('getConsultation', { params: { slug } });
  if (answer.kind === 'refused') return 'other';
  if (isOver(answer.data, visit.host.now().toISOString())) return 'over';
  const { currentPhase } = answer.data;
  return isUnderWay(answer.data) && currentPhase?.allows.includes('amend') ? 'open' : 'other';
}

export const readWithdraw: Reader = async (visit, { slug = '', amendment = '' }) => {
  const answer = await visit.call('getAmendment', { params: { slug, id: amendment } });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const { may, consultation } = answer.data;
  if (may.withdraw.kind === 'refused') {
    return refusedReading(visit, {
      kind: 'refused',
      code: may.withdraw.code as never,
      details: may.withdraw.details,
    });
  }
  return page(
    visit,
    <WithdrawPage view={viewOf(visit, consultation.timeZone)} data={answer.data} />
  );
};

/** Without numbers, or with broken ones: the two newest versions. */
export const readChanges: Reader = async (visit, { slug = '' }) => {
  const number = (name: string) => {
    const value = Number(visit.url.searchParams.get(name));
    return Number.isInteger(value) && value >= 1 && value <= 10_000 ? value : undefined;
  };
  const consultation = await visit.call('getConsultation', { params: { slug } });
  if (consultation.kind === 'refused') return refusedReading(visit, consultation);
  const { versions } = consultation.data;
  const from = number('from') ?? versions.at(-2)?.number;
  const to = number('to') ?? versions.at(-1)?.number;
  if (from === undefined || to === undefined) return errorPage(visit, 'not-found');
  const answer = await visit.call('compareVersions', { params: { slug }, query: { from, to } });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const { data } = answer;
  return page(
    visit,
    <ChangesPage
      view={viewOf(visit, data.consultation.timeZone)}
      data={data}
      versions={versions}
      {...diffQuery(visit, 'changed')}
    />
  );
};

/** Where each word of a version comes from; with `amendment`, only the words of that one are marked. */
export const readOrigin: Reader = async (visit, { slug = '', number = '' }) => {
  const answer = await visit.call('getAttribution', { params: { slug, number: Number(number) } });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const { data } = answer;
  const { searchParams } = visit.url;
  const wanted = searchParams.get('amendment');
  const only =
    data.contributions.find(({ id }) => id === wanted) ?? (await unnamed(visit, slug, wanted));
  return page(
    visit,
    <OriginPage
      view={viewOf(visit, data.consultation.timeZone)}
      data={data}
      only={only}
      removed={searchParams.get('removed') === 'show'}
    />
  );
};

/** An amendment that no word of a version comes from: its page of origins says so. */
async function unnamed(visit: Visit, slug: string, id: string | null) {
  if (!Id.safeParse(id).success || id === null) return undefined;
  const answer = await visit.call('getAmendment', { params: { slug, id } });
  if (answer.kind === 'refused' || answer.data.amendment.number === 0) return undefined;
  const { number, title, author } = answer.data.amendment;
  return { id, number, title, author };
}

export const readResults: Reader = async (visit, { slug = '' }) => {
  const [answer, journal, consultation] = await Promise.all([
    visit.call('getResults', { params: { slug } }),
    checkpointOf(visit, slug),
    visit.call('getConsultation', { params: { slug } }),
  ]);
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const { data } = answer;
  return page(
    visit,
    <ResultsPage
      view={viewOf(visit, data.consultation.timeZone)}
      data={data}
      journal={journal}
      passing={consultation.kind === 'ok' ? consultation.data.passing : undefined}
    />
  );
};

export const readModeration: Reader = async (visit, { slug = '' }) => {
  const answer = await visit.call('getRegister', { params: { slug } });
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  const { data } = answer;
  return page(
    visit,
    <ModerationPage view={viewOf(visit, data.consultation.timeZone)} data={data} />
  );
};

export const readAccount: Reader = async (visit) => {
  const answer = await visit.call('getAccount', {});
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  return page(
    visit,
    <AccountPage
      view={viewOf(visit)}
      data={answer.data}
      votesPage={pageNumber(visit, 'votes')}
      done={doneOf(visit)}
    />
  );
};

export const readAccessibility: Reader = async (visit) =>
  page(visit, <AccessibilityPage view={viewOf(visit)} />);

export const readPrivacy: Reader = async (visit) =>
  page(visit, <PrivacyPage view={viewOf(visit)} />);

export const readApi: Reader = async (visit) =>
  page(visit, <ApiPage view={viewOf(visit)} description={visit.host.apiDescription} />);
