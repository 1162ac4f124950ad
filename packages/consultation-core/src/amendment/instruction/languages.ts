import { en } from './en.ts';
import { fr } from './fr.ts';
import type { Phrases } from './phrases.ts';

export const languages = { fr, en } satisfies Record<string, Phrases>;
