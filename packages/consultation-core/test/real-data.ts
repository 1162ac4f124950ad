import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { carryIds } from '../src/change/index.ts';
import { readMarkdown } from '../src/formats/markdown.ts';
import {
  type Block,
  type Body,
  canonicalBody,
  inlineFromText,
  readMarker,
} from '../src/text/index.ts';

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

/** What the register says of one article at one step: `sup` it was struck out, `new` it was put in (again). */
export interface ArticleStep {
  readonly step: string;
  readonly status: 'depot' | 'new' | 'none' | 'sup';
  /** Its number in the law, where everything was numbered anew. */
  readonly newnum?: string;
}

interface BillFile {
  /** Every distinct alinea once. */
  readonly words: readonly string[];
  readonly versions: readonly {
    readonly step: string;
    readonly sections: readonly {
      readonly id: string;
      readonly titre: string;
      readonly newid?: string;
    }[];
    readonly articles: readonly {
      readonly titre: string;
      readonly statut: string;
      readonly section: string;
      readonly alineas: readonly number[];
    }[];
  }[];
  readonly register: readonly { readonly titre: string; readonly steps: readonly ArticleStep[] }[];
}

export interface BillVersion {
  readonly step: string;
  /** What the version itself prints beside each article, by its number. */
  readonly statuts: ReadonlyMap<string, string>;
  readonly body: Body;
}

const roman = ['', 'Ier', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII'];
/** `T2 bis A` is `Titre II bis A`. */
const titleLabel = (id: string) => id.replace(/^T(\d+)/, (_, n) => `Titre ${roman[Number(n)]}`);

function billBody(
  { words }: BillFile,
  { sections, articles }: BillFile['versions'][number],
  prefix: string,
  numberOf: (titre: string) => string = (titre) => titre
): Body {
  const makeId = counter(`${prefix}-`);
  const blocks: Block[] = [];
  let section: string | undefined;
  for (const { titre, section: own, alineas } of articles) {
    if (own !== section) {
      section = own;
      const found = sections.find(({ id }) => id === own);
      blocks.push({
        type: 'heading',
        id: makeId(),
        rank: 'title',
        label: titleLabel(found?.newid ?? own),
        children: inlineFromText(found?.titre ?? ''),
      });
    }
    blocks.push({
      type: 'heading',
      id: makeId(),
      rank: 'article',
      label: `Article ${numberOf(titre)}`,
      children: inlineFromText(''),
    });
    for (const index of alineas) {
      const { marker, text } = readMarker(words[index] as string);
      blocks.push({ type: 'paragraph', id: makeId(), marker, children: inlineFromText(text) });
    }
  }
  return canonicalBody(blocks);
}

/**
 * A bill of 2010 in its nine versions, from what the Government laid before the Senate to the law, and its register,
 * by the number of the article. The ids of a version are its own, then carried over from the version before it.
 * `law` is the last version under the numbers of the law, with ids that have nothing in common with it.
 */
export function billVersions(): {
  readonly versions: readonly BillVersion[];
  readonly register: ReadonlyMap<string, readonly ArticleStep[]>;
  readonly law: Body;
} {
  const file: BillFile = JSON.parse(gunzipSync(read('pjl09-200.json.gz')).toString());
  const register = new Map(file.register.map(({ titre, steps }) => [titre, steps]));
  const versions: BillVersion[] = [];
  for (const [index, version] of file.versions.entries()) {
    const fresh = billBody(
      file,
      { ...version, sections: version.sections.map(({ newid, ...section }) => section) },
      `v${index}`
    );
    const before = versions.at(-1);
    versions.push({
      step: version.step,
      statuts: new Map(version.articles.map(({ titre, statut }) => [titre, statut])),
      body: before ? carryIds(before.body, fresh) : fresh,
    });
  }
  const last = file.versions.at(-1) as BillFile['versions'][number];
  const law = billBody(file, last, 'law', (titre) => register.get(titre)?.at(-1)?.newnum ?? titre);
  return { versions, register, law };
}

/** Four Chinese laws before and after an amendment of the law; ids of the two sides have nothing in common. */
export function chineseLaws(): { readonly before: Body; readonly after: Body }[] {
  const body = (name: string, prefix: string) => {
    const source = name.endsWith('.gz') ? gunzipSync(read(name)) : read(name);
    return canonicalBody(readMarkdown(source.toString(), { makeId: counter(prefix) }).body);
  };
  return [
    ['01-1982-12-10.md', '01-2024-03-11.md'],
    ['02-2015-03-15.md.gz', '02-2023-03-13.md.gz'],
    ['03-2012-08-31.md.gz', '03-2024-04-26.md.gz'],
    ['04-2020-10-17.md.gz', '04-2024-04-26.md.gz'],
  ].map(([before = '', after = '']) => ({ before: body(before, 'a'), after: body(after, 'b') }));
}
