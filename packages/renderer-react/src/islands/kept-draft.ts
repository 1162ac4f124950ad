/**
 * What somebody types on a page that asks for an amendment stays in her browser until it was sent or she throws it away.
 * Reading stores nothing. A browser without storage, or with none left, does without.
 */
const prefix = 'consultation.draft.';
const sent = 'consultation.sent';
const notTyped = new Set(['token', 'key', 'kind', 'block', 'parent', 'step', 'base', 'support']);

type Fields = Readonly<Record<string, string>>;
interface Kept {
  /** Number of the version that she had before her. */
  readonly base: string;
  readonly at: string;
  readonly fields: Fields;
}

function storage(): Storage | undefined {
  try {
    return window.localStorage;
  } catch {
    return undefined;
  }
}

function typedIn(form: HTMLFormElement): Fields {
  const fields: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) {
    if (!notTyped.has(name) && typeof value === 'string') fields[name] = value;
  }
  return fields;
}

function read(key: string): Kept | undefined {
  try {
    const kept = JSON.parse(storage()?.getItem(prefix + key) ?? 'null');
    return typeof kept?.fields === 'object' ? kept : undefined;
  } catch {
    return undefined;
  }
}

function write(key: string, kept: Kept | undefined): void {
  try {
    if (kept === undefined) storage()?.removeItem(prefix + key);
    else storage()?.setItem(prefix + key, JSON.stringify(kept));
  } catch {
    // No room: the form itself still has everything.
  }
}

const control = (form: HTMLFormElement, name: string) =>
  form.elements.namedItem(name) as HTMLInputElement | HTMLTextAreaElement | null;

function putFields(form: HTMLFormElement, fields: Fields): void {
  for (const [name, value] of Object.entries(fields)) {
    const element = control(form, name);
    if (element === null || !('value' in element)) continue;
    element.value = value;
    element.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

/** Sent for good by this form: it is thrown away when the page says that it arrived. */
export function markSent(form: HTMLFormElement): void {
  form.addEventListener('submit', ({ submitter }) => {
    const { name = '', value = '' } = (submitter ?? {}) as Partial<HTMLButtonElement>;
    if (name !== 'support' && value !== 'send' && value !== 'draft') return;
    try {
      storage()?.setItem(sent, form.dataset.draft ?? '');
    } catch {
      // It stays, and is offered again.
    }
  });
}

/** A page that says that something arrived: what was kept of it goes. */
export function forgetSent(location: Location): void {
  const done = new URLSearchParams(location.search).get('done') ?? '';
  if (!['submitted', 'drafted', 'supported'].includes(done)) return;
  const key = storage()?.getItem(sent);
  if (!key) return;
  storage()?.removeItem(sent);
  write(key, undefined);
}

/**
 * Keeps what is typed into a form, and puts back what was kept, with a word that says so and a way to throw it away.
 * `put` hears of what is put back, once it stands in the fields.
 */
export function keepDraft(form: HTMLFormElement, put: (fields: Fields) => void = () => {}): void {
  const { draft: key = '', fresh } = form.dataset;
  const initial = typedIn(form);
  const base = control(form, 'base');
  const newest = base?.value ?? '';
  const notice = form.ownerDocument.querySelector<HTMLElement>('[data-kept]');
  const isInitial = (fields: Fields) =>
    Object.keys({ ...initial, ...fields }).every(
      (name) => (fields[name] ?? '') === (initial[name] ?? '')
    );
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const save = () => {
    clearTimeout(timer);
    timer = undefined;
    if (stopped) return;
    const fields = typedIn(form);
    const kept = { base: base?.value ?? '', at: new Date().toISOString(), fields };
    write(key, isInitial(fields) ? undefined : kept);
  };
  const kept = fresh === undefined ? undefined : read(key);
  if (kept !== undefined && !isInitial(kept.fields)) offer(kept);
  form.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(save, 400);
  });
  window.addEventListener('pagehide', () => timer !== undefined && save());

  function offer({ fields, at, base: old }: Kept): void {
    const outdated = old !== newest;
    // Words of an older version are not put over the newest: the server carries them over, when she asks for it.
    stopped = outdated;
    if (!outdated) {
      putFields(form, fields);
      put(fields);
    }
    if (notice === null) return;
    const text = notice.querySelector<HTMLElement>('[data-kept-text]');
    const carry = notice.querySelector<HTMLButtonElement>('[data-kept-carry]');
    const when = new Intl.DateTimeFormat(form.ownerDocument.documentElement.lang, {
      dateStyle: 'long',
      timeStyle: 'short',
    }).format(new Date(at));
    const words = (outdated ? text?.dataset.outdated : text?.dataset.restored) ?? '';
    if (text) text.textContent = words.replace('{when}', when);
    notice.hidden = false;
    if (carry) {
      carry.hidden = !outdated;
      carry.addEventListener('click', () => {
        putFields(form, fields);
        if (base) base.value = old;
      });
    }
    notice.querySelector('[data-kept-discard]')?.addEventListener('click', () => {
      stopped = false;
      write(key, undefined);
      putFields(form, initial);
      put(initial);
      notice.hidden = true;
    });
  }
}
