import { readFile, rename, writeFile } from 'node:fs/promises';
import type { ReportLanguage } from '../describe.ts';
import { isPlain, parsed } from '../files.ts';
import { type Monitored, monitor, type Watch } from '../monitor.ts';
import type { Source } from '../types.ts';
import { nodeSha256 } from './folder.ts';
import { words } from './messages.ts';

async function readWatch(file: string): Promise<Watch | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  const value = parsed(text);
  const { note, key } = isPlain(value) ? value : {};
  return { note: typeof note === 'string' ? note : '', key: typeof key === 'string' ? key : '' };
}

/** One look, and what is kept after it. Only what was proved takes the place of what was kept before. */
export async function watchOnce(
  source: Source,
  file: string,
  key: string | undefined
): Promise<Monitored> {
  const seen = await monitor(source, await readWatch(file), {
    ...(key === undefined ? {} : { key }),
    sha256: nodeSha256,
  });
  if (seen.kind === 'extended') {
    // In one step, so that there is always one or the other.
    await writeFile(`${file}.new`, `${JSON.stringify(seen.watch)}\n`);
    await rename(`${file}.new`, file);
  }
  return seen;
}

export function watchedText(seen: Monitored, language: ReportLanguage): string {
  const t = words[language];
  const number = (value: number) => new Intl.NumberFormat(language).format(value);
  switch (seen.kind) {
    case 'extended':
      return seen.from === null
        ? t.monitorFirst(number(seen.to))
        : t.monitorExtended(number(seen.from), number(seen.to));
    case 'unreadable':
      return t.monitorUnreadable[seen.what];
    default:
      return t.monitorAlarm[seen.kind](number(seen.from), number(seen.to));
  }
}

/** 0 extended, 1 removed, forked or signed by somebody else, 2 could not be read. */
export function watchedCode(seen: Monitored): 0 | 1 | 2 {
  return seen.kind === 'extended' ? 0 : seen.kind === 'unreadable' ? 2 : 1;
}
