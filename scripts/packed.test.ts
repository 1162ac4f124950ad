/** The packages as others get them: packed, installed in an empty folder, imported and required. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const exec = promisify(execFile);
const names = ['consultation-core', 'renderer-react', 'strapi-plugin-consultation'];
/** What a host brings along: peers are its own. */
const peers = ['react', 'react-dom', 'react-router-dom', 'styled-components', '@strapi', 'slate'];
let folder: string;

interface Manifest {
  name: string;
  exports: Record<string, unknown>;
}
const manifest = async (name: string): Promise<Manifest> =>
  JSON.parse(await readFile(join(root, 'packages', name, 'package.json'), 'utf8'));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'consultation-packed-'));
  await writeFile(join(folder, 'package.json'), '{ "name": "host", "private": true }');
  await exec('npm', [
    'pack',
    '--silent',
    `--pack-destination=${folder}`,
    ...names.map((name) => join(root, 'packages', name)),
  ]);
  const tarballs = (await readdir(folder)).filter((file) => file.endsWith('.tgz'));
  expect(tarballs).toHaveLength(names.length);
  await exec(
    'npm',
    ['install', '--no-audit', '--no-fund', '--prefer-offline', '--legacy-peer-deps', ...tarballs],
    { cwd: folder }
  );
  for (const peer of peers) {
    await mkdir(join(folder, 'node_modules'), { recursive: true });
    await symlink(join(root, 'node_modules', peer), join(folder, 'node_modules', peer)).catch(
      (error) => {
        if (error.code !== 'EEXIST') throw error;
      }
    );
  }
}, 240_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs a script in the host's folder with plain Node. */
const node = async (file: string, source: string) => {
  await writeFile(join(folder, file), source);
  const { stdout } = await exec(process.execPath, ['--no-warnings', file], { cwd: folder });
  return stdout.trim();
};

describe.each(names)('the packed package %s', (directory) => {
  it('loads by import and by require from each of its subpaths for Node', async () => {
    const { name, exports } = await manifest(directory);
    const paths = Object.keys(exports)
      // The administration's part is for a bundler.
      .filter((path) => path !== './strapi-admin' && !path.endsWith('.css'))
      .map((path) => name + path.slice(1));
    expect(paths.length).toBeGreaterThan(1);
    const code = paths.filter((path) => !path.endsWith('.json'));
    const imported = await node(
      'import.mjs',
      `for (const path of ${JSON.stringify(code)}) console.log(path, Object.keys(await import(path)).length > 0);`
    );
    const required = await node(
      'require.cjs',
      `for (const path of ${JSON.stringify(paths)}) console.log(path, Object.keys(require(path)).length > 0);`
    );
    expect(imported.split('\n')).toEqual(code.map((path) => `${path} true`));
    expect(required.split('\n')).toEqual(paths.map((path) => `${path} true`));
  }, 60_000);

  it('carries no tests, no secrets and a licence', async () => {
    const { name } = await manifest(directory);
    const files = await readdir(join(folder, 'node_modules', name), { recursive: true });
    expect(files.filter((file) => /\.test\.|(^|\/)\.env/.test(file))).toEqual([]);
    expect(files).toContain('LICENSE');
    expect(files).toContain('README.md');
  });
});

it('brings the command that verifies a consultation', async () => {
  const { stdout } = await exec('npx', ['consultation-verify', '--help', '--language', 'en'], {
    cwd: folder,
  });
  expect(stdout).toContain('consultation-verify <address or folder>');
  const refused = await exec('npx', ['consultation-verify', folder], { cwd: folder }).catch(
    (error) => error
  );
  expect(refused.code).toBe(2);
}, 60_000);
