// `npm run load --workspace playground -- --voters 21000 --votes 148000 --connections 50`: votes by HTTP as many as in 2015.
import { parseArgs } from 'node:util';
import { run } from './run.mjs';

const options = {
  options: {
    voters: { type: 'string', default: '21000' },
    votes: { type: 'string', default: '148000' },
    items: { type: 'string', default: '1000' },
    connections: { type: 'string', default: '50' },
    processes: { type: 'string', default: '1' },
    seed: { type: 'string', default: '2015' },
    folder: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
};

function asked() {
  try {
    return parseArgs(options).values;
  } catch (error) {
    console.error(`${error.message}\nOptions: see docs/load.md.`);
    process.exit(2);
  }
}

const values = asked();
const whole = (name) => {
  const number = Number(values[name]);
  if (!Number.isInteger(number) || number < 1) {
    console.error(`--${name} is a whole number above 0, not ${values[name]}.`);
    process.exit(2);
  }
  return number;
};

const began = new Map();
const ended = new Set();
let told = 0;
/** One line a second, with what is left to wait. */
function onProgress(step, done, total) {
  const now = performance.now();
  if (!began.has(step)) began.set(step, { at: now, done });
  if (values.json || (done < total && now - told < 1_000)) return;
  if (ended.has(step)) return;
  if (done >= total) ended.add(step);
  told = now;
  const { at, done: before } = began.get(step);
  const rate = (done - before) / ((now - at) / 1_000);
  const left =
    rate > 0 ? `, ${rate.toFixed(0)}/s, ${Math.ceil((total - done) / rate)} s to go` : '';
  console.log(`  ${step} ${done}/${total}${done < total ? left : ''}`);
}

const result = await run({
  voters: whole('voters'),
  votes: whole('votes'),
  items: whole('items'),
  connections: whole('connections'),
  processes: whole('processes'),
  seed: whole('seed'),
  ...(values.folder && { folder: values.folder }),
  onProgress,
});
if (values.json) console.log(JSON.stringify(result));
else {
  const { verifier, statuses, ...figures } = result;
  const ms = (value) => `${value.toFixed(1)} ms`;
  console.log(`
Made up from the distribution of 2015: ${figures.voters} people, ${figures.votes} votes on ${figures.items} items.
  ${figures.database}, ${figures.processes} process(es), ${figures.connections} connections
  accepted           ${statuses[200] ?? 0} in ${figures.seconds.toFixed(1)} s: ${figures.acceptedPerSecond.toFixed(0)} a second
  other answers      ${JSON.stringify({ ...statuses, 200: undefined })}
  latency            median ${ms(figures.p50)}, 99 % within ${ms(figures.p99)}, slowest ${ms(figures.slowest)}
  in the box         ${figures.ballots} ballots, ${figures.leaves} leaves in the journal
  close + edition    ${figures.publishedIn.toFixed(1)} s
  verifier           ${figures.verifiedIn.toFixed(1)} s, exit code ${verifier.code}

${verifier.text}`);
}
const wellDone = result.verifier.code === 0 && result.ballots === (result.statuses[200] ?? 0);
process.exit(wellDone ? 0 : 1);
