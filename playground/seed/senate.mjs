import { articles, readMarker } from 'consultation-core/text';
import { linesOf, readSenateRows, readSubdivisions, textOf, typeset } from './senate-data.mjs';
import { readInstructions } from './senate-instructions.mjs';
import { alineaAfter, alineasOf, textOfSentences } from './senate-model.mjs';

/**
 * 595 amendments of the Senate to the bill on the financing of social security for 2018, on a text put together from
 * what they quote of it: the text of the bill is not in our data. Everything here is computed from the published data
 * and always comes out the same.
 *
 * @typedef {import('consultation-core/text').Block} Block
 * @typedef {import('./senate-instructions.mjs').Instruction} Instruction
 * @typedef {import('./senate-data.mjs').Row} Row
 */
export const senateTitle = 'Projet de loi de financement de la sécurité sociale pour 2018';

/** To be shown wherever the text is. */
export const senateIntroduction = [
  'Ce texte est une **reconstitution**. Le texte du projet de loi n’est pas dans nos données\u00a0; les articles, leur ordre et leurs',
  'divisions sont ceux de la discussion au Sénat, et chaque alinéa ne contient que les mots que les amendements en citent. Là où aucun',
  'amendement ne cite de mots se trouve «\u00a0[…]\u00a0». L’ordre des mots cités dans un alinéa est le nôtre.',
  '\n\nLes amendements, leurs auteurs, leurs objets et leur sort sont ceux qu’a publiés le Sénat (données ouvertes, novembre 2017).',
].join(' ');

const withoutNote = (words) => words.replace(/ \(précédemment examinée?\)/, '');

/** `art. add. après Article 8 bis` is about article 8 bis. */
function targetOf({ target }) {
  const found = /^(?:art\. add\. (après|avant) )?(Article .*)$/.exec(withoutNote(typeset(target)));
  return found && { label: found[2], side: found[1] };
}

/** All amendments with what they say is to be done, read. */
function readAll() {
  return readSenateRows().map((row) => {
    const lines = linesOf(row.dispositif_html);
    return { row, lines, target: targetOf(row), instructions: readInstructions(lines) };
  });
}

const numbered = ({ alinea }) => (/^\d+$/.test(alinea ?? '') ? Number(alinea) : undefined);

/** The alineas of each article that is discussed, by its label. */
function modelOf(all, labels) {
  return new Map(
    labels.map((label) => {
      const own = all.filter(({ target }) => target?.label === label && target.side === undefined);
      const instructions = own
        .flatMap((one) => one.instructions ?? [])
        .filter(({ parent }) => parent === undefined);
      return [
        label,
        alineasOf(instructions, Math.max(1, ...own.map(({ row }) => numbered(row) ?? 1))),
      ];
    })
  );
}

const counter = (prefix) => {
  let number = 0;
  return () => {
    number += 1;
    return `${prefix}${number}`;
  };
};

const blockOf = (alinea, id) =>
  alinea.kind === 'table'
    ? { type: 'table', id, rows: alinea.rows, children: [{ text: '' }] }
    : { type: 'paragraph', id, children: [{ text: textOfSentences(alinea.sentences) }] };

/** A line of new words as a block. */
function blockOfLine(line, id) {
  if (typeof line !== 'string') {
    return { type: 'table', id, rows: line.rows, children: [{ text: '' }] };
  }
  const { marker, text } = readMarker(line);
  return { type: 'paragraph', id, ...(marker ? { marker } : {}), children: [{ text }] };
}

const divisionRanks = [
  [/^\S+ partie$/i, 'part'],
  [/^titre /i, 'title'],
  [/^chapitre /i, 'chapter'],
];

function headingOf(line, id) {
  const [label, title = ''] = withoutNote(typeset(line)).split('\u00a0: ');
  const rank = divisionRanks.find(([pattern]) => pattern.test(label))?.[1];
  if (rank) return { type: 'heading', id, rank, label, children: [{ text: title }] };
  return { type: 'heading', id, rank: 'article', label, children: [{ text: '' }] };
}

/** The order of discussion without votes and annexes, which are no part of the text. */
const divisionsOf = () =>
  readSubdivisions().filter((line) => !/^(?:vote|scrutin|explications)\b| - annexe /i.test(line));

function readEverything() {
  const all = readAll();
  const divisions = divisionsOf();
  const labels = divisions
    .map((line) => headingOf(line, '').label)
    .filter((label) => label.startsWith('Article '));
  return { all, divisions, model: modelOf(all, labels) };
}

/**
 * The text that the amendments are about.
 *
 * @param {{ makeId?: () => string }} [options]
 */
export function senateText({ makeId = counter('p') } = {}) {
  const { divisions, model } = readEverything();
  /** @type {Block[]} */
  const body = divisions.flatMap((line) => {
    const heading = headingOf(line, makeId());
    return [heading, ...(model.get(heading.label) ?? []).map((one) => blockOf(one, makeId()))];
  });
  return { title: senateTitle, introduction: senateIntroduction, body };
}

