/**
 * How long the verifier takes for an edition of two million ballots, and how much memory, beside what nobody can do
 * without: reading the same files, summing them and parsing the lines of their JSON. Fewer with `VERIFY_BALLOTS`.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeEdition } from './edition.mjs';
import { row } from './measure.mjs';

const ballots = Number(process.env.VERIFY_BALLOTS ?? 2_000_000);
const command = fileURLToPath(new URL('../bin/consultation-verify.mjs', import.meta.url));
const peer = fileURLToPath(new URL('./verify-peer.mjs', import.meta.url));

// Said by the process itself at its end: the most memory that it ever had, in kilobytes, and microseconds of work.
const saysMemory = `data:text/javascript,${encodeURIComponent(
  'process.on("exit", () => process.stderr.write("memory " + process.resourceUsage().maxRSS + " work " + (process.cpuUsage().user + process.cpuUsage().system)))'
)}`;

/** Runs a script in a process of its own: seconds by the clock and of work, megabytes and what it said. */
async function measured(script, ...args) {
  const start = performance.now();
  const child = spawn(process.execPath, ['--import', saysMemory, script, ...args]);
  let [out, err] = ['', ''];
  child.stdout.on('data', (piece) => {
    out += piece;
  });
  child.stderr.on('data', (piece) => {
    err += piece;
  });
  const code = await new Promise((done) => child.on('close', done));
  const seconds = (performance.now() - start) / 1_000;
  if (code !== 0) throw new Error(`${script} ended with ${code}: ${out.slice(0, 2_000)}${err}`);
  const [, memory, work] = /memory (\d+) work (\d+)/.exec(err) ?? [];
  return { seconds, work: Number(work) / 1e6, megabytes: Number(memory) / 1_024, out };
}

export async function run() {
  const folder = await mkdtemp(join(tmpdir(), 'consultation-verify-'));
  try {
    const { acts, bytes } = await writeEdition(folder, ballots);
    const others = await measured(peer, folder);
    const ours = await measured(command, folder, '--json', '--quiet');
    const report = JSON.parse(ours.out);
    if (report.verdict !== 'ok' || report.figures.ballotActs !== acts) {
      throw new Error(`The edition of the benchmark is not what it should be: ${ours.out}`);
    }
    const name = `${report.figures.ballots} ballots, ${acts} acts, ${Math.round(bytes / 1e6)} MB`;
    return [
      row(
        `${name}: everything verified, beside summing the files and parsing the JSON`,
        ours.seconds,
        others.seconds,
        (seconds) => `${seconds.toFixed(1)} s`
      ),
      row(
        '... work of the processor, whatever else the machine does',
        ours.work,
        others.work,
        (seconds) => `${seconds.toFixed(1)} s`
      ),
      row(
        '... memory at most',
        ours.megabytes,
        others.megabytes,
        (size) => `${Math.round(size)} MB`
      ),
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}
