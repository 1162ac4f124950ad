/**
 * What both README commands need before they can do their work: a fitting Node, room on the disk, the parts from the
 * npm registry, the packages built. Each step is skipped when nothing has changed since it was last done.
 * Uses Node's own modules only: on a fresh clone there is nothing else.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, statfs, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { step, Trouble } from './terminal.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const playground = join(root, 'playground');
const stamps = join(root, 'node_modules', '.cache', 'consultation');
const gigabyte = 1024 ** 3;

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new Trouble(
      `Node ${process.versions.node} is too old: this needs Node 20.19 or newer. Get it from nodejs.org, then try again.`
    );
  }
}

async function checkDisk(needed) {
  const { bavail, bsize } = await statfs(root);
  const free = bavail * bsize;
  if (free < needed) {
    throw new Trouble(
      `The disk is nearly full: ${(free / gigabyte).toFixed(1)} GB free, about ${needed / gigabyte} GB needed. Make room, then try again.`
    );
  }
}

/**
 * Runs a program to its end. Its output goes to a log, of which the last lines are shown when it fails.
 * @param {{ cwd?: string, env?: Record<string, string>, onLine?: (line: string) => void, hint?: string }} [options]
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const tail = [];
    const take = (chunk) => {
      for (const line of chunk.toString().split('\n')) {
        if (line.trim() === '') continue;
        tail.push(line);
        if (tail.length > 40) tail.shift();
        options.onLine?.(line.trim());
      }
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve(undefined);
      const log = tail.join('\n');
      const full = /ENOSPC|no space left/i.test(log);
      reject(
        new Trouble(
          full
            ? 'The disk is full. Make room, then try again.'
            : `${log}\n\n${command} ${args.join(' ')} failed${options.hint ? `. ${options.hint}` : '.'}`
        )
      );
    });
  });
}

const skipped = new Set([
  'node_modules',
  'dist',
  'build',
  'test',
  'bench',
  '.tmp',
  '.cache',
  'data',
  'seed',
  'types',
  // What Strapi writes for itself while it builds or runs.
  '.strapi',
  '.strapi-updater.json',
]);

async function* filesBelow(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (skipped.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

/** One hash over the names and contents of files and folders. */
async function fingerprint(paths) {
  const hash = createHash('sha256').update(process.versions.modules);
  for (const path of paths) {
    const files = [];
    if (/\.\w+$/.test(path)) files.push(path);
    else for await (const file of filesBelow(path)) files.push(file);
    for (const file of files.sort()) {
      hash.update(relative(root, file)).update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

/** Does `work` unless it was last done with the same files, and its outcome is still there. */
async function once(name, paths, outcome, work) {
  const stamp = join(stamps, name);
  const now = await fingerprint(paths);
  const before = await readFile(stamp, 'utf8').catch(() => '');
  if (before === now && existsSync(outcome)) return;
  await work();
  await mkdir(stamps, { recursive: true });
  await writeFile(stamp, now);
}

export async function install() {
  const modules = join(root, 'node_modules');
  // What is there already is brought up to date; nothing is thrown away under a running server.
  const command = existsSync(modules) ? 'install' : 'ci';
  await once('installed', [join(root, 'package-lock.json')], join(modules, 'lerna'), async () => {
    await checkDisk(3 * gigabyte);
    await step('Installing the parts from the npm registry (2 to 5 minutes)', (progress) =>
      run('npm', [command, '--no-audit', '--no-fund', '--loglevel=http'], {
        onLine: (line) => progress(line.replace(/^npm (?:http |info |warn )?/, '').slice(0, 60)),
        hint: 'Is the npm registry within reach? better-sqlite3 is compiled where no ready-made file is at hand: that needs python3, make and a C++ compiler',
      })
    );
  });
}

export async function build() {
  const packages = ['consultation-core', 'renderer-react', 'strapi-plugin-consultation'].map(
    (name) => join(root, 'packages', name)
  );
  await once('packages', packages, join(packages[2], 'dist', 'server'), () =>
    step('Building the packages', (progress) =>
      run('npx', ['lerna', 'run', 'build', '--ignore=consultation-playground', '--concurrency=2'], {
        onLine: progress,
      })
    )
  );
  await once(
    'playground',
    [...packages, playground],
    join(playground, 'dist', 'build'),
    async () => {
      await checkDisk(gigabyte / 2);
      await step('Building the administration (about a minute)', (progress) =>
        run('npx', ['strapi', 'build'], {
          cwd: playground,
          env: { STRAPI_TELEMETRY_DISABLED: 'true' },
          onLine: progress,
        })
      );
    }
  );
}

/** Install and build: after it, everything can run. */
export async function prepare() {
  checkNode();
  await install();
  await build();
}
