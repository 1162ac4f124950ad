import { registerEvents } from './events.ts';
import { grant } from './grants.ts';
import { mountPages } from './http/pages.ts';
import { checkJournals, startJobs } from './jobs.ts';
import { registerPermissions } from './permissions.ts';
import { endSessionsWithAccounts } from './sessions.ts';
import { migrate, prepareSqlite } from './store/migrations.ts';
import type { Strapi } from './strapi.ts';

export async function bootstrap({ strapi }: { strapi: Strapi }): Promise<void> {
  await prepareSqlite(strapi);
  await migrate(strapi);
  await registerPermissions(strapi);
  await grant(strapi);
  registerEvents(strapi);
  endSessionsWithAccounts(strapi);
  mountPages(strapi);
  await checkJournals(strapi);
  startJobs(strapi);
}
