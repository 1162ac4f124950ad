import { apply } from 'consultation-core/change';
import type { Body } from 'consultation-core/text';
import { type Strapi, service } from '../strapi.ts';
import { type AmendmentRow, findAmendment } from './amendment-row.ts';

/** The text that an amendment is about, and whether its change fits it. */
export interface Ground {
  readonly body: Body;
  readonly fits: boolean;
  /** The amendment that it amends. */
  readonly parent: AmendmentRow | undefined;
}

/** The version that an amendment changes, or that version as its parent would make it now. */
export async function groundOf(strapi: Strapi, row: AmendmentRow): Promise<Ground> {
  const { consultation } = row;
  const version = await service(strapi, 'version-store').need(consultation, row.base);
  const parent =
    row.parent === null ? undefined : await findAmendment(strapi, consultation, row.parent);
  const applied = parent && apply(version.body, parent.change);
  const body = applied?.kind === 'applied' ? applied.body : version.body;
  const fits = apply(body, row.change).kind === 'applied';
  return { body, fits, parent };
}
