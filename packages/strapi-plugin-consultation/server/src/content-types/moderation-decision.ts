import { common } from './common.ts';

/** One line of the register of moderation: never changed, never removed. */
export const moderationDecision = {
  kind: 'collectionType',
  collectionName: 'consultation_moderation_decisions',
  info: {
    singularName: 'moderation-decision',
    pluralName: 'moderation-decisions',
    displayName: 'Moderation decision',
    description: 'What was hidden or restored, by which rule and why',
  },
  ...common,
  attributes: {
    consultation: { type: 'string', required: true },
    act: { type: 'enumeration', enum: ['hide', 'restore'], required: true },
    /** `amendment:<id>` or `argument:<id>`. */
    item: { type: 'string', required: true },
    rule: { type: 'string' },
    reason: { type: 'text', required: true },
    decidedAt: { type: 'datetime', required: true },
  },
  indexes: [{ name: 'consultation_moderation_list', columns: ['consultation', 'decided_at'] }],
};
