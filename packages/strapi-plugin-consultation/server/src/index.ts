import { bootstrap } from './bootstrap.ts';
import { config } from './config.ts';
import { contentTypes } from './content-types/index.ts';
import { controllers } from './http/controllers.ts';
import { description } from './http/description.ts';
import { routes } from './http/routes.ts';
import { stopJobs } from './jobs.ts';
import { register } from './register.ts';
import { services } from './services/index.ts';

/** What Strapi loads. Users & Permissions must be installed: it keeps the accounts. */
export default {
  config,
  register,
  bootstrap,
  destroy: stopJobs,
  contentTypes,
  services,
  controllers: { ...controllers, description },
  routes,
};
