import { actsOf, type BusyHour, busyHourRule, busyHours } from './activity.ts';
import { type Files, shown, word } from './files.ts';
import type { Fold } from './fold.ts';
import { readList } from './lists.ts';
import type { Notebook } from './notebook.ts';

const hourLength = 3_600_000;
const hourText = (hour: number) => new Date(hour * hourLength).toISOString();
const acts = ['cast', 'changed', 'withdrawn'] as const;

/**
 * Compares `activity.ndjson` with the journal: how many ballots were cast, changed and withdrawn in each hour on each
 * target. `sealed`: then it must be empty.
 */
export async function checkActivity(
  files: Files,
  fold: Fold,
  notebook: Notebook,
  sealed: boolean
): Promise<void> {
  const seen = new Set<string>();
  await readList(files, notebook, 'activity', (record, line) => {
    notebook.looked('activity');
    if (sealed) {
      notebook.find('sealed-published', { file: 'activity.ndjson', line });
      return;
    }
    const target = word(record, 'target');
    const hour = word(record, 'hour');
    const number = fold.targetNumber(target);
    const time = Date.parse(hour) / hourLength;
    const expected = number === undefined ? undefined : fold.hoursOf(number).get(time);
    const place = `${target} ${hour}`;
    const isNew = !seen.has(place);
    seen.add(place);
    const isThere = expected !== undefined && isNew && hourText(time) === hour;
    for (const act of acts) {
      const found = record[act];
      const count = isThere ? expected[act] : 0;
      if (found === count && isThere) continue;
      notebook.find('activity-differs', {
        line,
        target,
        hour,
        act,
        expected: count,
        found: shown(found),
      });
    }
  });
  if (sealed) return;
  for (const [number, target] of fold.targets.entries()) {
    for (const [hour, all] of fold.hoursOf(number)) {
      const when = hourText(hour);
      if (!seen.has(`${target} ${when}`)) {
        notebook.find('activity-missing', { target, hour: when, expected: actsOf(all) });
      }
    }
  }
  tellBusyHours(fold, notebook);
}

/** One remark for all hours that stand out; the busiest one is named. */
function tellBusyHours(fold: Fold, notebook: Notebook): void {
  let count = 0;
  let busiest: (BusyHour & { readonly target: string }) | undefined;
  for (const [number, target] of fold.targets.entries()) {
    for (const one of busyHours(fold.hoursOf(number))) {
      count += 1;
      if (busiest === undefined || one.acts > busiest.acts) busiest = { ...one, target };
    }
  }
  if (busiest === undefined) return;
  const { hour, ...rest } = busiest;
  notebook.remark('busy-hours', { rule: busyHourRule, count, hour: hourText(hour), ...rest });
}
