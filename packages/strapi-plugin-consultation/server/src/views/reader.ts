import {
  type Action,
  type Actor,
  may,
  type Ruling,
  type Subject,
} from 'consultation-core/consultation';
import { RefusalError } from 'consultation-core/contract';
import type { Actor as Person } from '../services/identity.ts';
import type { Consultation } from '../store/consultation.ts';
import { type Strapi, service } from '../strapi.ts';

/** Somebody who looks at or acts on one consultation at one moment. */
export interface Reader {
  readonly consultation: Consultation;
  readonly at: string;
  /** Key that this person's amendments and arguments carry; null when nobody is signed in. */
  readonly author: string | null;
  /** Key that this person's ballots carry. */
  readonly voter: string | null;
  readonly sees: boolean;
  readonly may: (action: Action, subject?: Subject) => Ruling;
}

/** `person` null: nobody is signed in. `staff`: sees what staff see. */
export function readerOf(
  strapi: Strapi,
  consultation: Consultation,
  person: Person | null,
  at: string,
  staff = false
): Reader {
  const keys = service(strapi, 'keys');
  const author = person && keys.author(consultation.id, person.key);
  const actor: Actor = staff
    ? { kind: 'staff', permissions: ['read'] }
    : author === null
      ? { kind: 'anonymous' }
      : { kind: 'participant', key: author };
  const ask = (action: Action, subject: Subject = {}) =>
    may(consultation, actor, action, subject, at);
  return {
    consultation,
    at,
    author,
    voter: person && keys.voter(consultation.id, person.key),
    sees: ask('see-counts').kind === 'allowed',
    may: ask,
  };
}

/** Goes on only where the rules allow it. Moments in a refusal are told in the consultation's time zone. */
export function insist(reader: Reader, action: Action, subject: Subject = {}): void {
  const ruling = reader.may(action, subject);
  if (ruling.kind === 'allowed') return;
  const { timeZone } = reader.consultation;
  const moments = Object.keys(ruling.details).length > 0;
  throw new RefusalError(ruling.code, moments ? { ...ruling.details, timeZone } : {});
}

/** A ruling as the contract shows it. */
export function permission(ruling: Ruling) {
  return ruling.kind === 'allowed'
    ? { kind: 'allowed' as const }
    : { kind: 'refused' as const, code: ruling.code, details: { ...ruling.details } };
}

export function permissions(reader: Reader, subject: Subject) {
  return {
    comment: permission(reader.may('comment', subject)),
    amend: permission(reader.may('amend', subject)),
    vote: permission(reader.may('vote', subject)),
  };
}
