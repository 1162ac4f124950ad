import { useIsDesktop } from '@strapi/strapi/admin';
import { type RefObject, useEffect } from 'react';
import { nearestScroll } from './model/nearest.ts';

/**
 * In frames of the screen. Rows get their true heights only some frames after they come near to what shows, which moves
 * those behind them: the place is right when it stayed so for a while. It ends at `most`, whatever happens.
 */
const frames = { still: 8, most: 60 };

/** Brings the row of the current article into sight within its own scroller; the page and the focus stay as they are. */
export function useShowCurrent(
  scroller: RefObject<HTMLElement | null>,
  current: string | undefined
) {
  const isDesktop = useIsDesktop();
  useEffect(() => {
    if (current === undefined || !isDesktop) return;
    let still = 0;
    let shown = 0;
    let frame = 0;
    const show = () => {
      const port = scroller.current;
      const row = port?.querySelector('button[aria-current="true"]')?.closest('li');
      if (port && row) {
        const top = port.getBoundingClientRect().top + port.clientTop;
        // Until the page is scrolled, the lower part may be out of the window.
        const bottom = Math.min(top + port.clientHeight, window.innerHeight);
        const before = port.scrollTop;
        port.scrollTop += nearestScroll(row.getBoundingClientRect(), { top, bottom });
        still = Math.abs(port.scrollTop - before) < 1 ? still + 1 : 0;
      }
      shown += 1;
      if (still < frames.still && shown < frames.most) frame = requestAnimationFrame(show);
    };
    show();
    return () => cancelAnimationFrame(frame);
  }, [scroller, current, isDesktop]);
}
