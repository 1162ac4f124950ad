import { common } from './common.ts';

/** Who wants what changed in which version, why, and what became of it. */
export const amendment = {
  kind: 'collectionType',
  collectionName: 'consultation_amendments',
  info: {
    singularName: 'amendment',
    pluralName: 'amendments',
    displayName: 'Amendment',
    description: 'Other words that somebody proposes for a text',
  },
  ...common,
  attributes: {
    consultation: { type: 'string', required: true },
    /** In the order of submission; 0 for a draft. */
    number: { type: 'integer', required: true },
    title: { type: 'string', required: true },
    authorName: { type: 'string', required: true },
    authorKey: { type: 'string', required: true, private: true },
    kind: { type: 'string', required: true },
    status: {
      type: 'enumeration',
      enum: [
        'draft',
        'submitted',
        'admissible',
        'inadmissible',
        'withdrawn',
        'adopted',
        'rejected',
        'moot',
      ],
      required: true,
    },
    /** Id of the article concerned, or of the one behind which a new article would stand. */
    article: { type: 'string' },
    base: { type: 'integer', required: true },
    proposal: { type: 'json', required: true },
    change: { type: 'json', required: true },
    before: { type: 'json', required: true },
    after: { type: 'json', required: true },
    justification: { type: 'json', required: true },
    sources: { type: 'json', required: true },
    submittedAt: { type: 'datetime' },
    decisionReason: { type: 'text' },
    decidedAt: { type: 'datetime' },
    hiddenRule: { type: 'string' },
    hiddenReason: { type: 'text' },
    hiddenAt: { type: 'datetime' },
    example: { type: 'boolean', required: true },
    /** documentId of the amendment that it amends, for a sub-amendment. */
    parent: { type: 'string' },
    /** How often it was edited since it was submitted. */
    edits: { type: 'integer', default: 0 },
    /** How it came over from an earlier version, with what could not be carried; see `views/desk.ts`. */
    carried: { type: 'json' },
  },
  indexes: [
    { name: 'consultation_amendments_list', columns: ['consultation', 'status', 'article'] },
    { name: 'consultation_amendments_author', columns: ['author_key'] },
    { name: 'consultation_amendments_parent', columns: ['parent'] },
  ],
};
