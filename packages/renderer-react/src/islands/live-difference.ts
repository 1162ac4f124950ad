import { diffInline } from 'consultation-core/change';

/** Shows while somebody types what becomes of the words. The page of the preview says the same with all its marks. */
export function liveDifference(area: HTMLTextAreaElement): void {
  const page = area.ownerDocument;
  const box = page.querySelector<HTMLElement>(`[data-live="${area.id}"]`);
  const words = box?.querySelector<HTMLElement>('[data-live-words]');
  const original = area.dataset.original ?? '';
  if (!box || !words) return;
  const heard = (text = '') => {
    const span = page.createElement('span');
    span.className = 'heard';
    span.textContent = ` ${text} `;
    return span;
  };
  const part = (kind: 'ins' | 'del', text: string) => {
    const element = page.createElement(kind);
    const [start, end] =
      kind === 'ins'
        ? [words.dataset.insertStart, words.dataset.insertEnd]
        : [words.dataset.deleteStart, words.dataset.deleteEnd];
    element.append(heard(start), text, heard(end));
    return element;
  };
  const plain = (content: readonly { readonly text?: string }[]) =>
    content.map(({ text = '' }) => text).join('');
  const update = () => {
    const value = area.value.trim();
    box.hidden = value === original.trim();
    if (box.hidden) return;
    words.textContent = '';
    let at = 0;
    for (const edit of diffInline([{ text: original }], [{ text: value }])) {
      const remove = plain(edit.remove as readonly { text?: string }[]);
      const insert = plain(edit.insert as readonly { text?: string }[]);
      words.append(original.slice(at, edit.at));
      if (remove !== '') words.append(part('del', remove));
      if (insert !== '') words.append(part('ins', insert));
      at = edit.at + remove.length;
    }
    words.append(original.slice(at));
  };
  let waiting: ReturnType<typeof setTimeout> | undefined;
  area.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 150);
  });
  update();
}
