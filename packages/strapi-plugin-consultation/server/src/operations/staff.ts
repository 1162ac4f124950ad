import type { StaffPermission } from 'consultation-core/consultation';
import type {
  BodyOf,
  ParamsOf,
  QueryOf,
  ResponseOf,
  StaffEndpointName,
  StaffEndpoints,
} from 'consultation-core/contract';
import type { Language } from '../http/language.ts';
import type { Strapi } from '../strapi.ts';

export interface Staff {
  readonly id: number;
  readonly language: Language;
  readonly may: (permission: StaffPermission) => boolean;
}

export type StaffOperations = {
  readonly [Name in StaffEndpointName]: (
    staff: Staff,
    input: {
      readonly params: ParamsOf<StaffEndpoints[Name]>;
      readonly query: QueryOf<StaffEndpoints[Name]>;
      readonly body: BodyOf<StaffEndpoints[Name]>;
    }
  ) => Promise<ResponseOf<StaffEndpoints[Name]>>;
};

export function staffOperations(_strapi: Strapi): StaffOperations {
  return {} as never;
}
