import { expect, it } from 'vitest';
import { makeBallotTable } from './ballots.ts';

it('a box keeps as many different choices as it has voters, and grows', () => {
  // Each ranks a dozen options in an order of her own.
  const table = makeBallotTable(7, 16);
  const voter = (number: number) => number.toString(16).padStart(32, '0');
  const count = 70_000;
  for (let number = 0; number < count; number += 1) {
    const place = table.find(0, voter(number));
    table.put(place, 0, voter(number), { choice: number, index: number, hour: 1 });
  }
  expect(table.ballots()).toBe(count);
  for (const number of [0, 32_767, 32_768, 65_536, count - 1]) {
    expect(table.at(table.find(0, voter(number))).choice).toBe(number);
  }
});
