// Writes the bill as the two files that staff import: `node seed/build-bill.mjs`, after a change in `bill.mjs`.
import { writeFile } from 'node:fs/promises';
import { billHtml, billMarkdown } from './bill.mjs';
import { dataFile } from './data.mjs';

await writeFile(dataFile('projet-de-loi.html'), billHtml());
await writeFile(dataFile('projet-de-loi.md'), billMarkdown());