/** Lines in the place of blocks: the first take their ids, others get new ones, blocks without a line go. */
const inPlaceOf = (blocks, content, makeId) =>
  content.map((line, index) => blockOfLine(line, blocks[index]?.id ?? makeId()));

/**
 * The alineas of an article as an amendment would have them; undefined when it says something that does not fit.
 *
 * @param {readonly Block[]} blocks
 * @param {readonly import('./senate-model.mjs').Alinea[]} alineas the same, as what is quoted.
 * @param {readonly Instruction[]} instructions
 */
function alineasAfter(blocks, alineas, instructions, makeId) {
  const now = new Map(blocks.map((block, index) => [index + 1, [block]]));
  const states = new Map(alineas.map((alinea, index) => [index + 1, alinea]));
  const behind = new Map();
  const put = (number, content) =>
    behind.set(number, [...(behind.get(number) ?? []), ...inPlaceOf([], content, makeId)]);
  for (const instruction of instructions) {
    const { act, content, after, place } = instruction;
    const numbers = place.numbers ?? [1];
    if (act === 'insert') put(after, content);
    else if (act === 'append') put(blocks.length, content);
    else if (act === 'rewrite-article') {
      for (const number of now.keys()) now.set(number, []);
      now.set(1, inPlaceOf(blocks, content, makeId));
    } else if (act === 'delete') for (const number of numbers) now.set(number, []);
    else if (act === 'rewrite') {
      const own = numbers.map((number) => blocks[number - 1]);
      const lines = inPlaceOf(own, content, makeId);
      for (const [index, number] of numbers.entries()) {
        const last = index === numbers.length - 1;
        now.set(number, last ? lines.slice(index) : lines.slice(index, index + 1));
      }
    } else {
      for (const number of numbers) {
        const state = states.get(number);
        const result = state && alineaAfter(state, instruction);
        if (result === undefined) return undefined;
        states.set(number, result);
        now.set(number, [blockOf(result, blocks[number - 1].id)]);
      }
    }
  }
  return [0, ...now.keys()].flatMap((number) => [
    ...(now.get(number) ?? []),
    ...(behind.get(number) ?? []),
  ]);
}

/** A new article, behind the division that it asks for, if any. */
function newArticle({ label, side = 'après' }, instructions, makeId) {
  const division = instructions.find(({ act }) => act === 'division')?.content;
  const { content } = instructions.find(({ act }) => act === 'new-article') ?? {};
  if (content === undefined || instructions.length > (division ? 2 : 1)) return undefined;
  const title = `Article additionnel ${side} l’${label.replace('Article', 'article')}`;
  return [
    ...(division
      ? [
          {
            type: 'heading',
            id: makeId(),
            rank: 'chapter',
            label: division[0],
            children: [{ text: division.slice(1).join(' ') }],
          },
        ]
      : []),
    { type: 'heading', id: makeId(), rank: 'article', children: [{ text: title }] },
    ...inPlaceOf([], content, makeId),
  ];
}

/**
 * A sub-amendment counts the lines of the amendment that it amends: the line of a table is the alinea of the article
 * that the amendment rewrites there.
 */
function ofParent(instructions, parent) {
  const moved = instructions.map((instruction) => {
    const [line] = instruction.place.numbers ?? [];
    const about = parent.instructions.findLast((one) => one.line < line);
    const place = { ...instruction.place, numbers: about?.place.numbers };
    return about?.act === 'rewrite' && { ...instruction, place, parent: undefined };
  });
  return moved.every(Boolean) ? moved : undefined;
}

const digits = ({ num }) => /\d+/.exec(num)[0];

/** What an amendment makes of the text: its article as it would be, a new one, or words that nobody could read. */
function changeOf(one, blocks, alineas, find, makeId) {
  const { instructions, target } = one;
  if (instructions === undefined) return undefined;
  if (target.side !== undefined) {
    const made = newArticle(target, instructions, makeId);
    return made && { kind: 'article', blocks: made };
  }
  const [heading, ...own] = blocks;
  if (instructions.some(({ act }) => act === 'delete-article')) {
    return instructions.length === 1 ? { kind: 'delete', blocks: [] } : undefined;
  }
  const [{ parent: number }] = instructions;
  const parent = number && find(number);
  if (number === undefined) {
    const after = alineasAfter(own, alineas, instructions, makeId);
    return after && { kind: 'edit', blocks: [heading, ...after] };
  }
  const moved = parent && ofParent(instructions, parent);
  const made = moved && afterParent(own, alineas, parent, moved, makeId);
  return made && { kind: 'edit', blocks: [heading, ...made] };
}

