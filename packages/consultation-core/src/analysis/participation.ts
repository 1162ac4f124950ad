import type { Instant } from '../consultation/types.ts';

export interface Act {
  readonly kind: 'ballot' | 'amendment' | 'argument';
  readonly at: Instant;
  /** How many of them there were then; one if it is not said. */
  readonly times?: number;
}
export interface DayOfActs {
  /** `YYYY-MM-DD` in the time zone asked for. */
  readonly day: string;
  readonly ballots: number;
  readonly amendments: number;
  readonly arguments: number;
}

const field = { ballot: 'ballots', amendment: 'amendments', argument: 'arguments' } as const;

/** The day after, in the calendar. */
function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

/** A longer time without any act is left out, as between a consultation and its revival years later. */
const longestSilence = 31;

/**
 * Acts a day, from the first to the last day that has one. Days without any are included, but not when there are more
 * than 31 in a row.
 */
export function actsPerDay(acts: Iterable<Act>, timeZone: string): readonly DayOfActs[] {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const days = new Map<string, { ballots: number; amendments: number; arguments: number }>();
  for (const { kind, at, times = 1 } of acts) {
    const day = format.format(new Date(at));
    let counts = days.get(day);
    if (counts === undefined) {
      counts = { ballots: 0, amendments: 0, arguments: 0 };
      days.set(day, counts);
    }
    counts[field[kind]] += times;
  }
  const result: DayOfActs[] = [];
  for (const [day, counts] of [...days].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const before = result.at(-1);
    if (before !== undefined) {
      const silence: DayOfActs[] = [];
      for (
        let empty = nextDay(before.day);
        empty < day && silence.length <= longestSilence;
        empty = nextDay(empty)
      ) {
        silence.push({ day: empty, ballots: 0, amendments: 0, arguments: 0 });
      }
      if (silence.length <= longestSilence) result.push(...silence);
    }
    result.push({ day, ...counts });
  }
  return result;
}
