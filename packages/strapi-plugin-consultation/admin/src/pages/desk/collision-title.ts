import type { Collision } from 'consultation-core/change';
import { blockText } from 'consultation-core/text';
import { useMessages } from '../../lib/messages.ts';
import { useDesk } from './desk-context.ts';

const excerpt = (text: string) => (text.length > 120 ? `${text.slice(0, 119)}…` : text);

/** Where a collision is and which words it is about. */
export function useCollisionTitle() {
  const { t } = useMessages();
  const { places, byId } = useDesk();
  return ({ before, blocks, range, within }: Collision): string => {
    const [first] = blocks;
    const article = first === undefined ? undefined : places.articleOf.get(first);
    const section = places.sections.find(({ id }) => id === article);
    const alinea = section?.blocks.find(({ block }) => block.id === first)?.alinea ?? 0;
    const text = before.map(blockText).join(' ');
    const words = excerpt(range ? text.slice(range.from, range.to) : text).trim();
    const values = { article: section?.heading?.label ?? '', alinea, words };
    const parent = within === undefined ? undefined : byId.get(within);
    if (parent) return t('desk.collision.within', { ...values, number: parent.number });
    return words === '' ? t('desk.collision.place', values) : t('desk.collision.words', values);
  };
}
