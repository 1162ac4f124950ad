import { describe, expect, it } from 'vitest';
import { isTimeZone, toInstant, toLocal } from './local-time.ts';

describe('times as a clock on the wall shows them', () => {
  it.each([
    ['2026-01-15T08:00', 'Europe/Paris', '2026-01-15T07:00:00.000Z'],
    ['2026-07-15T08:00', 'Europe/Paris', '2026-07-15T06:00:00.000Z'],
    ['2026-07-15T23:30', 'America/Guadeloupe', '2026-07-16T03:30:00.000Z'],
    ['2026-07-15T08:00', 'Asia/Kolkata', '2026-07-15T02:30:00.000Z'],
  ])('%s in %s', (local, timeZone, instant) => {
    expect(toInstant(local, timeZone)).toBe(instant);
    expect(toLocal(instant, timeZone)).toBe(local);
  });

  it('takes the moment of the change for an hour that does not exist', () => {
    expect(toInstant('2026-03-29T02:30', 'Europe/Paris')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('takes the first of two equal hours', () => {
    expect(toInstant('2026-10-25T02:30', 'Europe/Paris')).toBe('2026-10-25T00:30:00.000Z');
  });

  it('refuses what is no date', () => {
    expect(toInstant('2026-13-01T00:00', 'UTC')).toBeUndefined();
    expect(toInstant('', 'UTC')).toBeUndefined();
    expect(isTimeZone('Europe/Paris')).toBe(true);
    expect(isTimeZone('Mars/Olympus')).toBe(false);
  });
});
