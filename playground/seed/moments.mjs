const day = 86_400_000;

/** Instants that fall behind each other between two, the last one before the end. */
export function instants(from, to, count) {
  const start = Date.parse(from);
  const step = (Date.parse(to) - start) / (count + 1);
  return Array.from({ length: count }, (_, index) =>
    new Date(start + Math.round((index + 1) * step)).toISOString()
  );
}

/** Moments behind each other on the days from one to before another, from 8 to 16 o'clock UTC: when staff work. */
export function atWork(from, to, count) {
  const first = Date.parse(from.slice(0, 10));
  const days = (Date.parse(to.slice(0, 10)) - first) / day;
  return Array.from({ length: count }, (_, index) => {
    const at = ((index + 0.5) / count) * days;
    const time = first + Math.floor(at) * day + (8 + (at % 1) * 8) * 3_600_000;
    return new Date(Math.round(time)).toISOString();
  });
}

/** A moment between two, by day rather than by night, and more often soon after the first. */
export function momentBetween(from, to, random) {
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const time = start + (end - start) * random() ** 1.6;
  const hour = new Date(time).getUTCHours();
  const byDay = hour < 6 ? time + 7 * 3_600_000 : time;
  return new Date(Math.min(byDay, end - 1000)).toISOString();
}
