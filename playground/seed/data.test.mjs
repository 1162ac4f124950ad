import { readFileSync } from 'node:fs';
import { createArgument } from 'consultation-core/contract';
import { readHtml } from 'consultation-core/formats/html';
import { readMarkdown } from 'consultation-core/formats/markdown';
import { articles, checkBody } from 'consultation-core/text';
import { add, empty, remove, tallyOf } from 'consultation-core/vote';
import { describe, expect, it } from 'vitest';
import { billHtml, billMarkdown } from './bill.mjs';
import {
  countsOf,
  dataFile,
  readArticle9Votes,
  readRepubliqueNumerique,
  readRevenuUniversel,
} from './data.mjs';
import { actsOf, choiceOf, itemsOf } from './revenu-universel.mjs';
import { htmlToLines, plainWords } from './words.mjs';

const method = 'for-mixed-against@1';

/** Counts ballots one by one as a box does: another choice of the same voter takes the place of the first. */
function recount(votes) {
  const box = new Map();
  let tally = empty(method);
  for (const { voter, choice } of votes) {
    const before = box.get(voter);
    if (before !== undefined) tally = remove(tally, before);
    box.set(voter, choice);
    tally = add(tally, choice);
  }
  return tally.counts;
}

const ids = () => {
  let number = 0;
  return () => {
    number += 1;
    return `b${number}`;
  };
};

describe('the votes of 2019', () => {
  const data = readRevenuUniversel();

  it('give the published counts for 299 of the 300 proposals when they are counted again', () => {
    const votesOn = new Map(data.proposals.map(({ id }) => [id, []]));
    for (const { on, author, value } of data.votes) {
      votesOn.get(on)?.push({ voter: author, choice: choiceOf[value] });
    }
    const differing = data.proposals.filter((proposal) => {
      const published = tallyOf(method, countsOf(proposal.votes)).counts;
      return JSON.stringify(recount(votesOn.get(proposal.id))) !== JSON.stringify(published);
    });
    expect(data.proposals).toHaveLength(300);
    expect(differing.map(({ title }) => title)).toEqual([
      "activité en contrepartie du Revenu Universel d'Activité",
    ]);
  });

  it('are all replayed, each after the one before it', () => {
    const acts = actsOf(data);
    expect(acts.filter(({ vote }) => vote)).toHaveLength(8_460);
    expect(acts.filter(({ argument }) => argument)).toHaveLength(1_547);
    expect(acts.every(({ at }, index) => index === 0 || acts[index - 1].at <= at)).toBe(true);
  });

  it('are about something in the text, also where the words of a proposal are missing', () => {
    const items = itemsOf(data);
    const known = new Set(items.map(({ id }) => id));
    expect(items).toHaveLength(318);
    expect([...data.votes, ...data.arguments].every(({ on }) => known.has(on))).toBe(true);
  });
});

describe('the votes on article 9', () => {
  it('are as many as were published, and one ballot a person when they are cast', () => {
    const votes = readArticle9Votes();
    const article = readRepubliqueNumerique().articles.find(({ title }) =>
      title.startsWith('Article 9 ')
    );
    const rows = votes.reduce((tally, { choice }) => add(tally, choice), empty(method));
    expect(rows.counts).toEqual(countsOf(article.votes));
    expect(recount(votes)).toEqual({ for: 1_311, mixed: 281, against: 1_728 });
  });
});

describe('the bill', () => {
  it('stands in the two files as its articles say', () => {
    expect(readFileSync(dataFile('projet-de-loi.html'), 'utf8')).toBe(billHtml());
    expect(readFileSync(dataFile('projet-de-loi.md'), 'utf8')).toBe(billMarkdown());
  });

  it('is the same text read from either file, understood without a notice', () => {
    const html = readHtml(billHtml(), { makeId: ids() });
    const markdown = readMarkdown(billMarkdown(), { makeId: ids() });
    expect(markdown.body).toEqual(html.body);
    expect([...html.notices, ...markdown.notices, ...checkBody(html.body)]).toEqual([]);
  });

  it('has 30 articles in three titles, seven chapters and eighteen sections', () => {
    const { body } = readHtml(billHtml(), { makeId: ids() });
    const count = (rank) => body.filter((block) => block.rank === rank).length;
    expect(['title', 'chapter', 'section', 'article'].map(count)).toEqual([3, 7, 18, 30]);
    expect(articles(body).map(({ heading }) => heading.label)).toEqual(
      Array.from({ length: 30 }, (_, index) => `Article ${index + 1}`)
    );
  });
});

describe('contributions', () => {
  it('have arguments that a citizen of today could send as they are', () => {
    const { articles: official, proposals } = readRepubliqueNumerique();
    const { arguments: of2019 } = readRevenuUniversel();
    const texts = [...[...official, ...proposals].flatMap((item) => item.arguments), ...of2019].map(
      ({ body }) => plainWords(body)
    );
    const refused = texts.filter((text) => {
      const { data, success } = createArgument.body.safeParse({
        target: 'article:a1',
        stance: 'for',
        text,
        sources: [],
        key: 'a-key-of-16-signs',
      });
      return !success || data.text !== text;
    });
    expect(texts).toHaveLength(3_392 + 1_547);
    expect(refused).toEqual([]);
  });

  it('have words for the article that each proposition adds', () => {
    const { proposals } = readRepubliqueNumerique();
    expect(proposals.filter(({ body_html: html }) => htmlToLines(html) === '')).toEqual([]);
  });
});
