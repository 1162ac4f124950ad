/** Programs beside each other whose output stays readable. */
import { spawn } from 'node:child_process';
import { root } from './prepare.mjs';

/** What a program says without a pause is shown in one piece, once it has paused this long. */
const pause = 150;

/**
 * Runs a program and shows what it says, each line behind its name, whole lines only. A report of many lines is not
 * broken up by what others say meanwhile.
 * @param {string} name
 * @param {number} width of all names
 * @param {readonly string[]} args of Node
 * @param {Record<string, string | undefined>} env
 * @param {AbortSignal} signal stops it
 * @returns {Promise<number>} its exit code
 */
function show(name, width, args, env, signal) {
  const lines = [];
  const flush = () => {
    if (lines.length === 0) return;
    const head = `[${name}]`.padEnd(width + 3);
    // Where a line renews itself, this takes its place.
    const clear = process.stdout.isTTY ? '\r\u001b[2K' : '';
    process.stdout.write(lines.splice(0).reduce((text, line) => `${text}${head}${line}\n`, clear));
  };
  let timer;
  const listen = (stream) => {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (text) => {
      const said = (rest + text).split('\n');
      rest = said.pop();
      lines.push(...said);
      clearTimeout(timer);
      timer = setTimeout(flush, pause);
    });
    stream.on('end', () => rest !== '' && lines.push(rest));
  };
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    listen(child.stdout);
    listen(child.stderr);
    child.on('error', reject);
    child.on('close', (code) => {
      clearTimeout(timer);
      flush();
      resolve(code ?? 1);
    });
  });
}

/**
 * Runs all programs, so many at a time, in their order: a lane that is free takes the next one, which waits for what it
 * needs. None is stopped because another one failed; where a need cannot be met, they are told to stop.
 * @param {readonly { name: string, args: readonly string[], needs?: Promise<unknown> }[]} programs
 * @param {{ lanes: number, env: Record<string, string | undefined> }} options
 * @returns {Promise<{ name: string, code: number, seconds: number }[]>} in the order of the programs
 */
export async function runLanes(programs, { lanes, env }) {
  const width = Math.max(...programs.map(({ name }) => name.length));
  const ended = [];
  const stop = new AbortController();
  let next = 0;
  const lane = async () => {
    while (next < programs.length) {
      const index = next++;
      const { name, args, needs } = programs[index];
      await needs;
      const begun = performance.now();
      const code = await show(name, width, args, env, stop.signal);
      ended[index] = { name, code, seconds: Math.round((performance.now() - begun) / 1000) };
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } catch (error) {
    stop.abort();
    throw error;
  }
  return ended;
}
