import type { Body } from 'consultation-core/text';
import { createRoot } from 'react-dom/client';
import { keepDraft } from '../islands/kept-draft.ts';
import { ArticleEditor, type Say } from './article-editor.tsx';
import { makeEditor, putValue } from './commands.ts';
import { showConsequences } from './consequences.ts';
import type { EditorOptions } from './options.ts';

/** Puts an editor of the whole article in the place of the form that works without script. */
function start(mount: HTMLElement, form: HTMLFormElement): void {
  const options: EditorOptions = JSON.parse(mount.dataset.editor ?? '');
  const page = mount.ownerDocument;
  const editor = makeEditor(options.value);
  const field = (name: string) => form.elements.namedItem(name) as HTMLInputElement;
  const plural = new Intl.PluralRules(options.language);
  const t: Say = (key, values = {}) => {
    const form = typeof values.count === 'number' ? `${key}#${plural.select(values.count)}` : '';
    return Object.entries(values).reduce(
      (words, [name, value]) => words.replaceAll(`{${name}}`, String(value)),
      options.messages[form] ?? options.messages[`${key}#other`] ?? options.messages[key] ?? ''
    );
  };
  for (const plain of page.querySelectorAll('[data-plain]')) plain.remove();
  for (const scripted of page.querySelectorAll<HTMLElement>('[data-scripted]')) {
    scripted.hidden = false;
  }
  field('kind').value = 'edit';
  const consequences = showConsequences(form);
  const blocks = field('blocks');
  blocks.value = JSON.stringify(options.value);
  const change = (body: Body) => {
    blocks.value = JSON.stringify(body);
    blocks.dispatchEvent(new Event('input', { bubbles: true }));
    consequences();
  };
  createRoot(mount).render(
    <ArticleEditor editor={editor} options={options} t={t} onChange={change} />
  );
  keepDraft(form, (fields) => {
    try {
      putValue(editor, JSON.parse(fields.blocks ?? ''));
    } catch {
      // What was kept is no article: the editor stays as it is.
    }
  });
  if (JSON.stringify(options.value) !== JSON.stringify(options.base)) consequences();
}

const mount = document.querySelector<HTMLElement>('[data-editor]');
const form = mount?.closest('form');
if (mount && form) start(mount, form);
