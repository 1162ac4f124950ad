import { instruction } from 'consultation-core/amendment';
import { apply, type Change } from 'consultation-core/change';
import type { Body } from 'consultation-core/text';

/**
 * A change in words, in the language of the text. `before` is the article as it was when the change was written: it
 * stands in for a text that the change no longer fits.
 */
export function instructionOf(
  text: Body,
  before: Body,
  change: Change,
  language: 'fr' | 'en'
): string[] {
  const base = [text, before].find((body) => apply(body, change).kind === 'applied');
  return base === undefined ? [] : instruction(base, change, language).map((one) => one.text);
}