/** The article as the amendment with its sub-amendment would have it. */
function afterParent(own, alineas, parent, moved, makeId) {
  const first = alineasAfter(own, alineas, parent.instructions, makeId);
  const result = first?.map((block) => {
    const number = own.findIndex(({ id }) => id === block.id) + 1;
    const wanted = moved.filter(({ place }) => place.numbers.includes(number));
    if (block.type !== 'table' || wanted.length === 0) return block;
    /** @type {import('./senate-model.mjs').Alinea | undefined} */
    let table = { kind: 'table', rows: block.rows };
    for (const instruction of wanted) table = table && alineaAfter(table, instruction);
    return table && blockOf(table, block.id);
  });
  return result?.includes(undefined) ? undefined : result;
}

/** Instructions about the whole article. */
const wide = new Set(['append', 'rewrite-article', 'delete-article', 'new-article', 'division']);

/** The first alinea that an amendment speaks of, as it says itself; as its publisher noted, when it names none. */
function alineaNumber({ instructions = [], row }) {
  const own = instructions.filter(({ act, parent }) => !wide.has(act) && parent === undefined);
  const named = own.map(({ after, place }) => after ?? place.numbers?.[0] ?? 1).find(Boolean);
  return named ?? numbered(row) ?? null;
}

/**
 * The amendments on a text that `senateText` gave, or one with the same articles under other ids.
 *
 * @param {readonly Block[]} body
 */
export function senateAmendments(body) {
  const { all, model } = readEverything();
  const byLabel = new Map(articles(body).map((article) => [article.heading.label, article]));
  const find = (number) => all.find(({ row }) => digits(row) === number);
  return all.map((one) => {
    const { row, target } = one;
    const article = target && byLabel.get(target.label);
    if (target && !article) throw new Error(`No ${target.label} in the text`);
    const makeId = counter(`s${digits(row)}-`);
    const blocks = article && [article.heading, ...article.blocks];
    const change = article && changeOf(one, blocks, model.get(target.label), find, makeId);
    const alinea = article && target.side === undefined ? alineaNumber(one) : null;
    const [about] = one.instructions ?? [];
    return {
      number: row.num,
      nature: row.nature,
      title: titleOf(row, target, alinea),
      author: typeset(row.author),
      group: row.group && typeset(row.group),
      fate: typeset(row.sort),
      date: row.date,
      url: `https:${row.url}`,
      /** The article that it is about; for a new article, the one behind (or, with `before`, in front of) which it goes. */
      article: article?.id ?? null,
      before: target?.side === 'avant',
      alinea,
      /** The alinea as a block of the text; none when it is about an article. */
      block: (alinea && article?.blocks[alinea - 1]?.id) ?? null,
      /** Number of the amendment that it amends. */
      parent: about?.parent ? (find(about.parent)?.row.num ?? null) : null,
      kind: change?.kind ?? 'words',
      /** The article, or the new one, as it would be; none when it goes; null when its words could not be read. */
      blocks: change?.blocks ?? null,
      dispositif: textOf(row.dispositif_html),
      justification: textOf(row.objet_html),
    };
  });
}

function titleOf({ nature, num }, target, alinea) {
  const kind = { Motion: 'Motion', 'S/Amt': 'Sous-amendement' }[nature] ?? 'Amendement';
  const place = target?.side
    ? `${target.side} l’${target.label.replace('Article', 'article')}`
    : target?.label.replace('Article', 'article');
  return [
    `${kind} n°\u00a0${num}`,
    [place, alinea && `alinéa ${alinea}`].filter(Boolean).join(', '),
  ]
    .filter(Boolean)
    .join(' – ');
}

/** The whole text as an amendment would have it; undefined when its words could not be read. */
export function bodyWith(body, { kind, article, before, blocks }) {
  if (blocks === null) return undefined;
  const at = body.findIndex(({ id }) => id === article);
  const next = body.findIndex((block, index) => index > at && block.type === 'heading');
  const end = next === -1 ? body.length : next;
  if (kind === 'article') {
    const place = before ? at : end;
    return [...body.slice(0, place), ...blocks, ...body.slice(place)];
  }
  return [...body.slice(0, at), ...blocks, ...body.slice(end)];
}

const lineOf = (block) =>
  block.type === 'table'
    ? block.rows.map((row) => row.join(' | ')).join('\n')
    : [block.marker, block.children.map(({ text }) => text).join('')].filter(Boolean).join(' ');

/**
 * The same as a proposal that a citizen could submit; null when none can say it: words that could not be read, and a
 * new article with a division of its own.
 */
export function proposalOf({ kind, article, blocks }) {
  const [heading, ...rest] = blocks ?? [];
  switch (kind) {
    case 'delete':
      return { kind: 'delete', block: article };
    case 'edit':
      return { kind: 'edit', article, blocks };
    case 'article':
      if (heading.rank !== 'article') return null;
      return {
        kind: 'article',
        after: article,
        heading: heading.children[0].text,
        text: rest.map(lineOf).join('\n'),
      };
    default:
      return null;
  }
}
