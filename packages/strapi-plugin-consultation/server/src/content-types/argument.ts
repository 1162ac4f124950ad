import { common } from './common.ts';

/** A reason for or against an article or an amendment. */
export const argument = {
  kind: 'collectionType',
  collectionName: 'consultation_arguments',
  info: {
    singularName: 'argument',
    pluralName: 'arguments',
    displayName: 'Argument',
    description: 'A reason for or against an article or an amendment',
  },
  ...common,
  attributes: {
    consultation: { type: 'string', required: true },
    target: { type: 'string', required: true },
    stance: { type: 'enumeration', enum: ['for', 'against'], required: true },
    authorName: { type: 'string', required: true },
    authorKey: { type: 'string', required: true, private: true },
    text: { type: 'text', required: true },
    sources: { type: 'json', required: true },
    submittedAt: { type: 'datetime' },
    hiddenRule: { type: 'string' },
    hiddenReason: { type: 'text' },
    hiddenAt: { type: 'datetime' },
  },
  indexes: [
    { name: 'consultation_arguments_target', columns: ['consultation', 'target', 'stance'] },
    { name: 'consultation_arguments_author', columns: ['author_key'] },
  ],
};
