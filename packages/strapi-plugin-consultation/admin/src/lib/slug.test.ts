import { expect, it } from 'vitest';
import { slugOf } from './slug.ts';

it.each([
  ['Projet de loi pour une République numérique', 'projet-de-loi-pour-une-republique-numerique'],
  ['  L’œuvre & l’État… ', 'l-oeuvre-l-etat'],
  ['公民', ''],
])('%j has the address %j', (title, slug) => expect(slugOf(title)).toBe(slug));
