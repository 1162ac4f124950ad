// `npm run seed --workspace playground`: fills the database of the playground. Done twice it does nothing.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { demoAccounts, seed } from './index.mjs';
import { progressLines } from './progress.mjs';

const require = createRequire(import.meta.url);
const { compileStrapi, createStrapi } = require('@strapi/strapi');
const appDir = fileURLToPath(new URL('..', import.meta.url));

process.env.LOG_LEVEL ??= 'warn';
process.chdir(appDir);
const strapi = await createStrapi({
  ...(await compileStrapi({ appDir })),
  serveAdminPanel: false,
}).load();
const started = performance.now();
try {
  const { consultations, accounts } = await seed(strapi, { onProgress: progressLines() });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (consultations.length + accounts.length === 0) console.log('Everything is there already.');
  else console.log(`Seeded in ${seconds} s: ${[...consultations, ...accounts].join(', ')}`);
  console.log('\nAccounts of the demonstration:');
  for (const { email, password, role } of demoAccounts) {
    console.log(`  ${role.padEnd(12)} ${email.padEnd(26)} ${password}`);
  }
} finally {
  await strapi.destroy();
}
