import { type Refusal, statusOf } from 'consultation-core/contract';
import { refusalText } from 'consultation-renderer-react/i18n';
import type { Context } from 'koa';
import type { Language } from './language.ts';

const zoneOf = ({ details }: Refusal) =>
  typeof details.timeZone === 'string' ? details.timeZone : undefined;

/** A refusal in Strapi's envelope: a stable code for programs, a sentence for people. */
export function sendRefusal(ctx: Context, refusal: Refusal, language: Language): void {
  const status = statusOf(refusal.code);
  ctx.status = status;
  const retryAfter = refusal.details.retryAfter;
  if (typeof retryAfter === 'number') ctx.set('Retry-After', String(retryAfter));
  ctx.set('Content-Language', language);
  ctx.body = {
    data: null,
    error: {
      status,
      name: 'ConsultationRefusal',
      message: refusalText(refusal.code, refusal.details, language, zoneOf(refusal)),
      details: { ...refusal.details, code: refusal.code },
    },
  };
}
