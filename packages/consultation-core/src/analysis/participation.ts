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
/** Acts a day, days without any included, from the first to the last day that has one. */
export function actsPerDay(acts: Iterable<Act>, timeZone: string): readonly DayOfActs[] {
  throw new Error(`to be written ${acts}${timeZone}`);
}
