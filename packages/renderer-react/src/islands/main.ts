import { copyWords } from './copy-words.ts';
import { countCharacters } from './count-characters.ts';
import { focusOutcome } from './focus-outcome.ts';
import { forgetSent, keepDraft, markSent } from './kept-draft.ts';

/** What script adds. Every page does its whole job without it. */
focusOutcome(document);
for (const details of document.querySelectorAll<HTMLDetailsElement>('details[data-folds]')) {
  details.open = matchMedia('(min-width: 62rem)').matches;
}
for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-max]')) {
  countCharacters(area);
}
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  copyWords(button);
}
forgetSent(location);
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) {
  markSent(form);
  // A form with an editor is kept by the editor.
  const isKept = form.dataset.keep !== undefined && !form.querySelector('[data-editor]');
  if (isKept) keepDraft(form);
}
