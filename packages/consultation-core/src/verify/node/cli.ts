import { readFile } from 'node:fs/promises';
import type { ReportLanguage } from '../describe.ts';
import { verifyReceipts } from '../offline.ts';
import type { Progress, Report, VerifyOptions } from '../types.ts';
import { verify } from '../verify.ts';
import { type Arguments, readArguments, systemLanguage } from './arguments.ts';
import { findSource } from './find.ts';
import { nodeHashing, nodeSha256 } from './folder.ts';
import { words } from './messages.ts';
import { watchedCode, watchedText, watchOnce } from './monitoring.ts';
import { printed } from './print.ts';

/** What the command line has to do with the outside. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether progress can be written over itself. */
  readonly live: boolean;
}

/** A line of progress every so many milliseconds; in a log, far fewer. */
const every = { live: 100, log: 5_000 };

function progressTo(terminal: Terminal, language: ReportLanguage) {
  let last = 0;
  return ({ path, done, total }: Progress) => {
    const now = Date.now();
    if (now - last < (terminal.live ? every.live : every.log)) return;
    last = now;
    const percent = total === 0 ? '' : `${Math.floor((done / total) * 100)} %`;
    const line = words[language].reading(path, percent.padStart(5));
    terminal.err(terminal.live ? `\r\u001b[2K${line}` : `${line}\n`);
  };
}

async function filesOf(names: readonly string[]): Promise<readonly string[]> {
  return Promise.all(names.map((name) => readFile(name, 'utf8')));
}

async function optionsOf(asked: Arguments, terminal: Terminal): Promise<VerifyOptions> {
  const { edition, key, language, policy, quiet } = asked;
  return {
    ...(edition === undefined ? {} : { edition }),
    ...(key === undefined ? {} : { key }),
    ...(policy === undefined ? {} : { policy: await readFile(policy, 'utf8') }),
    held: await filesOf(asked.held),
    receipts: [...(await filesOf(asked.receipts)), ...asked.codes],
    sha256: nodeSha256,
    hashing: nodeHashing,
    ...(quiet ? {} : { onProgress: progressTo(terminal, language) }),
  };
}

const exitCodes = { ok: 0, findings: 1, incomplete: 2 } as const;

function show(report: Report, asked: Arguments, terminal: Terminal): number {
  if (terminal.live && !asked.quiet) terminal.err('\r\u001b[2K');
  terminal.out(
    asked.json ? `${JSON.stringify(report, null, 2)}\n` : printed(report, asked.language)
  );
  return exitCodes[report.verdict];
}

/** Runs the command line; answers the exit code: 0 all is right, 1 something is wrong, 2 it could not be checked. */
export async function run(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  terminal: Terminal
): Promise<number> {
  const system = systemLanguage(env);
  const asked = readArguments(args, system);
  const refuse = (text: string) => {
    terminal.err(`${text}\n`);
    return 2;
  };
  if ('wrong' in asked) return refuse(words[system].badArgument(asked.wrong));
  const t = words[asked.language];
  if (asked.help) {
    terminal.out(`${t.help}\n`);
    return 0;
  }
  try {
    const options = await optionsOf(asked, terminal);
    if (asked.place === undefined) {
      // A receipt proves something by itself; a code, and everything else, needs data.
      if (asked.receipts.length === 0) return refuse(t.nothingAsked);
      return show(await verifyReceipts(options), asked, terminal);
    }
    const source = await findSource(asked.place);
    if (source === null) return refuse(t.notFound(asked.place));
    if (asked.monitor === undefined) return show(await verify(source, options), asked, terminal);
    const seen = await watchOnce(source, asked.monitor, asked.key);
    const text = asked.json ? JSON.stringify(seen) : watchedText(seen, asked.language);
    terminal.out(`${text}\n`);
    return watchedCode(seen);
  } catch (error) {
    const { code, path, message } = error as NodeJS.ErrnoException;
    return refuse(code === 'ENOENT' && path ? t.unreadableFile(path) : t.failed(message));
  }
}
