/** After a form: focus goes to what is wrong or to what was done, and to what a link in it points at. */
export function focusOutcome(page: Document): void {
  if (page.location.hash === '') page.querySelector<HTMLElement>('[data-focus]')?.focus();
  for (const link of page.querySelectorAll<HTMLAnchorElement>('.error-summary a[href^="#"]')) {
    link.addEventListener('click', (event) => {
      const target = page.getElementById(link.hash.slice(1));
      const control = target?.matches('fieldset')
        ? target.querySelector<HTMLElement>('input, textarea, select')
        : target;
      if (!control) return;
      event.preventDefault();
      control.focus();
      control.scrollIntoView({ block: 'center' });
    });
  }
}
