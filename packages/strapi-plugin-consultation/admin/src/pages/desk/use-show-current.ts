import { useIsDesktop } from '@strapi/strapi/admin';
import { type RefObject, useEffect } from 'react';
import { nearestScroll } from './model/nearest.ts';

/** Rows get their true heights only once they are near what shows, so that the place is right after a few frames. */
const settleFrames = 4;

/** Brings the row of the current article into sight within its own scroller; the page and the focus stay as they are. */
export function useShowCurrent(
  scroller: RefObject<HTMLElement | null>,
  current: string | undefined
) {
  const isDesktop = useIsDesktop();
  useEffect(() => {
    if (current === undefined || !isDesktop) return;
    let left = settleFrames;
    let frame = 0;
    const show = () => {
      const port = scroller.current;
      const row = port?.querySelector('button[aria-current="true"]')?.closest('li');
      if (port && row) {
        const top = port.getBoundingClientRect().top + port.clientTop;
        // Until the page is scrolled, the lower part may be out of the window.
        const bottom = Math.min(top + port.clientHeight, window.innerHeight);
        port.scrollTop += nearestScroll(row.getBoundingClientRect(), { top, bottom });
      }
      left -= 1;
      if (left > 0) frame = requestAnimationFrame(show);
    };
    show();
    return () => cancelAnimationFrame(frame);
  }, [scroller, current, isDesktop]);
}
