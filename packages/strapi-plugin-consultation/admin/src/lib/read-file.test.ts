import { describe, expect, it } from 'vitest';
import { decodeText, formatOf } from './read-file.ts';

const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('a file that is brought in', () => {
  it('is read as UTF-8 even if it says that it is not', () => {
    const bytes = new TextEncoder().encode('<meta charset="iso-8859-1"><p>Été à l’École</p>');
    expect(decodeText(bytes)).toContain('Été à l’École');
  });

  it('is read in the encoding that it names, or as old files of offices are', () => {
    expect(decodeText(latin('<meta charset=iso-8859-2><p>\xB1</p>'))).toContain('ą');
    expect(decodeText(latin('<p>L\xB0\xE9t\xE9</p>'))).toContain('L°été');
    expect(decodeText(latin('<meta charset="martian"><p>\xE9</p>'))).toContain('é');
    expect(decodeText(latin('\xFF\xFEA\x00'))).toBe('A');
  });

  it.each([
    ['loi.HTML', 'html'],
    ['loi.xhtml', 'html'],
    ['loi.md', 'markdown'],
    ['loi.txt', 'markdown'],
    ['loi.docx', undefined],
    ['loi', undefined],
  ])('%s is read as %s', (name, format) => expect(formatOf(name)).toBe(format));
});
