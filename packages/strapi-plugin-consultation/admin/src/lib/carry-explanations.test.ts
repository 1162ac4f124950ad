import type { Body } from 'consultation-core/text';
import { expect, it } from 'vitest';
import { carryExplanations } from './carry-explanations.ts';

const article = (id: string, label: string, title: string): Body[number] => ({
  type: 'heading',
  id,
  rank: 'article',
  label,
  children: [{ text: title }],
});

it('carries what was explained to the same article of a text that was brought in again', () => {
  const before = [article('a', 'Article 1', 'Données'), article('b', 'Article 2', 'Accès')];
  const after = [article('x', 'Article 2', 'Accès'), article('y', 'Article 3', 'Données')];
  expect(carryExplanations(before, { a: 'Un.', b: 'Deux.' }, after)).toEqual({ x: 'Deux.' });
});
