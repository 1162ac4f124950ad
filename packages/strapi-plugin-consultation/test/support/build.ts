import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildForTests } from '../../../../scripts/lib/build-for-tests.mjs';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder for databases and the compiled playground; gone after the tests. */
    workspace: string;
  }
}

const newFolder = () => mkdtemp(path.join(tmpdir(), 'consultation-test-'));
const kept = globalThis as { consultationBuilt?: Promise<string> };

/** Where the playground was compiled to. Projects of one run share it: `npm test` has built it before all of them. */
function built(): Promise<string> {
  const { CONSULTATION_TEST_BUILD } = process.env;
  kept.consultationBuilt ??= CONSULTATION_TEST_BUILD
    ? Promise.resolve(CONSULTATION_TEST_BUILD)
    : newFolder().then(async (folder) => {
        await buildForTests(folder);
        return folder;
      });
  return kept.consultationBuilt;
}

/** Builds what is under test from its sources, and gives a project a folder of its own with it. */
export default async function setup(project: TestProject) {
  const folder = await built();
  const workspace = await newFolder();
  await cp(folder, path.join(workspace, 'playground'), { recursive: true });
  project.provide('workspace', workspace);
  return async () => {
    await rm(workspace, { recursive: true, force: true });
    if (folder !== process.env.CONSULTATION_TEST_BUILD) {
      await rm(folder, { recursive: true, force: true });
    }
  };
}
