import { VisuallyHidden } from '@strapi/design-system';
import { useCallback, useState } from 'react';

/** Words for those who do not see what an action did. The same words twice are said twice. */
export function useAnnouncer() {
  const [said, setSaid] = useState({ words: '', count: 0 });
  const announce = useCallback(
    (words: string) => setSaid(({ count }) => ({ words, count: count + 1 })),
    []
  );
  return { said, announce };
}

export function Announcer({ said }: { said: { words: string; count: number } }) {
  return (
    <VisuallyHidden role="status" aria-live="polite" data-announcer>
      <span key={said.count}>{said.words}</span>
    </VisuallyHidden>
  );
}
