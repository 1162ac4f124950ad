import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const exec = promisify(execFile);

it('npm start says in one sentence that its port is taken, and what to do', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  try {
    const start = exec(process.execPath, [join(import.meta.dirname, 'start.mjs')], {
      env: { ...process.env, PORT: String(port) },
    });
    const failure = await start.then(
      () => undefined,
      (error: { code: number; stderr: string }) => error
    );
    expect(failure?.code).toBe(1);
    expect(failure?.stderr.trim()).toBe(
      `Port ${port} is in use. Stop what runs there, or choose another: PORT=${port + 1} npm start`
    );
  } finally {
    other.close();
  }
});
