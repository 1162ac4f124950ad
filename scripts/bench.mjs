/** `npm run bench`: ratios against named peers, measured side by side in one run. Medians; never absolute promises. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { prepare, root } from './lib/prepare.mjs';
import { main } from './lib/terminal.mjs';

const only = process.argv[2] ?? '';

await main(async () => {
  await prepare();
  const folders = ['consultation-core', 'renderer-react', 'strapi-plugin-consultation'];
  for (const folder of folders) {
    const bench = join(root, 'packages', folder, 'bench');
    const files = (await readdir(bench).catch(() => [])).filter((file) =>
      file.endsWith('.bench.mjs')
    );
    for (const file of files.filter((name) => name.includes(only))) {
      const { run } = await import(join(bench, file));
      console.log(`\n${folder}: ${file.replace('.bench.mjs', '')}`);
      for (const row of await run()) {
        console.log(
          `  ${row.name}\n    ours ${row.ours}   peer ${row.peer}   ratio ${row.ratio.toFixed(2)}`
        );
      }
    }
  }
  process.exit(0);
});
