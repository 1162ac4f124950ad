import { type Endpoint, publicEndpoints, staffEndpoints } from 'consultation-core/contract';
import type { Strapi } from '../strapi.ts';
import { scopeOf } from './scope.ts';
import { sessionStrategy } from './session-strategy.ts';

const publicRoutes = ({ strapi }: { strapi: Strapi }) => ({
  type: 'content-api',
  prefix: '/consultation',
  routes: [
    ...Object.values(publicEndpoints as Record<string, Endpoint>).map((endpoint) => ({
      method: endpoint.verb,
      path: endpoint.path,
      handler: endpoint.handler,
      config: {
        auth: {
          scope: [scopeOf(endpoint)],
          // Our own first: it answers in one query; a JWT or an API token is left to whoever issued it.
          strategies: [sessionStrategy(strapi), 'users-permissions', 'content-api-token'],
        },
      },
    })),
    { method: 'GET', path: '/openapi.json', handler: 'description.find', config: { auth: false } },
  ],
});

const staffRoutes = {
  type: 'admin',
  prefix: '/consultation',
  routes: Object.values(staffEndpoints as Record<string, Endpoint>).map((endpoint) => ({
    method: endpoint.verb,
    path: endpoint.path,
    handler: endpoint.handler,
    config: {
      policies: [
        'admin::isAuthenticatedAdmin',
        {
          name: 'admin::hasPermissions',
          config: { actions: [`plugin::consultation.${endpoint.access}`] },
        },
      ],
    },
  })),
};

export const routes = { public: publicRoutes, staff: staffRoutes };
