import { replyToWording, statusOf } from 'consultation-core/contract';
import { ReplyPage } from '../pages/reply-page.tsx';
import type { FormError } from '../view.ts';
import { errorPage, page, refusedReading, refusedUnknown, seeOther } from './answers.tsx';
import { fieldErrors, refusalErrors } from './form-errors.ts';
import type { Sender } from './opinions.ts';
import { amendmentPage, type Reader } from './reading.tsx';
import { viewOf } from './visit.ts';

/** GET of the address of a wording leads to its place on the page of the amendment. */
export const readWording: Reader = async (visit, { slug = '', amendment = '', number = '' }) =>
  seeOther(visit.links.amendment(slug, amendment, {}, `wording-${Number(number) || 0}`));

/** The author's answer to the words of staff: checked, asked for once more, then recorded. */
export const sendWording: Sender = async (visit, params, form) => {
  const { slug = '', amendment = '' } = params;
  const number = Number(params.number);
  if (!Number.isInteger(number) || number < 1) return errorPage(visit, 'not-found');
  const here = visit.links.wording(slug, amendment, number);
  const answer = form.get('answer');
  const field = `reply-${number}`;
  const reply = form.get(field) ?? '';
  const body = { accept: answer === 'accept', reply };
  const again = (errors: readonly FormError[], status: number) =>
    amendmentPage(
      visit,
      params,
      () => ({ reply: { number, form: { values: { [field]: reply }, errors } } }),
      status
    );
  if (visit.session === undefined) return refusedUnknown(visit, here, form);
  const { i18n } = viewOf(visit);
  const read = replyToWording.body.safeParse(body);
  if (!read.success) {
    const fields = { reply: { id: field, name: 'field.reply' } } as const;
    return again(fieldErrors(i18n, read.error.issues, fields), 422);
  }
  if (answer !== 'accept' && answer !== 'refuse') {
    return again([{ field: `answer-${number}`, message: i18n.t('invalid.choice') }], 422);
  }
  if (!form.has('confirmed')) {
    const item = await visit.call('getAmendment', { params: { slug, id: amendment } });
    if (item.kind === 'refused') return refusedReading(visit, item);
    const { may, consultation } = item.data;
    if (may.reply.kind === 'refused') {
      const { code, details } = may.reply;
      return code === 'sign-in-needed'
        ? refusedUnknown(visit, here, form)
        : errorPage(visit, code as never, details);
    }
    return page(
      visit,
      <ReplyPage
        view={viewOf(visit, consultation.timeZone)}
        data={item.data}
        number={number}
        accept={body.accept}
        reply={reply}
      />
    );
  }
  const result = await visit.call('replyToWording', {
    params: { slug, id: amendment, number },
    body: read.data,
  });
  if (result.kind === 'refused') {
    if (result.code === 'sign-in-needed') return refusedUnknown(visit, here, form);
    return again(refusalErrors(i18n, result), statusOf(result.code));
  }
  const done = result.data.state === 'accepted' ? 'wording-accepted' : 'wording-refused';
  return seeOther(visit.links.amendment(slug, amendment, { done }));
};
