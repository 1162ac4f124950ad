import { amendment } from './amendment.ts';
import { argument } from './argument.ts';
import { consultation } from './consultation.ts';
import { moderationDecision } from './moderation-decision.ts';
import { textVersion } from './text-version.ts';

export const contentTypes = {
  consultation: { schema: consultation },
  'text-version': { schema: textVersion },
  amendment: { schema: amendment },
  argument: { schema: argument },
  'moderation-decision': { schema: moderationDecision },
};

export const uids = {
  consultation: 'plugin::consultation.consultation',
  version: 'plugin::consultation.text-version',
  amendment: 'plugin::consultation.amendment',
  argument: 'plugin::consultation.argument',
  moderation: 'plugin::consultation.moderation-decision',
} as const;
