import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a path is answered with. */
export interface Answer {
  readonly body: Uint8Array | string;
  readonly status?: number;
  readonly type?: string;
  /** Whether `Range` is obeyed; otherwise everything is sent again. */
  readonly knowsRanges?: boolean;
  /** The connection is cut after so many bytes of this answer. */
  readonly cutAfter?: number;
}

export interface LocalServer {
  readonly url: string;
  readonly requests: { readonly path: string; readonly headers: IncomingHttpHeaders }[];
  readonly close: () => Promise<void>;
}

/** A server on this machine. The answer may differ from request to request of a path: `count` is 1 for the first. */
export async function serve(answerTo: (path: string, count: number) => Answer | null): Promise<LocalServer> {
  const requests: { path: string; headers: IncomingHttpHeaders }[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    requests.push({ path, headers: request.headers });
    const answer = answerTo(path, requests.filter((one) => one.path === path).length);
    if (answer === null) {
      response.writeHead(404).end('not here');
      return;
    }
    const all = Buffer.from(answer.body as Uint8Array);
    const from = answer.knowsRanges === true ? Number(/^bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0;
    const part = all.subarray(from);
    response.writeHead(from > 0 ? 206 : (answer.status ?? 200), {
      'content-type': answer.type ?? 'application/octet-stream',
      'content-length': part.length,
      ...(from > 0 ? { 'content-range': `bytes ${from}-${all.length - 1}/${all.length}` } : {}),
    });
    if (answer.cutAfter === undefined) response.end(part);
    else response.write(part.subarray(0, answer.cutAfter), () => setTimeout(() => response.destroy(), 20));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // A test that fails leaves it open, which must not keep the process.
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
