import { rankOptions } from './rank-options.ts';

for (const list of document.querySelectorAll<HTMLElement>('[data-ranking]')) rankOptions(list);
