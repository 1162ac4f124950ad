import { AsyncLocalStorage } from 'node:async_hooks';
import { errors } from '@strapi/utils';
import type { Strapi } from '../strapi.ts';
import { uids } from './index.ts';

const writing = new AsyncLocalStorage<true>();

/** Runs what a service of this plugin writes. Only from here do our content types accept it. */
export function asService<Result>(run: () => Promise<Result>): Promise<Result> {
  return writing.run(true, run);
}

const guarded = new Set<string>(Object.values(uids));
const harmless = new Set(['findOne', 'findMany', 'findFirst', 'count']);

/**
 * Keeps everybody else (the content manager, REST, other plugins) from writing consultations, texts and contributions
 * directly: a frozen version would change, a number would be given twice, an act would leave no record.
 */
export function guardWrites(strapi: Strapi): void {
  strapi.documents.use(async (context, next) => {
    if (!guarded.has(context.uid) || harmless.has(context.action) || writing.getStore() === true) {
      return next();
    }
    throw new errors.ForbiddenError(
      'Consultations, their texts and contributions are changed on the page “Consultations” of the administration, where every change keeps the rules and is recorded; here they can only be read.'
    );
  });
}
