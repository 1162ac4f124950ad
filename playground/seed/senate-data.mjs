import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { dataFile } from './data.mjs';

/**
 * The amendments of the Senate to the bill on the financing of social security for 2018, as published.
 *
 * @typedef {{ nature: string, num: string, target: string, alinea: string | null, author: string,
 *   group: string | null, date: string, dispositif_html: string | null, objet_html: string | null, sort: string,
 *   url: string }} Row
 * @returns {readonly Row[]}
 */
export const readSenateRows = () =>
  gunzipSync(readFileSync(dataFile('senat-plfss-2018-amendements.ndjson.gz')))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** Divisions and articles in the order in which they were discussed, each as one line: `Article 8 bis`. */
export const readSubdivisions = () =>
  readFileSync(dataFile('senat-plfss-2018-subdivisions.txt'), 'utf8').trim().split('\n');

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** One way to write blanks, apostrophes and hyphens, so that words that are the same are equal. */
export function typeset(words) {
  return words
    .replace(/&(\w+);/g, (whole, name) => entities[name] ?? whole)
    .replace(/\ufeff/g, '')
    .replace(/\u2011/g, '-')
    .replace(/'/g, '’')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/« ?/g, '«\u00a0')
    .replace(/ ?»/g, '\u00a0»')
    .replace(/ ([;:!?%€])/g, '\u00a0$1')
    .replace(/(\d) (\d{3})(?!\d)/g, '$1\u00a0$2');
}

const plain = (html) => typeset(html.replace(/<[^>]*>/g, ''));

function rowsOf(table) {
  return [...table.matchAll(/<tr\b.*?<\/tr>/gs)].map(([row]) =>
    [...row.matchAll(/<td\b.*?<\/td>/gs)].map(([cell]) => plain(cell.replace(/<\/p>/g, ' ')))
  );
}

/**
 * A piece of the published HTML as its lines, one for each paragraph; a table is one line.
 *
 * @typedef {string | { rows: string[][] }} Line
 * @returns {Line[]}
 */
export function linesOf(html) {
  return (html ?? '').split(/(<table\b.*?<\/table>)/gs).flatMap((part) =>
    part.startsWith('<table')
      ? [{ rows: rowsOf(part) }]
      : part
          .split(/<\/(?:p|div)>|<br\b[^>]*>/g)
          .map(plain)
          // The mark that opens a quoted table stands on a line of its own, which the Senate does not count.
          .filter((line) => line !== '' && line.trim() !== '«')
  );
}

/** The same as plain text. */
export function textOf(html) {
  return linesOf(html)
    .map((line) =>
      typeof line === 'string' ? line : line.rows.map((row) => row.join(' | ')).join('\n')
    )
    .join('\n');
}
