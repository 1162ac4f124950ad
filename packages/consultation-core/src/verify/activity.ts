/** Acts on the ballots of one box in one hour. */
export interface HourActs {
  cast: number;
  changed: number;
  withdrawn: number;
}

/** By hour since 1970. */
export type Hours = Map<number, HourActs>;

export const actsOf = ({ cast, changed, withdrawn }: Readonly<HourActs>) =>
  cast + changed + withdrawn;

export function countAct(hours: Hours, hour: number, act: keyof HourActs): void {
  let acts = hours.get(hour);
  if (acts === undefined) {
    acts = { cast: 0, changed: 0, withdrawn: 0 };
    hours.set(hour, acts);
  }
  acts[act] += 1;
}

/** An hour that stands out, and what the box had in an ordinary one. */
export interface BusyHour {
  readonly hour: number;
  readonly acts: number;
  readonly usual: number;
}

/** Fewer acts than this stand out by chance. */
const fewest = 100;
const times = 10;

/** Name and version of the rule below, as reports give it: when it changes, so does the number. */
export const busyHourRule = 'busy-hour@1';

/**
 * Hours in which a box had at least a hundred acts, and more than ten times as many as in the median of its hours that
 * had any (the lower one of two). What stands out is told, and counts like everything else: a mailing and a campaign of
 * invented people look alike from here.
 */
export function busyHours(hours: Hours): readonly BusyHour[] {
  const sorted = [...hours.values()].map(actsOf).sort((a, b) => a - b);
  const usual = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return [...hours]
    .map(([hour, acts]) => ({ hour, acts: actsOf(acts), usual }))
    .filter(({ acts }) => acts >= fewest && acts > times * usual);
}
