const narrow = '\u202f';
const wide = '\u00a0';

/** A number stays with the word in front of it: `Article 1` is not broken. */
export function keepNumber(name: string): string {
  return name.replace(/ (?=\d)/g, wide);
}

/** French signs stay with their word: a narrow space before `; ! ?`, a wide one before `:` and inside `« »`. */
export function frenchSpaces(text: string): string {
  return text
    .replace(/ (?=[;!?](?:\s|$))/g, narrow)
    .replace(/ (?=:(?:\s|$))/g, wide)
    .replace(/« /g, `«${wide}`)
    .replace(/ »/g, `${wide}»`);
}
