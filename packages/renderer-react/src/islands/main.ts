import { countCharacters } from './count-characters.ts';
import { focusOutcome } from './focus-outcome.ts';
import { liveDifference } from './live-difference.ts';

/** What script adds. Every page does its whole job without it. */
focusOutcome(document);
for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-max]')) {
  countCharacters(area);
}
for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-original]')) {
  liveDifference(area);
}
