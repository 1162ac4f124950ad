import { describe, expect, it } from 'vitest';
import { nameOf } from '../services/edition-write.ts';
import { dayOf } from './day.ts';

describe('a day', () => {
  it.each([
    // 25 hours: midnight comes by summer time, the next one by winter time.
    ['2025-10-25T21:59:59.999Z', '2025-10-25'],
    ['2025-10-25T22:00:00.000Z', '2025-10-26'],
    ['2025-10-26T00:30:00.000Z', '2025-10-26'],
    ['2025-10-26T01:30:00.000Z', '2025-10-26'],
    ['2025-10-26T22:59:59.999Z', '2025-10-26'],
    ['2025-10-26T23:00:00.000Z', '2025-10-27'],
    // 23 hours.
    ['2026-03-28T22:59:59.999Z', '2026-03-28'],
    ['2026-03-28T23:00:00.000Z', '2026-03-29'],
    ['2026-03-29T01:00:00.000Z', '2026-03-29'],
    ['2026-03-29T21:59:59.999Z', '2026-03-29'],
    ['2026-03-29T22:00:00.000Z', '2026-03-30'],
  ])('of Paris at %s is %s, and so is its edition', (at, day) => {
    expect(dayOf(at, 'Europe/Paris')).toBe(day);
    expect(nameOf({ at, size: 7 } as never, 'Europe/Paris')).toBe(`${day}-7`);
  });
  it('is another one elsewhere at the same moment', () => {
    const at = '2025-10-26T00:30:00.000Z';
    expect(dayOf(at, 'America/Cayenne')).toBe('2025-10-25');
    expect(dayOf(at, 'Pacific/Noumea')).toBe('2025-10-26');
  });
});
