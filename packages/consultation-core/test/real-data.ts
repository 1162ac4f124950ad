import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Body, canonicalBody, inlineFromText } from '../src/text/index.ts';

const read = (name: string) => readFileSync(join(import.meta.dirname, 'data', name));
const lines = (name: string) =>
  gunzipSync(read(name))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

export const markdownFile = (name: string) => read(name).toString();
export const senatePage = () => gunzipSync(read('pjl18-218.html.gz')).toString();

/** The Government's articles as one page, as the consultation's platform had them. */
export function digitalBill(): { html: string; titles: string[]; bodies: string[] } {
  const rows: {
    title: string;
    section: { id: number; num: string; title: string };
    body_html: string;
  }[] = lines('republique-numerique-articles.ndjson.gz');
  let section = 0;
  const html = rows
    .map((row) => {
      const isNew = row.section.id !== section;
      section = row.section.id;
      const heading = isNew ? `<h2>${row.section.num} – ${row.section.title}</h2>` : '';
      return `${heading}<h3>${row.title}</h3>${row.body_html}`;
    })
    .join('\n');
  return { html, titles: rows.map(({ title }) => title), bodies: rows.map((row) => row.body_html) };
}

const paragraphs = (texts: readonly string[], prefix: string): Body =>
  canonicalBody(
    texts.map((text, index) => ({
      type: 'paragraph',
      id: `${prefix}${index}`,
      children: inlineFromText(text),
    }))
  );

/** Real revisions of articles, alinea by alinea; ids of the two sides have nothing in common. */
export function revisions(): { before: Body; after: Body }[] {
  return lines('code-civil-revisions.ndjson.gz').map(
    (row: { before: string[]; after: string[] }) => ({
      before: paragraphs(row.before, 'a'),
      after: paragraphs(row.after, 'b'),
    })
  );
}

/** Ids that count, for tests that want to name them. */
export function counter(prefix = 'n'): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `${prefix}${count}`;
  };
}
