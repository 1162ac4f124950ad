import type { RefusalCode } from 'consultation-core/contract';
import type { Language } from './language.ts';

type RefusalText = (
  code: RefusalCode,
  details: Readonly<Record<string, unknown>>,
  language: Language
) => string;

/** Until the renderer has its sentences. */
export const refusalText: RefusalText = (code) => code;
