/** A moment as a clock on the wall shows it: `2026-03-29T08:00`. */
export type LocalTime = string;

function formatter(timeZone: string) {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
}

/** Names of the time zones that this browser knows. */
export const timeZones: readonly string[] = Intl.supportedValuesOf('timeZone');

export function isTimeZone(timeZone: string): boolean {
  try {
    formatter(timeZone);
    return timeZone !== '';
  } catch {
    return false;
  }
}

/** What the clocks of a time zone show at an instant. */
export function toLocal(instant: string, timeZone: string): LocalTime {
  const parts = new Map(
    formatter(timeZone)
      .formatToParts(new Date(instant))
      .map(({ type, value }) => [type, value])
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name);
  return `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/**
 * The instant at which the clocks of a time zone show `local`. In the hour that clocks skip there is none: the moment
 * of the change is given. In the hour that comes twice the first is meant. Undefined when it is no date.
 */
export function toInstant(local: LocalTime, timeZone: string): string | undefined {
  const wanted = Date.parse(`${local}:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) || Number.isNaN(wanted)) return undefined;
  const shownAt = (time: number) =>
    Date.parse(`${toLocal(new Date(time).toISOString(), timeZone)}:00Z`);
  const offsets = [-86_400_000, 86_400_000].map((away) => shownAt(wanted + away) - (wanted + away));
  const exact = offsets
    .map((offset) => wanted - offset)
    .filter((time) => shownAt(time) === wanted)
    .sort((a, b) => a - b)[0];
  if (exact !== undefined) return new Date(exact).toISOString();
  // Skipped: the first minute after the change.
  let time = wanted - Math.max(...offsets);
  while (shownAt(time) < wanted) time += 60_000;
  return new Date(time).toISOString();
}
