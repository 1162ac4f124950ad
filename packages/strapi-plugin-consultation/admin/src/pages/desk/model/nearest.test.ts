import { describe, expect, it } from 'vitest';
import { nearestScroll } from './nearest.ts';

const port = { top: 100, bottom: 300 };

describe('scrolling to the nearest', () => {
  it('does nothing when all of it shows, or it fills what there is', () => {
    expect(nearestScroll({ top: 100, bottom: 300 }, port)).toBe(0);
    expect(nearestScroll({ top: 150, bottom: 200 }, port)).toBe(0);
    expect(nearestScroll({ top: 50, bottom: 400 }, port)).toBe(0);
  });

  it('goes down or up just until all of it shows', () => {
    expect(nearestScroll({ top: 280, bottom: 340 }, port)).toBe(40);
    expect(nearestScroll({ top: 5000, bottom: 5060 }, port)).toBe(4760);
    expect(nearestScroll({ top: 80, bottom: 140 }, port)).toBe(-20);
    expect(nearestScroll({ top: -900, bottom: -840 }, port)).toBe(-1000);
  });

  it('shows the nearer end of what is higher', () => {
    expect(nearestScroll({ top: 250, bottom: 700 }, port)).toBe(150);
    expect(nearestScroll({ top: -400, bottom: 150 }, port)).toBe(-150);
  });
});
