import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';
import { useDesk } from './desk-context.ts';

/** The article that is looked at, kept in the address; the first one with something to do when none is named. */
export function useSelection() {
  const { articles } = useDesk();
  const [params, setParams] = useSearchParams();
  const named = params.get('article');
  const whole = named === 'all';
  const article =
    articles.find(({ id }) => id === named) ??
    articles.find(({ open, undecided }) => open.length + undecided > 0) ??
    articles.find(({ amendments }) => amendments.length > 0) ??
    articles[0];
  const select = useCallback(
    (id: string, block?: string) =>
      setParams(
        (before) => {
          const after = new URLSearchParams(before);
          after.set('article', id);
          if (block) after.set('block', block);
          else after.delete('block');
          return after;
        },
        { replace: true }
      ),
    [setParams]
  );
  return { article, whole, block: params.get('block'), select };
}

/** Puts the focus on the element of that id and into sight; says whether it is there. */
export function focusOn(id: string): boolean {
  const element = document.getElementById(id);
  if (element === null) return false;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'center' });
  return true;
}

/** Focus where it helps once the screen shows what was decided. */
export const focusSoon = (...ids: string[]) =>
  requestAnimationFrame(() => {
    for (const id of ids) if (focusOn(id)) return;
  });
