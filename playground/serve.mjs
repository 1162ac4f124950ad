// Loads Strapi, fills it when it is empty, serves it, and says where. Run by `npm start` at the root.
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { demoAccounts, seed } from './seed/index.mjs';
import { progressLines } from './seed/progress.mjs';

const require = createRequire(import.meta.url);
const { createStrapi } = require('@strapi/strapi');
const appDir = fileURLToPath(new URL('.', import.meta.url));

process.env.LOG_LEVEL ??= 'error';
process.chdir(appDir);

const diskFull = (error) => /SQLITE_FULL|ENOSPC|disk is full/i.test(`${error?.code} ${error}`);

try {
  const strapi = await createStrapi({ appDir, distDir: path.join(appDir, 'dist') }).load();
  await seed(strapi, { onProgress: progressLines() });
  await strapi.start();
  const origin = `http://${process.env.HOST ?? '127.0.0.1'}:${process.env.PORT ?? 1337}`;
  const width = Math.max(...demoAccounts.map(({ email }) => email.length));
  const accounts = (where) =>
    demoAccounts
      .filter((account) => account.where === where)
      .map(({ email, password, role }) => `    ${email.padEnd(width)}  ${password}  ${role}`)
      .join('\n');
  console.log(`
Ready. Ctrl+C stops it; what you do in it is kept.

  Public pages      ${origin}/consultations
${accounts('site')}

  Administration    ${origin}/admin
${accounts('admin')}

  API description   ${origin}/api/consultation/openapi.json
`);
} catch (error) {
  console.error(
    diskFull(error)
      ? 'The disk is full. Make room, then start again: nothing half done is kept.'
      : error
  );
  process.exit(1);
}
