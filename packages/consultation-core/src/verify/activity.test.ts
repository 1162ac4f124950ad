import { describe, expect, it } from 'vitest';
import { busyHours, countAct, type HourActs, type Hours } from './activity.ts';

function hoursOf(...acts: readonly number[]): Hours {
  const hours: Hours = new Map();
  for (const [hour, count] of acts.entries()) {
    const kinds: readonly (keyof HourActs)[] = ['cast', 'changed', 'withdrawn'];
    for (let one = 0; one < count; one += 1)
      countAct(hours, hour, kinds[one % 3] as keyof HourActs);
  }
  return hours;
}

describe('hours that stand out', () => {
  it('have a hundred acts and ten times as many as the ordinary hour', () => {
    expect(busyHours(hoursOf(9, 9, 9, 100, 9))).toEqual([{ hour: 3, acts: 100, usual: 9 }]);
    expect(busyHours(hoursOf(10, 101))).toEqual([{ hour: 1, acts: 101, usual: 10 }]);
  });
  it('are none where there are few acts, where all hours are alike, and where there is one', () => {
    expect(busyHours(hoursOf(1, 1, 1, 99))).toEqual([]);
    expect(busyHours(hoursOf(10, 100))).toEqual([]);
    expect(busyHours(hoursOf(500, 400, 600))).toEqual([]);
    expect(busyHours(hoursOf(5_000))).toEqual([]);
    expect(busyHours(hoursOf())).toEqual([]);
  });
  it('may be several', () => {
    const all = busyHours(hoursOf(2, 300, 2, 2, 200));
    expect(all.map(({ hour }) => hour)).toEqual([1, 4]);
  });
});
