import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A file of `playground/data`; `SOURCES.md` there says where each comes from. */
export const dataFile = (name) => new URL(`../data/${name}`, import.meta.url);

const textOf = (name) => gunzipSync(readFileSync(dataFile(name))).toString('utf8');

/** One JSON object a line. */
function rowsOf(name) {
  return textOf(name)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/**
 * The consultation of 2015 on the digital bill: the Government's 30 articles and what citizens proposed.
 *
 * @typedef {{ ok: number, mixed: number, nok: number, total: number }} Counts
 * @typedef {{ id: number, for: boolean, author: string, body: string, created_at: string }} Argument2015
 * @typedef {{ id: number, official: boolean, author: string, title: string, body_html: string, created_at: string,
 *   section: { id: number, num: string, title: string }, appendices: { title: string, body_html: string | null }[],
 *   votes: Counts, arguments: Argument2015[], sources: { title: string, link: string, category: string }[],
 *   trashed: boolean }} Proposition
 */
export function readRepubliqueNumerique() {
  /** @type {Proposition[]} */
  const rows = rowsOf('republique-numerique-2015-propositions.ndjson.gz');
  return {
    articles: rows.filter(({ official }) => official),
    proposals: rows.filter(({ official }) => !official),
  };
}

/** The single votes on the Government's article 9, in the order of the file: they have no date. */
export function readArticle9Votes() {
  const choices = new Map([
    ['1', 'for'],
    ['0', 'mixed'],
    ['-1', 'against'],
  ]);
  return textOf('republique-numerique-2015-article-9-votes.csv.gz')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => {
      const [, , voter, vote] = line.split(',');
      const choice = choices.get(vote);
      if (choice === undefined) throw new Error(`A vote for ${JSON.stringify(vote)}: ${line}`);
      return { voter, choice };
    });
}

/**
 * The consultation of 2019 on the universal income of activity. `on` of a vote or argument is the id of a proposal, of
 * which 18 are not in the file.
 *
 * @typedef {{ id: string, author: string, section: string, title: string, body: string, created_at: string,
 *   votes: Counts }} Proposal2019
 * @typedef {{ on: string, author: string, value: 'YES' | 'MITIGE' | 'NO', created_at: string }} Vote2019
 * @typedef {{ on: string, id: string, author: string, side: 'FOR' | 'AGAINST', body: string,
 *   created_at: string }} Argument2019
 * @returns {{ proposals: Proposal2019[], votes: Vote2019[], arguments: Argument2019[] }}
 */
export function readRevenuUniversel() {
  const rows = rowsOf('revenu-universel-activite-2019-export.ndjson.gz');
  const of = (type) => rows.filter((row) => row.type === type);
  return { proposals: of('opinion'), votes: of('vote'), arguments: of('argument') };
}

/** Published counts under the names of the method `for-mixed-against@1`. */
export const countsOf = ({ ok, mixed, nok }) => ({ for: ok, mixed, against: nok });
