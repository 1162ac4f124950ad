/** Lines for people: one that renews itself on a terminal, plain ones in a log. */

const isTerminal = Boolean(process.stdout.isTTY) && !process.env.CI;

const seconds = (since) => `${Math.round((Date.now() - since) / 1000)} s`;

/**
 * Runs `work` while telling that it goes on. `work` gets a function that takes a word on how far it is.
 * @template T
 * @param {string} title
 * @param {(progress: (text: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const start = Date.now();
  let detail = '';
  let printed = Date.now();
  const show = () => {
    const text = `  … ${title} (${seconds(start)})${detail ? `: ${detail}` : ''}`;
    process.stdout.write(`\r\u001b[2K${text.slice(0, (process.stdout.columns ?? 80) - 1)}`);
  };
  if (isTerminal) show();
  else console.log(`  … ${title}`);
  const timer = setInterval(() => {
    if (isTerminal) show();
    else if (Date.now() - printed >= 20_000) {
      printed = Date.now();
      console.log(`    ${seconds(start)}${detail ? `: ${detail}` : ''}`);
    }
  }, 250);
  try {
    const result = await work((text) => {
      detail = text;
    });
    if (isTerminal) process.stdout.write('\r\u001b[2K');
    console.log(`  ✓ ${title} (${seconds(start)})`);
    return result;
  } catch (error) {
    if (isTerminal) process.stdout.write('\r\u001b[2K');
    console.log(`  ✗ ${title} (${seconds(start)})`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** A failure that is said in one sentence, without a stack. */
export class Trouble extends Error {}

/** Runs the script; a `Trouble` ends it with its sentence, anything else with the whole error. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    console.error(error instanceof Trouble ? `\n${error.message}` : error);
    process.exit(1);
  }
}
