import { describe, expect, it } from 'vitest';
import { atWork, instants, momentBetween } from './moments.mjs';
import { repeatable, shuffled } from './random.mjs';

const from = '2026-03-02T07:00:00.000Z';
const to = '2026-03-09T17:00:00.000Z';

describe('moments of invented acts', () => {
  it('fall behind each other between two, none at either end', () => {
    const all = instants(from, to, 9);
    expect(all).toHaveLength(9);
    expect([...all].sort()).toEqual(all);
    expect(new Set([from, ...all, to]).size).toBe(11);
    expect(from < all[0] && all[8] < to).toBe(true);
  });

  it('of staff are within the hours of work, on days before the last', () => {
    const all = atWork(from, to, 40);
    expect([...all].sort()).toEqual(all);
    expect(new Set(all.map((at) => at.slice(0, 10))).size).toBe(7);
    for (const at of all) {
      expect(Number(at.slice(11, 13))).toBeGreaterThanOrEqual(8);
      expect(Number(at.slice(11, 13))).toBeLessThan(16);
      expect(at.slice(0, 10) < to.slice(0, 10)).toBe(true);
    }
  });

  it('of citizens are behind what they are about and before the close, never deep in the night', () => {
    const random = repeatable(1);
    for (let count = 0; count < 500; count += 1) {
      const at = momentBetween(from, to, random);
      expect(from <= at && at < to).toBe(true);
      expect(Number(at.slice(11, 13))).toBeGreaterThanOrEqual(6);
    }
  });
});

describe('numbers that look drawn', () => {
  it('are the same each time, others for another seed, and spread evenly', () => {
    const draw = (seed) => {
      const random = repeatable(seed);
      return Array.from({ length: 2_000 }, random);
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    const tenths = new Array(10).fill(0);
    for (const one of draw(7)) tenths[Math.floor(one * 10)] += 1;
    for (const count of tenths) {
      expect(count).toBeGreaterThan(150);
      expect(count).toBeLessThan(250);
    }
  });

  it('put the same things in another order', () => {
    const items = Array.from({ length: 50 }, (_, index) => index);
    const mixed = shuffled(items, repeatable(3));
    expect(mixed).not.toEqual(items);
    expect([...mixed].sort((a, b) => a - b)).toEqual(items);
  });
});
