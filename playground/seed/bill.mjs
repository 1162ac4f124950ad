import { readHtml } from 'consultation-core/formats/html';
import { writeMarkdown } from 'consultation-core/formats/markdown';
import { readRepubliqueNumerique } from './data.mjs';

export const billTitle = 'Projet de loi pour une République numérique';

/**
 * Titles and chapters of the bill of 2015, each before the section (by its id in the data) that it begins with. The
 * data name the sections only.
 */
const divisions = new Map([
  [
    86,
    ['Titre Ier - La circulation des données et du savoir', 'Chapitre Ier - Économie de la donnée'],
  ],
  [90, [null, 'Chapitre II - Économie du savoir']],
  [
    94,
    ['Titre II - La protection dans la société numérique', 'Chapitre Ier - Environnement ouvert'],
  ],
  [99, [null, 'Chapitre II - Protection de la vie privée en ligne']],
  [103, ['Titre III - L’accès au numérique', 'Chapitre Ier - Numérique et territoires']],
  [106, [null, 'Chapitre II - Facilitation des usages']],
  [109, [null, 'Chapitre III - Accès des publics fragiles au numérique']],
]);

const signs = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text) => text.replace(/[&<>]/g, (sign) => signs[sign]);

/** The Government's 30 articles as one page, as an office might publish it. */
export function billHtml() {
  const { articles } = readRepubliqueNumerique();
  const lines = [
    '<!doctype html>',
    '<html lang="fr">',
    '<head>',
    '<meta charset="utf-8">',
    `<title>${billTitle}</title>`,
    '</head>',
    '<body>',
  ];
  let section;
  for (const article of articles) {
    if (article.section.id !== section) {
      section = article.section.id;
      const [title, chapter] = divisions.get(section) ?? [];
      if (title) lines.push(`<h2>${title}</h2>`);
      if (chapter) lines.push(`<h3>${chapter}</h3>`);
      lines.push(`<h4>${article.section.num} - ${escaped(article.section.title)}</h4>`);
    }
    lines.push(`<h5>${escaped(article.title)}</h5>`, article.body_html.trim());
  }
  lines.push('</body>', '</html>', '');
  return lines.join('\n');
}

/** The same text in Markdown. */
export function billMarkdown() {
  let number = 0;
  const makeId = () => {
    number += 1;
    return `b${number}`;
  };
  return writeMarkdown(readHtml(billHtml(), { makeId }).body);
}
