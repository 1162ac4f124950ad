import { eraseAccount, statusOf } from 'consultation-core/contract';
import { EraseAccountPage, EraseConfirmPage, ErasedPage } from '../pages/erase-pages.tsx';
import type { FormError } from '../view.ts';
import { page, refusedReading, seeOther } from './answers.tsx';
import { noSessionCookie } from './cookies.ts';
import { fieldErrors, refusalErrors } from './form-errors.ts';
import type { Sender } from './opinions.ts';
import type { Reader } from './reading.tsx';
import { type Visit, viewOf } from './visit.ts';

/** What would go and stay; asks nothing of the server but that. */
export const readErase: Reader = async (visit) => {
  const answer = await visit.call('getAccount', {});
  if (answer.kind === 'refused') return refusedReading(visit, answer);
  return page(visit, <EraseAccountPage view={viewOf(visit)} own={answer.data} />);
};

/** What becomes of her texts is hers to say: whatever is no clear answer is undefined, never a choice. */
const textsIn = (fields: URLSearchParams): boolean | undefined =>
  ({ go: true, stay: false })[fields.get('texts') ?? ''];

/**
 * The last step, empty or with what is wrong; the password is never sent back. Who has to sign in on the way, or gave
 * no answer about her texts, begins again with the question.
 */
export async function erasePage(
  visit: Visit,
  fields: URLSearchParams,
  errors: readonly FormError[] = [],
  status = 200
): Promise<Response> {
  const texts = textsIn(fields);
  if (texts === undefined) return seeOther(visit.links.erase());
  const answer = await visit.call('getAccount', {});
  if (answer.kind === 'refused') return refusedReading(visit, answer, visit.links.erase());
  const form = { values: {}, errors };
  return page(
    visit,
    <EraseConfirmPage view={viewOf(visit)} own={answer.data} texts={texts} form={form} />,
    { status }
  );
}

export const readEraseConfirm: Reader = (visit) => erasePage(visit, visit.url.searchParams);

export const sendErase: Sender = async (visit, _params, form) => {
  const texts = textsIn(form);
  if (texts === undefined) return seeOther(visit.links.erase());
  const { i18n } = viewOf(visit);
  const body = { password: form.get('password') ?? '', texts };
  const read = eraseAccount.body.safeParse(body);
  if (!read.success) {
    const errors = fieldErrors(i18n, read.error.issues, {
      password: { id: 'password', name: 'field.password' },
    });
    return erasePage(visit, form, errors, 422);
  }
  const answer = await visit.call('eraseAccount', { body });
  if (answer.kind === 'ok') return seeOther(visit.links.erased(), noSessionCookie(visit.secure));
  // Her session ended meanwhile: she signs in, and is asked again from the beginning.
  if (answer.code === 'sign-in-needed') {
    return refusedReading(visit, answer, visit.links.erase());
  }
  const errors =
    answer.code === 'sign-in-failed'
      ? [{ field: 'password', message: i18n.t('erase.wrongPassword') }]
      : refusalErrors(i18n, answer);
  return erasePage(visit, form, errors, statusOf(answer.code));
};

/** Said to nobody who is signed in: it would not be true. */
export const readErased: Reader = async (visit) =>
  visit.session === undefined
    ? page(visit, <ErasedPage view={viewOf(visit)} />)
    : seeOther(visit.links.account());
