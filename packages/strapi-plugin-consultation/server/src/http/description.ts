import * as contract from 'consultation-core/contract';
import type { Context } from 'koa';

/** The description of the public API, made from the contract. */
export const description = () => ({
  async find(ctx: Context) {
    ctx.set('Cache-Control', 'public, max-age=300');
    ctx.body = (contract as unknown as { openApi: () => unknown }).openApi();
  },
});
