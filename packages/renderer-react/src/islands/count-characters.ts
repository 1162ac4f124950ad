/** Says how many characters are left: at once to the eye, after a pause and only near the end to the ear. */
export function countCharacters(area: HTMLTextAreaElement): void {
  const line = area.ownerDocument.getElementById(`${area.id}-limit`);
  const { max = '', left = '', over = '' } = area.dataset;
  if (line === null) return;
  const said = area.ownerDocument.createElement('span');
  said.className = 'heard';
  said.setAttribute('role', 'status');
  line.after(said);
  const format = new Intl.NumberFormat(area.ownerDocument.documentElement.lang);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const update = () => {
    const rest = Number(max) - area.value.length;
    const words = (rest < 0 ? over : left).replace('{n}', format.format(Math.abs(rest)));
    line.textContent = words;
    line.classList.toggle('limit-over', rest < 0);
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (rest < Number(max) * 0.1) said.textContent = words;
    }, 1_000);
  };
  area.addEventListener('input', update);
  if (area.value !== '') update();
}
