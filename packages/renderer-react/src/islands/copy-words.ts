/** A button that copies the words of an element. Where the browser does not let it, the words are selected instead. */
export function copyWords(button: HTMLButtonElement): void {
  const page = button.ownerDocument;
  const id = button.dataset.copy ?? '';
  const words = page.getElementById(id);
  const said = page.querySelector<HTMLElement>(`[data-copy-said="${id}"]`);
  if (words === null) return;
  button.hidden = false;
  button.addEventListener('click', async () => {
    const text = [...words.children].map(({ textContent }) => textContent).join('\n');
    try {
      await navigator.clipboard.writeText(text);
      if (said) said.textContent = button.dataset.copied ?? '';
    } catch {
      getSelection()?.selectAllChildren(words);
      if (said) said.textContent = button.dataset.notCopied ?? '';
    }
  });
}
