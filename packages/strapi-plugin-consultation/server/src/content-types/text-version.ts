import { common } from './common.ts';

/** One version of a consultation's text. Frozen once it has a number; the one in preparation has number 0. */
export const textVersion = {
  kind: 'collectionType',
  collectionName: 'consultation_text_versions',
  info: {
    singularName: 'text-version',
    pluralName: 'text-versions',
    displayName: 'Consultation text',
    description: 'One version of the text of a consultation',
  },
  ...common,
  attributes: {
    /** documentId of its consultation. */
    consultation: { type: 'string', required: true },
    number: { type: 'integer', required: true },
    title: { type: 'string', required: true },
    body: { type: 'json', required: true },
    /** Markdown by article id. */
    explanations: { type: 'json', required: true },
    notices: { type: 'json', required: true },
    /** Base, algorithm, amendments, wordings and resolutions that it was computed from; null for the first one. */
    computedFrom: { type: 'json' },
    /** Where each word comes from, block by block. */
    attribution: { type: 'json' },
    /** What became of each thing that each amendment wanted. */
    fates: { type: 'json' },
    /** How what was still open came over to this version. */
    carryOver: { type: 'json' },
    frozenAt: { type: 'datetime' },
    revision: { type: 'integer', required: true },
  },
  indexes: [
    {
      name: 'consultation_text_versions_number',
      columns: ['consultation', 'number'],
      type: 'unique',
    },
  ],
};
