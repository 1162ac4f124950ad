import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for databases and the compiled playground; gone after the tests. */
    workspace: string;
  }
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** Builds what is under test from its sources: the plugin's server and the playground around it. */
export default async function setup(project: TestProject) {
  const workspace = await mkdtemp(path.join(tmpdir(), 'consultation-test-'));
  const run = (script: string, ...args: string[]) =>
    execFileSync(process.execPath, [path.join(root, script), ...args], { stdio: 'inherit' });
  run('packages/strapi-plugin-consultation/build.mjs', 'server');
  run(
    'node_modules/typescript/bin/tsc',
    '-p',
    path.join(root, 'playground/tsconfig.json'),
    '--outDir',
    path.join(workspace, 'playground'),
    '--incremental',
    'false',
    '--tsBuildInfoFile',
    'null'
  );
  project.provide('workspace', workspace);
  return () => rm(workspace, { recursive: true, force: true });
}
