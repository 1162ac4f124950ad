import { readHtml } from 'consultation-core/formats/html';
import { writeMarkdown } from 'consultation-core/formats/markdown';
import { inlineText, isLink } from 'consultation-core/text';

/** Blocks of a piece of HTML as running text: a heading in it is no division of ours, but a line in bold. */
function blocksOf(html, makeId) {
  if (html.replace(/<[^>]*>|&nbsp;|\s/g, '') === '') return [];
  return readHtml(html, { makeId }).body.map((block) => {
    if (block.type !== 'heading') return block;
    const words = [block.label, inlineText(block.children)].filter(Boolean).join(' ');
    return { type: 'paragraph', id: block.id, children: [{ text: words, bold: true }] };
  });
}

const counter = (prefix) => {
  let number = 0;
  return () => {
    number += 1;
    return `${prefix}-${number}`;
  };
};

/** As blocks with their marks and links; `prefix` makes the ids. */
export function htmlToBody(html, prefix) {
  return blocksOf(html, counter(prefix));
}

/** As Markdown, which explanations are kept in. */
export function htmlToMarkdown(html) {
  const body = blocksOf(html, counter('b'));
  return body.length === 0 ? '' : writeMarkdown(body).trim();
}

/** Words of one inline; the address of a link is said behind its words, because plain text cannot hold it. */
function plainInline(inline) {
  if (!isLink(inline)) return inline.text;
  const words = inline.children.map(({ text }) => text).join('');
  return words.includes(inline.url) ? words : `${words} (${inline.url})`;
}

function plainBlock(block) {
  switch (block.type) {
    case 'paragraph': {
      const words = block.children
        .map(plainInline)
        .join('')
        .replace(/\s*\n\s*/g, ' ');
      return block.marker ? `${block.marker} ${words}` : words;
    }
    case 'table':
      return block.rows.map((row) => row.join(' | ')).join('\n');
    default:
      return `[image : ${block.alt || block.url}]`;
  }
}

/** As plain alineas, one a line: what a citizen can type into a form. */
export function htmlToLines(html) {
  return blocksOf(html, counter('b'))
    .map(plainBlock)
    .filter((line) => line.trim() !== '')
    .join('\n');
}

/** What people typed into a text field of 2015: line breaks were written as HTML by some. */
export function plainWords(text) {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t]*(?:<\/?br ?\/?>[ \t]*)+\n?/gi, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
