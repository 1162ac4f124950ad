import { common } from './common.ts';

/**
 * Other words of staff for what an amendment wants. A private one may still be changed; once it was shown to the author
 * of the amendment only her answer is added, and the next wording gets the next number.
 */
export const amendmentWording = {
  kind: 'collectionType',
  collectionName: 'consultation_amendment_wordings',
  info: {
    singularName: 'amendment-wording',
    pluralName: 'amendment-wordings',
    displayName: 'Wording of an amendment',
    description: 'Other words that staff propose to the author of an amendment',
  },
  ...common,
  attributes: {
    consultation: { type: 'string', required: true },
    /** documentId of its amendment. */
    amendment: { type: 'string', required: true },
    /** From 1 on, within one amendment. */
    number: { type: 'integer', required: true },
    /** Number of the version whose coordinates `change` is in. */
    base: { type: 'integer', required: true },
    state: {
      type: 'enumeration',
      enum: ['private', 'public', 'accepted', 'refused'],
      required: true,
    },
    change: { type: 'json', required: true },
    before: { type: 'json', required: true },
    after: { type: 'json', required: true },
    note: { type: 'text' },
    /** What the author of the amendment said of it. */
    reply: { type: 'text' },
    repliedAt: { type: 'datetime' },
    /** Name of whoever wrote it last. */
    by: { type: 'string', required: true },
    byId: { type: 'integer', private: true },
    at: { type: 'datetime', required: true },
  },
  indexes: [
    {
      name: 'consultation_amendment_wordings_number',
      columns: ['amendment', 'number'],
      type: 'unique',
    },
    { name: 'consultation_amendment_wordings_list', columns: ['consultation', 'state'] },
  ],
};
