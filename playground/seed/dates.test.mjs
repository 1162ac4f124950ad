import { describe, expect, it } from 'vitest';
import { instantOf, parisInstant } from './dates.mjs';

describe('a time that clocks in Paris showed', () => {
  it.each([
    ['09/10/2019 07:03', '2019-10-09T05:03:00.000Z'],
    ['20/11/2019 23:58', '2019-11-20T22:58:00.000Z'],
    ['27/10/2019 01:59', '2019-10-26T23:59:00.000Z'],
    // This hour came twice: its first time is meant.
    ['27/10/2019 02:30', '2019-10-27T00:30:00.000Z'],
    ['27/10/2019 03:00', '2019-10-27T02:00:00.000Z'],
    ['31/03/2019 03:00', '2019-03-31T01:00:00.000Z'],
    // This hour never was: an hour later is meant.
    ['31/03/2019 02:30', '2019-03-31T01:30:00.000Z'],
    ['01/01/2020 00:00', '2019-12-31T23:00:00.000Z'],
  ])('%s is %s', (shown, instant) => {
    expect(parisInstant(shown)).toBe(instant);
  });

  it('is refused when it is none', () => {
    expect(() => parisInstant('2019-10-27 02:30')).toThrow(RangeError);
  });
});

describe('a time with its offset', () => {
  it('is the same moment in UTC', () => {
    expect(instantOf('2015-09-26T02:27:54+0200')).toBe('2015-09-26T00:27:54.000Z');
  });
});
