/** Indices of a longest strictly increasing run of values, in order (patience sorting, n log n). */
export function longestIncreasing(values: ArrayLike<number>): Int32Array {
  const count = values.length;
  const tails = new Int32Array(count);
  const previous = new Int32Array(count);
  let length = 0;
  for (let index = 0; index < count; index += 1) {
    const value = values[index] as number;
    let low = 0;
    let high = length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[tails[middle] as number] as number) < value) low = middle + 1;
      else high = middle;
    }
    previous[index] = low > 0 ? (tails[low - 1] as number) : -1;
    tails[low] = index;
    if (low === length) length += 1;
  }
  const result = new Int32Array(length);
  let index = length > 0 ? (tails[length - 1] as number) : -1;
  for (let place = length - 1; place >= 0; place -= 1) {
    result[place] = index;
    index = previous[index] as number;
  }
  return result;
}
