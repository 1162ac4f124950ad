import { expect, it } from 'vitest';
import config from '../vitest.config.ts';
import { projects } from './lib/projects.mjs';

it('npm test runs every project of the configuration', () => {
  const configured = config.test?.projects?.map((one) =>
    typeof one === 'object' && 'test' in one ? one.test?.name : one
  );
  expect(configured?.toSorted()).toEqual([...projects].sort());
});
