import type { Change } from 'consultation-core/change';
import { type Heading, headingLine } from 'consultation-core/text';
import { useMessages } from '../../lib/messages.ts';
import { useDesk } from './desk-context.ts';
import { spanOf } from './model/places.ts';

/** Where a change of the text is, in words: article, alineas, lines. */
export function usePlaceLabel() {
  const { t } = useMessages();
  const { places, lines } = useDesk();
  return (change: Change): string => {
    const span = spanOf(change, places);
    if (span === undefined) return '';
    const section = places.sections.find(({ id }) => id === places.articleOf.get(span.first));
    const heading = section?.heading as Heading | null | undefined;
    const alineaOf = (id: string) =>
      section?.blocks.find(({ block }) => block.id === id)?.alinea ?? null;
    const first = alineaOf(span.first);
    const last = alineaOf(span.last);
    const from = lines.get(span.first)?.[0]?.number;
    const to = lines.get(span.last)?.at(-1)?.number;
    return [
      heading ? heading.label || headingLine(heading) : '',
      first === null
        ? ''
        : last === null || last === first
          ? t('desk.place.alinea', { alinea: first })
          : t('desk.place.alineas', { from: first, to: last }),
      from === undefined || first === null
        ? ''
        : to === undefined || to === from
          ? t('desk.place.line', { line: from })
          : t('desk.place.lines', { from, to }),
    ]
      .filter(Boolean)
      .join(', ');
  };
}
