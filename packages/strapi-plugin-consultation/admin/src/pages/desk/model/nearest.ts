/** From where to where something stands on the screen, in CSS pixels from its top. */
interface Extent {
  readonly top: number;
  readonly bottom: number;
}

/**
 * How far to scroll `port` down (up, below 0) so that `item` shows in it, as little as possible: 0 when it does already or
 * fills it. Of an item that is higher than the port, the nearer end is shown.
 */
export function nearestScroll(item: Extent, port: Extent): number {
  const above = item.top - port.top;
  const below = item.bottom - port.bottom;
  if (above >= 0 === below <= 0) return 0;
  const fits = item.bottom - item.top <= port.bottom - port.top;
  return above < 0 === fits ? above : below;
}
