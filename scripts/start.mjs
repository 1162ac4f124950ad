/** `npm start`: sets everything up and runs the playground with real consultations in it, on SQLite. */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { checkNode, playground, prepare } from './lib/prepare.mjs';
import { main, Trouble } from './lib/terminal.mjs';

const host = process.env.HOST ?? '127.0.0.1';
const port = Number(process.env.PORT ?? 1337);

function checkPort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) =>
      reject(
        new Trouble(
          error.code === 'EADDRINUSE'
            ? `Port ${port} is in use. Stop what runs there, or choose another: PORT=${port + 1} npm start`
            : `Cannot listen on ${host}:${port}: ${error.message}`
        )
      )
    );
    probe.listen(port, host, () => probe.close(resolve));
  });
}

/** Secrets of this playground alone, made once and kept out of git. */
async function makeSecrets() {
  const file = join(playground, '.env');
  if (existsSync(file)) return;
  const secret = () => randomBytes(24).toString('base64url');
  const names = [
    'ADMIN_JWT_SECRET',
    'API_TOKEN_SALT',
    'TRANSFER_TOKEN_SALT',
    'ENCRYPTION_KEY',
    'JWT_SECRET',
    'CONSULTATION_SECRET',
  ];
  const lines = [
    '# Made by npm start for this copy of the playground. Losing CONSULTATION_SECRET cuts the link between voters and their ballots.',
    `APP_KEYS=${secret()},${secret()}`,
    ...names.map((name) => `${name}=${secret()}${secret()}`),
  ];
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 });
}

await main(async () => {
  checkNode();
  await checkPort();
  console.log('Consultation playground\n');
  await prepare();
  await makeSecrets();
  const server = spawn(process.execPath, ['serve.mjs'], {
    cwd: playground,
    env: { STRAPI_TELEMETRY_DISABLED: 'true', ...process.env, HOST: host, PORT: String(port) },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => server.kill(signal));
  server.on('close', (code) => process.exit(code ?? 0));
});
