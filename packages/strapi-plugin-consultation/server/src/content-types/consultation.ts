import { common } from './common.ts';

/** What staff set of a consultation. Markdown where a text has paragraphs; `revision` counts the saves. */
export const consultation = {
  kind: 'collectionType',
  collectionName: 'consultation_consultations',
  info: {
    singularName: 'consultation',
    pluralName: 'consultations',
    displayName: 'Consultation',
    description: 'A public body asks what people think of a text',
  },
  ...common,
  attributes: {
    slug: { type: 'string', required: true, unique: true },
    title: { type: 'string', required: true },
    language: { type: 'enumeration', enum: ['fr', 'en'], required: true },
    state: {
      type: 'enumeration',
      enum: ['draft', 'open', 'closed', 'answered'],
      required: true,
    },
    summary: { type: 'text' },
    organiser: { type: 'string' },
    presentation: { type: 'text' },
    commitment: { type: 'text' },
    contact: { type: 'string' },
    timeZone: { type: 'string', required: true },
    phases: { type: 'json', required: true },
    openings: { type: 'json', required: true },
    counts: { type: 'enumeration', enum: ['always', 'at-close'], required: true },
    method: { type: 'string', required: true },
    passing: { type: 'json', required: true },
    /** Questions with their options, in their order; they stay as they are once the consultation has opened. */
    questions: { type: 'json', default: [] },
    charter: { type: 'json', required: true },
    provenance: { type: 'text' },
    /** Whether the next version needs the approval of somebody besides whoever publishes it. */
    secondReader: { type: 'boolean', default: false },
    orderSeed: { type: 'string', required: true },
    /** Number of the newest published version; 0 before there is one. */
    latestVersion: { type: 'integer', required: true },
    answer: { type: 'text' },
    answeredAt: { type: 'datetime' },
    /** First opening, for the order of the list. */
    opensAt: { type: 'datetime' },
    revision: { type: 'integer', required: true },
  },
  indexes: [{ name: 'consultation_consultations_slug', columns: ['slug'], type: 'unique' }],
};
