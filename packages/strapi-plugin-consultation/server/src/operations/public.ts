import {
  type BodyOf,
  type ParamsOf,
  type PublicEndpointName,
  type PublicEndpoints,
  type QueryOf,
  RefusalError,
  type ResponseOf,
} from 'consultation-core/contract';
import type { Language } from '../http/language.ts';
import type { User } from '../services/identity.ts';
import { listConsultations } from '../store/consultation.ts';
import { database } from '../store/database.ts';
import { type Strapi, service } from '../strapi.ts';
import { summaryOf, totals } from '../views/consultation.ts';

/** Whoever asks, once it is known who that is. */
export interface Caller {
  readonly user: User | null;
  readonly token: string | undefined;
  readonly language: Language;
  /** Network address, for limits only. */
  readonly address: string | undefined;
}

export type Operations = {
  readonly [Name in PublicEndpointName]: (
    caller: Caller,
    input: {
      readonly params: ParamsOf<PublicEndpoints[Name]>;
      readonly query: QueryOf<PublicEndpoints[Name]>;
      readonly body: BodyOf<PublicEndpoints[Name]>;
    }
  ) => Promise<ResponseOf<PublicEndpoints[Name]>>;
};

export function operations(strapi: Strapi): Operations {
  const ready = {
    async listConsultations(_caller, { query }) {
      const db = await database(strapi);
      const { total, items } = await listConsultations(db, { drafts: false, ...query });
      const figures = await totals(
        db,
        items.map(({ id }) => id)
      );
      const now = await service(strapi, 'clock').now(db);
      return { total, items: items.map((item) => summaryOf(item, figures.get(item.id), now)) };
    },
  } satisfies Partial<Operations>;
  return ready as never;
}
