import { type Refusal, statusOf } from 'consultation-core/contract';

import type { Context } from 'koa';
import type { Language } from './language.ts';
import { refusalText } from './sentence.ts';

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
      message: refusalText(refusal.code, refusal.details, language),
      details: { ...refusal.details, code: refusal.code },
    },
  };
}
