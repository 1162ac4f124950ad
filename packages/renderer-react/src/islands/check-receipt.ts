import { inspectReceipt } from '../receipts.ts';

/** Checks the file of a receipt where it is: nothing is sent, and the server is not asked. */
function start(mount: HTMLElement): void {
  const form = mount.querySelector('form') as HTMLFormElement;
  const file = mount.querySelector('input[type=file]') as HTMLInputElement;
  const text = form.querySelector('textarea') as HTMLTextAreaElement;
  const { keys = '[]', origin = '', language = 'en' } = mount.dataset;
  const journal = { origin, keys: JSON.parse(keys) as readonly string[] };
  const number = new Intl.NumberFormat(language);
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short' });
  for (const plain of document.querySelectorAll('[data-plain]')) plain.remove();
  for (const scripted of mount.querySelectorAll<HTMLElement>('[data-scripted]')) {
    scripted.hidden = false;
  }

  const check = () => {
    const found = inspectReceipt(text.value, journal);
    const name = found.kind === 'included' ? found.kind : found.reason;
    for (const result of mount.querySelectorAll<HTMLElement>('[data-check-result]')) {
      result.hidden = result.dataset.checkResult !== name;
    }
    if (found.kind !== 'included') return;
    const values = {
      index: number.format(found.index),
      size: number.format(found.size),
      at: moment.format(new Date(found.entry.at)),
      code: found.code,
    };
    for (const [key, value] of Object.entries(values)) {
      for (const place of mount.querySelectorAll(`[data-fill=${key}]`)) place.textContent = value;
    }
    const link = mount.querySelector<HTMLAnchorElement>('[data-fill-href]');
    if (link) link.search = `?code=${encodeURIComponent(found.code)}`;
  };
  file.addEventListener('change', async () => {
    const chosen = file.files?.[0];
    if (chosen === undefined) return;
    // A receipt has 3 kB; whatever is much larger is none, and is not read whole.
    text.value = await chosen.slice(0, 100_000).text();
    check();
  });
  form.addEventListener('submit', (event) => {
    if (text.value.trim() === '') return;
    event.preventDefault();
    check();
  });
}

const mount = document.querySelector<HTMLElement>('[data-check]');
if (mount) start(mount);
