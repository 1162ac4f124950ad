import { expect, it } from 'vitest';
import { withParam } from './list-params.ts';

it.each([
  ['status=submitted', 'page', '3', 'status=submitted&page=3'],
  ['status=submitted&page=3', 'page', '1', 'status=submitted'],
  ['status=submitted&page=3', 'article', 'a1', 'status=submitted&article=a1'],
  ['status=submitted&page=3', 'status', 'all', ''],
  ['search=mots', 'search', '', ''],
])('from %s, %s %s gives %s', (before, name, value, after) => {
  expect(withParam(new URLSearchParams(before), name, value).toString()).toBe(after);
});
