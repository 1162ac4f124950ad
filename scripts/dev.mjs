/** `npm run dev`: Strapi with its own watch mode; the packages are built once more before it starts. */
import { spawn } from 'node:child_process';
import { playground, prepare } from './lib/prepare.mjs';
import { main } from './lib/terminal.mjs';

await main(async () => {
  await prepare();
  spawn('npx', ['strapi', 'develop'], {
    cwd: playground,
    stdio: 'inherit',
    env: { STRAPI_TELEMETRY_DISABLED: 'true', ...process.env },
    shell: process.platform === 'win32',
  }).on('close', (code) => process.exit(code ?? 0));
});
