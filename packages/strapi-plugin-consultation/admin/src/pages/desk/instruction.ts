import { instructor } from 'consultation-core/amendment';
import type { DeskAmendment } from 'consultation-core/contract';
import type { Body } from 'consultation-core/text';
import { useMemo } from 'react';
import { useDesk } from './desk-context.ts';
import { baseOf } from './model/merge.ts';

type Language = Parameters<typeof instructor>[1];

/** A text is read once for all changes of it. */
const readers = new WeakMap<Body, ReturnType<typeof instructor>>();
function reader(base: Body, language: Language) {
  const known = readers.get(base) ?? instructor(base, language);
  readers.set(base, known);
  return known;
}

/** A change in words, in the language of the text; none when it does not fit the text (any more). */
export function useInstruction(one: DeskAmendment): readonly string[] {
  const { view, byId } = useDesk();
  return useMemo(() => {
    const language = view.language === 'en' ? 'en' : 'fr';
    try {
      return reader(baseOf(one, view.body, byId), language)(one.change).map(({ text }) => text);
    } catch (error) {
      if (error instanceof RangeError) return [];
      throw error;
    }
  }, [one, view.body, view.language, byId]);
}
