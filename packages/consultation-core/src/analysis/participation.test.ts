import { describe, expect, test } from 'vitest';
import { type Act, actsPerDay } from './participation.ts';

const ballot = (at: string): Act => ({ kind: 'ballot', at });

describe('acts a day', () => {
  test('belong to the day that clocks showed in the time zone asked for', () => {
    const acts = [ballot('2015-10-03T21:59:00.000Z'), ballot('2015-10-03T22:00:00.000Z')];
    expect(actsPerDay(acts, 'Europe/Paris')).toEqual([
      { day: '2015-10-03', ballots: 1, amendments: 0, arguments: 0 },
      { day: '2015-10-04', ballots: 1, amendments: 0, arguments: 0 },
    ]);
  });

  test('may be told with how many there were', () => {
    const at = '2015-10-03T10:00:00.000Z';
    expect(actsPerDay([{ ...ballot(at), times: 2_000_000 }, ballot(at)], 'UTC')).toEqual([
      { day: '2015-10-03', ballots: 2_000_001, amendments: 0, arguments: 0 },
    ]);
  });

  test('name the days on which nobody acted, over the end of a month', () => {
    const acts: Act[] = [
      { kind: 'argument', at: '2016-03-01T12:00:00.000Z' },
      { kind: 'amendment', at: '2016-02-27T12:00:00.000Z' },
    ];
    expect(actsPerDay(acts, 'UTC')).toEqual([
      { day: '2016-02-27', ballots: 0, amendments: 1, arguments: 0 },
      { day: '2016-02-28', ballots: 0, amendments: 0, arguments: 0 },
      { day: '2016-02-29', ballots: 0, amendments: 0, arguments: 0 },
      { day: '2016-03-01', ballots: 0, amendments: 0, arguments: 1 },
    ]);
  });

  test('keep a silence of 31 days and leave out a longer one', () => {
    const first = ballot('2020-01-01T12:00:00.000Z');
    expect(actsPerDay([first, ballot('2020-02-02T12:00:00.000Z')], 'UTC')).toHaveLength(33);
    const {
      length,
      0: from,
      1: to,
    } = actsPerDay([first, ballot('2020-02-03T12:00:00.000Z')], 'UTC');
    expect({ length, from: from?.day, to: to?.day }).toEqual({
      length: 2,
      from: '2020-01-01',
      to: '2020-02-03',
    });
  });

  test('are none where nobody ever acted', () => {
    expect(actsPerDay([], 'UTC')).toEqual([]);
  });
});
