/**
 * Shows the progress of a seed: on a terminal one line a step that is written over, elsewhere one line when a step is
 * done. Give it to `seed` as `onProgress`.
 *
 * @param {{ isTTY?: boolean, write: (text: string) => unknown }} [output]
 * @returns {(progress: import('./index.mjs').Progress) => void}
 */
export function progressLines(output = process.stdout) {
  return ({ consultation, step, done, total }) => {
    const line = `  ${consultation}: ${step} ${done}/${total}`;
    const isOver = done === total;
    if (output.isTTY) output.write(`\r\u001b[2K${line}${isOver ? '\n' : ''}`);
    else if (isOver) output.write(`${line}\n`);
  };
}
