/** Load over plain sockets: a client that costs little beside the server that it measures. */
import { connect } from 'node:net';

const statusLine = /^HTTP\/1\.1 (\d{3})/;

function message({ method, path, token, body }) {
  const text = body === undefined ? '' : JSON.stringify(body);
  return [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    ...(token ? [`Authorization: Bearer ${token}`] : []),
    ...(text
      ? ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`]
      : []),
    '',
    text,
  ].join('\r\n');
}

/** Length of the answer that stands at the start, or undefined while it has not come whole. */
function lengthOf(text) {
  const end = text.indexOf('\r\n\r\n');
  if (end === -1) return undefined;
  const head = text.slice(0, end);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length === undefined) throw new Error(`An answer without a length: ${head}`);
  const whole = end + 4 + Number(length);
  return text.length >= whole ? whole : undefined;
}

/** Opens so many connections; each sends its next request when the last was answered. */
export async function connections(port, count) {
  const open = await Promise.all(
    Array.from(
      { length: count },
      () =>
        new Promise((resolve, reject) => {
          const socket = connect(port, '127.0.0.1', () => resolve(socket));
          socket.once('error', reject);
          socket.setNoDelay(true);
        })
    )
  );

  function worker(socket, next) {
    return new Promise((resolve, reject) => {
      let got = '';
      let asked;
      const ask = () => {
        asked = next();
        if (asked === undefined) return end(resolve);
        socket.write(message(asked));
      };
      const read = (chunk) => {
        got += chunk.toString('latin1');
        try {
          const length = lengthOf(got);
          if (length === undefined) return;
          const status = Number(statusLine.exec(got)?.[1]);
          if (status !== 200)
            throw new Error(`${asked.method} ${asked.path}: ${got.slice(0, 900)}`);
          got = got.slice(length);
          ask();
        } catch (error) {
          end(() => reject(error));
        }
      };
      const failed = (error) => end(() => reject(error));
      const closed = () => failed(new Error('The server ended a connection.'));
      const end = (then) => {
        socket.off('data', read);
        socket.off('error', failed);
        socket.off('close', closed);
        then();
      };
      socket.on('data', read);
      socket.on('error', failed);
      socket.on('close', closed);
      ask();
    });
  }

  return {
    /** Accepted requests a second with all connections busy; anything but 200 is an error. */
    async rate(make, requests) {
      let sent = 0;
      const next = () => {
        if (sent >= requests) return undefined;
        sent += 1;
        return make(sent);
      };
      const start = performance.now();
      await Promise.all(open.map((socket) => worker(socket, next)));
      return (requests * 1_000) / (performance.now() - start);
    },
    close() {
      for (const socket of open) socket.destroy();
    },
  };
}
