import type { Instant } from '../consultation/types.ts';

export interface Act {
  readonly kind: 'ballot' | 'amendment' | 'argument';
  readonly at: Instant;
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

/** Acts a day, days without any included, from the first to the last day that has one. */
export function actsPerDay(acts: Iterable<Act>, timeZone: string): readonly DayOfActs[] {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const days = new Map<string, { ballots: number; amendments: number; arguments: number }>();
  for (const { kind, at } of acts) {
    const day = format.format(new Date(at));
    let counts = days.get(day);
    if (counts === undefined) {
      counts = { ballots: 0, amendments: 0, arguments: 0 };
      days.set(day, counts);
    }
    counts[field[kind]] += 1;
  }
  const sorted = [...days.keys()].sort();
  const last = sorted.at(-1);
  const result: DayOfActs[] = [];
  for (
    let day = sorted[0];
    day !== undefined && last !== undefined && day <= last;
    day = nextDay(day)
  ) {
    result.push({ day, ...(days.get(day) ?? { ballots: 0, amendments: 0, arguments: 0 }) });
  }
  return result;
}
