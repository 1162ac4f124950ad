/** Whether a text is just so many digits of lower hex; quicker than an expression, for millions of them. */
export function isHex(text: string, length: number): boolean {
  if (text.length !== length) return false;
  for (let place = 0; place < length; place += 1) {
    const code = text.charCodeAt(place);
    if (code < 48 || code > 102 || (code > 57 && code < 97)) return false;
  }
  return true;
}
