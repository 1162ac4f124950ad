import { expect, it } from 'vitest';
import { faultyFields } from './faulty-fields.ts';

it('names each field that a refusal speaks of once, as its screen does', () => {
  const issues = [
    { path: 'body.settings.slug', problem: 'invalid_format' },
    { path: 'body.settings.charter.0.title', problem: 'too_small' },
    { path: 'body.settings.charter.0.text', problem: 'too_small' },
    { path: 'body.revision', problem: 'invalid_type' },
  ];
  expect(faultyFields({ issues })).toEqual(['field.slug', 'settings.charter']);
  expect(faultyFields({})).toEqual([]);
});
