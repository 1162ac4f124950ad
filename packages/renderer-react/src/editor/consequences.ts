/**
 * What the server says of an article as it is being written: the change in words, and who wants nearly the same. It is
 * the same fragment as on the page of the preview. Gives the function to call after a change.
 */
export function showConsequences(form: HTMLFormElement): () => void {
  const page = form.ownerDocument;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | undefined;
  const ask = async () => {
    asked?.abort();
    asked = new AbortController();
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string' && name !== 'step') body.append(name, value);
    }
    body.set('step', 'live');
    const place = page.querySelector<HTMLElement>('[data-consequences]');
    const said = page.querySelector<HTMLElement>('[data-consequences-said]');
    try {
      const response = await fetch(form.action, { method: 'POST', body, signal: asked.signal });
      const answer = new DOMParser().parseFromString(await response.text(), 'text/html');
      const result = answer.querySelector('[data-consequences-result]');
      // Without an answer the button that shows the difference on a page of its own is still there.
      place?.replaceChildren(...(result ? [page.importNode(result, true)] : []));
      const heading = result?.querySelector('[data-said]')?.textContent ?? '';
      if (said && said.textContent !== heading) said.textContent = heading;
    } catch (error) {
      if ((error as Error).name !== 'AbortError') place?.replaceChildren();
    }
  };
  return () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 600);
  };
}
