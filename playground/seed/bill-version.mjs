import { articles } from 'consultation-core/text';
import { billHtml, billTitle } from './bill.mjs';
import { htmlToMarkdown } from './words.mjs';

/** The official explanation of an article, and behind it the sources that participants added to the article. */
function explanationOf({ appendices, sources }) {
  const parts = appendices.map(({ body_html: html }) => htmlToMarkdown(html ?? ''));
  if (sources.length > 0) {
    const list = sources.map(({ title, link, category }) => {
      const words = title.replace(/[\\[\]]/g, '\\$&').trim();
      return `- [${words}](<${link}>) (${category.toLowerCase()})`;
    });
    parts.push(
      `**Sources ajoutées par des participants en 2015** (elles n’engagent pas l’administration) :\n\n${list.join('\n')}`
    );
  }
  return parts.filter((part) => part !== '').join('\n\n');
}

/**
 * Publishes the digital bill as version 1, as it was published: imported from HTML, every article with its
 * explanation. Gives its body.
 */
export async function publishBill(services, { consultation, official, at }) {
  const imported = await services.version.import({ format: 'html', source: billHtml() });
  const found = articles(imported.body);
  if (found.length !== official.length) {
    throw new Error(`${found.length} articles were recognised, not ${official.length}.`);
  }
  const explanations = Object.fromEntries(
    found.map((article, index) => [article.id, explanationOf(official[index])])
  );
  const { revision } = await services.version.saveDraft({
    consultation,
    draft: { revision: null, title: billTitle, ...imported, explanations },
  });
  await services.version.publish({ consultation, revision, at });
  return imported.body;
}
