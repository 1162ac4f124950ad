/** A list of options with a rank each, given by a number or by moving the option up and down. */

type Groups = readonly (readonly HTMLElement[])[];

const numberOf = (row: HTMLElement) => row.querySelector('select') as HTMLSelectElement;

/** Rows by their rank, from the first; a gap is closed. Rows without a rank are in no group. */
function groupsOf(rows: readonly HTMLElement[]): HTMLElement[][] {
  const groups: HTMLElement[][] = [];
  for (const row of rows) {
    const rank = Number(numberOf(row).value);
    if (rank > 0) {
      groups[rank] ??= [];
      groups[rank].push(row);
    }
  }
  return groups.filter(Boolean);
}

/** A row that shares its rank leaves it, one that has none comes last, one that has the last loses it. */
function moved(groups: Groups, row: HTMLElement, up: boolean): Groups {
  const at = groups.findIndex((group) => group.includes(row));
  if (at < 0) return up ? [...groups, [row]] : groups;
  const rest = groups.map((group) => group.filter((one) => one !== row));
  const shared = (rest[at] as readonly HTMLElement[]).length > 0;
  if (!up && !shared && at === groups.length - 1) return groups.slice(0, -1);
  const others = rest.filter((group) => group.length > 0);
  const to = up ? (shared ? at : Math.max(at - 1, 0)) : at + 1;
  return [...others.slice(0, to), [row], ...others.slice(to)];
}

/** Keeps numbers and order in step with the buttons, and says the new place of what was moved. */
export function rankOptions(list: HTMLElement): void {
  // In the order of the paper, which is that of options without a rank.
  const rows = ([...list.children] as HTMLElement[]).sort(
    (a, b) => Number(a.dataset.place) - Number(b.dataset.place)
  );
  const page = list.ownerDocument;
  const said = page.querySelector('[data-rank-said]');
  const { first = '', place = '', none = '' } = list.dataset;
  for (const element of page.querySelectorAll<HTMLElement>('[data-rank-only]')) {
    element.hidden = false;
  }

  const move = (row: HTMLElement, up: boolean) => {
    const before = groupsOf(rows);
    const groups = moved(before, row, up);
    const [best = []] = before;
    const isFirst = up && best.length === 1 && best[0] === row;
    for (const one of rows) {
      const rank = groups.findIndex((group) => group.includes(one)) + 1;
      numberOf(one).value = rank > 0 ? String(rank) : '';
    }
    const ranked = groups.flat();
    const order = [...ranked, ...rows.filter((one) => !ranked.includes(one))];
    const top = row.getBoundingClientRect().top;
    // The row itself stays where it is in the document: so it keeps the focus.
    const at = order.indexOf(row);
    row.before(...order.slice(0, at));
    row.after(...order.slice(at + 1));
    // And stays under the finger.
    const by = row.getBoundingClientRect().top - top;
    if (by !== 0) scrollBy({ top: by, behavior: 'instant' });
    const rank = ranked.indexOf(row) < 0 ? '' : numberOf(row).value;
    const words = isFirst ? first : rank === '' ? none : place;
    const values = { option: row.dataset.option ?? '', rank, count: String(groups.length) };
    if (said) {
      said.textContent = words.replace(
        /\{(option|rank|count)\}/g,
        (_, name: keyof typeof values) => values[name]
      );
    }
  };

  for (const row of rows) {
    for (const button of row.querySelectorAll<HTMLButtonElement>('[data-rank-move]')) {
      button.addEventListener('click', () => move(row, button.dataset.rankMove === 'up'));
    }
  }
}
