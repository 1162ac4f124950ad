import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';

/** One vote with a key of its own, over a connection that stays open. Gives the status; 0 where no answer came. */
function castOne(agent, { port, slug, token, target, choice }) {
  const body = JSON.stringify({ choice, key: randomUUID() });
  return new Promise((resolve) => {
    const sent = request(
      {
        agent,
        host: '127.0.0.1',
        port,
        method: 'PUT',
        path: `/api/consultation/consultations/${slug}/ballots/${target}`,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode));
        response.on('error', () => resolve(0));
      }
    );
    sent.on('error', () => resolve(0));
    sent.end(body);
  });
}

/**
 * Casts all votes with so many connections at once, always all of them busy.
 *
 * @returns {Promise<{ seconds: number, statuses: Record<string, number>, latencies: Float64Array }>} latencies in
 *   milliseconds, ascending
 */
export async function castAll({ ports, slug, tokens, targets, votes, connections, onProgress }) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies = new Float64Array(votes.length);
  const statuses = {};
  let next = 0;
  const start = performance.now();
  const worker = async (number) => {
    while (next < votes.length) {
      const index = next;
      next += 1;
      const { voter, item, choice } = votes[index];
      const began = performance.now();
      const port = ports[number % ports.length];
      const status = await castOne(agent, {
        port,
        slug,
        token: tokens[voter],
        target: targets[item],
        choice,
      });
      latencies[index] = performance.now() - began;
      statuses[status] = (statuses[status] ?? 0) + 1;
      if (next % 500 === 0) onProgress(next, votes.length);
    }
  };
  await Promise.all(Array.from({ length: connections }, (_, number) => worker(number)));
  const seconds = (performance.now() - start) / 1_000;
  onProgress(votes.length, votes.length);
  agent.destroy();
  return { seconds, statuses, latencies: latencies.sort() };
}
