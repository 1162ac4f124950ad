import { guardWrites } from './content-types/guard.ts';
import { atTheEdge } from './http/edge.ts';
import { clientOf } from './store/database.ts';
import type { Strapi } from './strapi.ts';

export function register({ strapi }: { strapi: Strapi }): void {
  clientOf(strapi);
  if (strapi.plugin('users-permissions') === undefined) {
    throw new Error(
      'The consultation plugin needs @strapi/plugin-users-permissions, which keeps the accounts.'
    );
  }
  strapi.get('middlewares').extend('strapi::body', atTheEdge as never);
  guardWrites(strapi);
}
