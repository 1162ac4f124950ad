import { common } from './common.ts';

/** How an amendment stood before it was edited, or before it was carried over to a new version. Never changed. */
export const amendmentRevision = {
  kind: 'collectionType',
  collectionName: 'consultation_amendment_revisions',
  info: {
    singularName: 'amendment-revision',
    pluralName: 'amendment-revisions',
    displayName: 'Earlier form of an amendment',
    description: 'What an amendment said before it was edited or carried over to a new version',
  },
  ...common,
  attributes: {
    consultation: { type: 'string', required: true },
    /** documentId of its amendment. */
    amendment: { type: 'string', required: true },
    /** From 1 on, within one amendment. */
    number: { type: 'integer', required: true },
    /** Why it was followed by another form. */
    ended: { type: 'enumeration', enum: ['edited', 'carried-over'], required: true },
    at: { type: 'datetime', required: true },
    base: { type: 'integer', required: true },
    title: { type: 'string', required: true },
    proposal: { type: 'json', required: true },
    change: { type: 'json', required: true },
    before: { type: 'json', required: true },
    after: { type: 'json', required: true },
    /** The amendment that it amended, if it did. */
    parent: { type: 'string' },
    justification: { type: 'json', required: true },
  },
  indexes: [
    {
      name: 'consultation_amendment_revisions_number',
      columns: ['amendment', 'number'],
      type: 'unique',
    },
  ],
};
