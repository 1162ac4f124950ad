const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** What a clock in Paris shows at an instant, as if it were UTC, in milliseconds. */
function shownInParis(time) {
  const parts = Object.fromEntries(
    clock.formatToParts(time).map(({ type, value }) => [type, value])
  );
  const { year, month, day, hour, minute, second } = parts;
  return Date.UTC(+year, +month - 1, +day, +hour, +minute, +second);
}

/**
 * The instant at which clocks in Paris showed `dd/mm/yyyy hh:mm`. An hour that came twice, in the night when summer
 * time ends, is taken as its first time; the hour that never was, in spring, as the one behind it.
 */
export function parisInstant(shown) {
  const [, day, month, year, hour, minute] =
    /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d)$/.exec(shown) ?? [];
  if (year === undefined) throw new RangeError(`Not a date of the export: ${shown}`);
  const wanted = Date.UTC(+year, +month - 1, +day, +hour, +minute);
  // Paris is one or two hours ahead of UTC; the earlier instant first.
  const summer = wanted - 2 * 3_600_000;
  const time = shownInParis(summer) === wanted ? summer : wanted - 3_600_000;
  return new Date(time).toISOString();
}

/** `2015-09-26T02:27:54+0200` as an instant in UTC. */
export function instantOf(written) {
  return new Date(written.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')).toISOString();
}
