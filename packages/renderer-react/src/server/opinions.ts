import { createArgument, type Refusal, RequestKey, statusOf } from 'consultation-core/contract';
import type { I18n } from '../i18n/index.ts';
import type { FormError } from '../view.ts';
import { refusedUnknown, seeOther } from './answers.tsx';
import { fieldErrors, refusalErrors } from './form-errors.ts';
import { amendmentPage, articlePage, type FormsIn, type Params, requestKey } from './reading.tsx';
import type { Visit } from './visit.ts';

export type Sender = (visit: Visit, params: Params, form: URLSearchParams) => Promise<Response>;

/** An item that opinions are given on, whose page shows the forms again when something is wrong. */
interface Item {
  readonly target: string;
  readonly href: (query?: Readonly<Record<string, string>>, hash?: string) => string;
  readonly page: (
    visit: Visit,
    params: Params,
    forms: FormsIn,
    status?: number
  ) => Promise<Response>;
}

function itemOf(visit: Visit, { slug = '', article, amendment = '' }: Params): Item {
  return article === undefined
    ? {
        target: `amendment:${amendment}`,
        href: (query, hash) => visit.links.amendment(slug, amendment, query, hash),
        page: amendmentPage,
      }
    : {
        target: `article:${article}`,
        href: (query, hash) => visit.links.article(slug, article, query, hash),
        page: articlePage,
      };
}

/** GET of an address that only takes forms leads to its item. */
export async function backToItem(visit: Visit, params: Params): Promise<Response> {
  const { slug = '', question } = params;
  if (question !== undefined) return seeOther(visit.links.question(slug, question));
  return seeOther(itemOf(visit, params).href());
}

export const sendVote: Sender = async (visit, params, form) => {
  const item = itemOf(visit, params);
  const { slug = '' } = params;
  const choice = form.get('choice') ?? '';
  const withdraw = form.has('withdraw');
  const sent = { choice: withdraw ? null : choice, form };
  if (visit.session !== undefined && sent.choice === '') {
    return item.page(
      visit,
      params,
      ({ t }) => ({
        vote: { values: {}, errors: [{ field: 'vote-choices', message: t('invalid.choice') }] },
      }),
      422
    );
  }
  // The form that is shown now has a new key: sending it again is another act.
  return sendBallot(visit, slug, item, sent, (refusal) =>
    again(visit, params, item, refusal, (errors, { t }) => ({
      vote: {
        values: { choice },
        errors: refusal.code === 'key-reused' ? [{ message: t('vote.sentBefore') }] : errors,
      },
    }))
  );
};

/** What a ballot is cast on, and the address of its page. */
export type BallotBox = Pick<Item, 'target' | 'href'>;

/** Casts a ballot, or takes it back where the choice is null, and leads to its page; `refused` shows it once more. */
export async function sendBallot(
  visit: Visit,
  slug: string,
  box: BallotBox,
  sent: { readonly choice: string | null; readonly form: URLSearchParams },
  refused: (refusal: Refusal) => Promise<Response>
): Promise<Response> {
  const { choice, form } = sent;
  if (visit.session === undefined) return toSignIn(visit, box, choice ?? '');
  const at = { slug, target: box.target };
  const key = keyIn(form);
  const answer =
    choice === null
      ? await visit.call('withdrawBallot', { params: at, query: { key } })
      : await visit.call('castBallot', { params: at, body: { choice, key } });
  if (answer.kind === 'refused') {
    return answer.code === 'sign-in-needed' ? toSignIn(visit, box, choice ?? '') : refused(answer);
  }
  // A form from before, sent once more after the vote was changed elsewhere, changes nothing: it must not look so.
  const isStale = answer.data.choice !== choice;
  const done = isStale ? 'vote-unchanged' : choice === null ? 'vote-withdrawn' : 'voted';
  return seeOther(box.href({ done }, 'vote'));
}

/** The key that the form was made with: however often it is sent, it is one act. */
function keyIn(form: URLSearchParams): string {
  const read = RequestKey.safeParse(form.get('key'));
  return read.success ? read.data : requestKey();
}

/** She signs in, comes back, and finds her choice made; she still has to send it. */
function toSignIn(visit: Visit, box: BallotBox, choice: string): Response {
  const back = box.href(choice === '' ? {} : { choice }, 'vote');
  return seeOther(visit.links.signIn({ return: back }));
}

const argumentFields = {
  stance: { id: 'stance', name: 'field.stance' },
  text: { id: 'text', name: 'field.argument' },
  'sources.0.title': { id: 'source-title', name: 'field.sourceTitle' },
  'sources.0.url': { id: 'source-url', name: 'field.sourceUrl' },
} as const;

export const sendArgument: Sender = async (visit, params, form) => {
  const item = itemOf(visit, params);
  const { slug = '' } = params;
  const value = (name: string) => form.get(name) ?? '';
  const url = value('source-url').trim();
  const title = value('source-title').trim();
  const body = {
    target: item.target,
    stance: value('stance') as 'for' | 'against',
    text: value('text'),
    sources: url === '' && title === '' ? [] : [{ title: title || url.slice(0, 200), url }],
    key: value('key'),
  };
  const forms = (errors: readonly FormError[]) => ({
    argue: { values: Object.fromEntries(form), errors },
    key: value('key'),
  });
  const read = createArgument.body.safeParse(body);
  if (!read.success) {
    const { issues } = read.error;
    return item.page(
      visit,
      params,
      (i18n) => forms(fieldErrors(i18n, issues, argumentFields)),
      422
    );
  }
  const answer = await visit.call('createArgument', { params: { slug }, body });
  if (answer.kind === 'refused') {
    if (answer.code === 'sign-in-needed') {
      return refusedUnknown(visit, `${item.href()}/argue`, form);
    }
    return again(visit, params, item, answer, forms);
  }
  return seeOther(item.href({ done: 'argued' }));
};

/** The item's page with what was typed and why it was refused; without the item, only why. */
function again(
  visit: Visit,
  params: Params,
  item: Item,
  refusal: Refusal,
  forms: (errors: readonly FormError[], i18n: I18n) => ReturnType<FormsIn>
): Promise<Response> {
  return item.page(
    visit,
    params,
    (i18n) => forms(refusalErrors(i18n, refusal), i18n),
    statusOf(refusal.code)
  );
}
