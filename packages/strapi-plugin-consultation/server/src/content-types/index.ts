import { amendment } from './amendment.ts';
import { amendmentRevision } from './amendment-revision.ts';
import { amendmentWording } from './amendment-wording.ts';
import { argument } from './argument.ts';
import { consultation } from './consultation.ts';
import { moderationDecision } from './moderation-decision.ts';
import { textVersion } from './text-version.ts';

export const contentTypes = {
  consultation: { schema: consultation },
  'text-version': { schema: textVersion },
  amendment: { schema: amendment },
  'amendment-revision': { schema: amendmentRevision },
  'amendment-wording': { schema: amendmentWording },
  argument: { schema: argument },
  'moderation-decision': { schema: moderationDecision },
};

export const uids = {
  consultation: 'plugin::consultation.consultation',
  version: 'plugin::consultation.text-version',
  amendment: 'plugin::consultation.amendment',
  revision: 'plugin::consultation.amendment-revision',
  wording: 'plugin::consultation.amendment-wording',
  argument: 'plugin::consultation.argument',
  moderation: 'plugin::consultation.moderation-decision',
} as const;
