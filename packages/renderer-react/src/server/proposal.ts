import { draft, type Proposal } from 'consultation-core/amendment';
import { type AmendmentView, Body as BodyShape } from 'consultation-core/contract';
import { type Block, type Body, blockText } from 'consultation-core/text';

/** What the author of an amendment asked for, read back from the change that came of it. */
export function proposalOf({ amendment }: AmendmentView): Proposal | undefined {
  const { change, kind, after } = amendment;
  const text = (blocks: readonly Block[], between: string) => blocks.map(blockText).join(between);
  if (kind === 'edit') {
    const article = amendment.before[0]?.id;
    return article === undefined ? undefined : { kind, article, blocks: after };
  }
  for (const edit of change.edits) {
    if (kind === 'delete' && edit.kind === 'delete') return { kind, block: edit.block.id };
    if (kind === 'insert' && edit.kind === 'insert' && edit.after !== null) {
      return { kind, after: edit.after, text: text(edit.blocks, '\n') };
    }
    if (kind === 'article' && edit.kind === 'insert') {
      const [heading, ...rest] = edit.blocks;
      return {
        kind,
        after: amendment.article?.id ?? null,
        heading: heading === undefined ? '' : headingText(heading),
        text: text(rest, '\n'),
      };
    }
  }
  if (kind !== 'replace') return undefined;
  const block = replacedBlock(amendment);
  if (block === undefined) return undefined;
  // An alinea that was split goes on in the blocks that the original does not have.
  const known = new Set(amendment.before.map(({ id }) => id));
  const from = after.findIndex(({ id }) => id === block);
  const own = after.slice(from).filter(({ id }, index) => index === 0 || !known.has(id));
  return { kind, block, text: text(from === -1 ? [] : own, '\n\n') };
}

function replacedBlock({ change }: AmendmentView['amendment']): string | undefined {
  for (const edit of change.edits) {
    if (edit.kind === 'words' || edit.kind === 'attributes' || edit.kind === 'split')
      return edit.block;
    if (edit.kind === 'replace') return edit.before.id;
  }
  return undefined;
}

function headingText(block: Block): string {
  const label = block.type === 'heading' ? block.label : undefined;
  return [label, blockText(block)].filter(Boolean).join(' – ');
}

/** An article that came as JSON in a field; undefined when it is none. */
export function blocksIn(json: string | null | undefined): Body | undefined {
  if (!json) return undefined;
  try {
    return BodyShape.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

/** Name of the field that the words of one block are typed into, where there is no script. */
export const alineaField = (id: string) => `alinea.${id}`;

const newId = () => crypto.randomUUID().replaceAll('-', '').slice(0, 16);
const plain = (text: string) => text.replace(/\r\n?/g, '\n').trim();

/**
 * An article with the words that were typed, block by block, into the fields of a form: a field that was emptied takes
 * its block out, a line that was broken makes a further alinea. Blocks without a field stay as they are.
 */
export function withTyped(blocks: Body, form: URLSearchParams): Body {
  let body = blocks;
  for (const block of blocks) {
    const typed = form.get(alineaField(block.id));
    if (typed === null || plain(typed) === plain(blockText(block))) continue;
    if (plain(typed) === '') {
      if (block !== blocks[0]) body = body.filter(({ id }) => id !== block.id);
      continue;
    }
    const proposal = { kind: 'replace', block: block.id, text: plain(typed) } as const;
    const drafted = draft(body, proposal, newId);
    if (drafted.kind === 'drafted') body = drafted.after;
  }
  return body;
}
