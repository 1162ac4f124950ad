import type { Strapi } from './strapi.ts';

/** What happened, for webhooks and other plugins: which consultation, which item; never who. */
export const eventNames = [
  'consultation.opened',
  'consultation.closed',
  'consultation.answered',
  'version.published',
  'amendment.submitted',
  'amendment.edited',
  'amendment.withdrawn',
  'amendment.decided',
  'wording.proposed',
  'wording.answered',
  'argument.created',
  'moderation.hidden',
  'moderation.restored',
] as const;
export type EventName = (typeof eventNames)[number];

/** Lets webhooks subscribe to our events. */
export function registerEvents(strapi: Strapi): void {
  const store = strapi.get('webhookStore');
  for (const name of eventNames) {
    store.addAllowedEvent(name.toUpperCase().replace('.', '_'), name);
  }
}

/** To be called after the commit; a listener that fails is logged and changes nothing. */
export function emit(
  strapi: Strapi,
  name: EventName,
  data: Readonly<Record<string, unknown>>
): void {
  strapi.eventHub.emit(name, { ...data }).catch((error: unknown) => strapi.log.error(error));
}
