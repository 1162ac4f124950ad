import { describe, httpSource, verify } from 'consultation-core/verify';
import type { VerifyNews, VerifyTask } from './verify-options.ts';

// The script of a worker: the page stays alive while this computes.
const worker = globalThis as unknown as {
  onmessage: ((event: MessageEvent<VerifyTask>) => void) | null;
  postMessage(news: VerifyNews): void;
};

/** Milliseconds between two words on how far it is. */
const pause = 100;

worker.onmessage = async ({ data }) => {
  const { address, edition, language, receipts, held } = data;
  let told = 0;
  try {
    const report = await verify(httpSource(address), {
      edition,
      receipts,
      held,
      onProgress: ({ path, done, total }) => {
        const now = Date.now();
        if (now - told < pause) return;
        told = now;
        worker.postMessage({ kind: 'progress', path, share: total > 0 ? done / total : 0 });
      },
    });
    worker.postMessage({ kind: 'done', report, words: describe(report, language) });
  } catch (error) {
    worker.postMessage({ kind: 'failed', message: String(error) });
  }
};
