/** The HTTP server of `moebench serve`: loopback only, read-only. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { UsageError } from '../../errors.ts';
import type { EventStream } from './event-stream.ts';
import { HEADERS, servedPage, typeOf } from './headers.ts';
import { type Asked, askedOf, LIVE_SCRIPT_PATH } from './request.ts';
import type { ServedSite } from './served-site.ts';

export type Served = {
  readonly site: Pick<ServedSite, 'read'>;
  readonly stream: Pick<EventStream, 'add'>;
  readonly liveScript: string;
};

export type Listening = { readonly port: number; readonly close: () => Promise<void> };

/** On 127.0.0.1, and on ::1 where the machine has it. `port` 0: any that is free. UsageError where the port is taken. */
export async function listen(served: Served, port: number): Promise<Listening> {
  const first = await listening(served, '127.0.0.1', port);
  const address = first.address();
  const taken = typeof address === 'object' && address !== null ? address.port : port;
  const second = await listening(served, '::1', taken).catch((error: unknown) => {
    // No IPv6 here, or another program has this port there: 127.0.0.1 is enough.
    if (isCode(error, 'EADDRNOTAVAIL', 'EAFNOSUPPORT') || error instanceof UsageError) return null;
    throw error;
  });
  const servers = second === null ? [first] : [first, second];
  return { port: taken, close: async () => void (await Promise.all(servers.map(closed))) };
}

function listening(served: Served, host: string, port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((request, response) => answer(request, response, served, portOf(server)));
    server.on('error', error => reject(portFault(error, port)));
    server.listen({ host, port, exclusive: true }, () => resolve(server));
  });
}

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

function portFault(error: unknown, port: number): unknown {
  if (isCode(error, 'EADDRINUSE')) {
    return new UsageError(`port ${port} is in use; give another with --port, or --port 0 for any that is free`, {
      cause: error,
    });
  }
  if (isCode(error, 'EACCES')) {
    return new UsageError(`port ${port} is kept for the system; give one of 1024 to 65535 with --port`, {
      cause: error,
    });
  }
  return error;
}

function answer(request: IncomingMessage, response: ServerResponse, served: Served, port: number): void {
  const { method, url, headers } = request;
  const asked = askedOf({ method, url, host: headers.host }, port);
  if (asked.kind === 'live' && method === 'GET') served.stream.add(response);
  else
    contentOf(asked, served)
      .then(content => send(response, method, content))
      .catch(error => fault(response, error));
}

/** A bug: said here, and nothing of it to whoever asked. */
function fault(response: ServerResponse, error: unknown): void {
  process.stderr.write(`moebench: this is a bug\n${error instanceof Error ? error.stack : error}\n`);
  if (!response.headersSent) response.writeHead(500, { ...HEADERS, 'Content-Type': PLAIN });
  response.end();
}

type Content = { readonly status: number; readonly type: string; readonly body: Buffer | string };

async function contentOf(asked: Asked, { site, liveScript }: Served): Promise<Content> {
  switch (asked.kind) {
    case 'refused':
      return { status: asked.status, type: PLAIN, body: `${asked.why}\n` };
    case 'live':
      return { status: 200, type: EVENTS, body: '' };
    case 'live-script':
      return { status: 200, type: typeOf(LIVE_SCRIPT_PATH), body: liveScript };
    case 'file': {
      const content = await site.read(asked.path);
      if (content === null) return { status: 404, type: PLAIN, body: 'the site has no such page\n' };
      const body = asked.path.endsWith('.html') ? servedPage(content.toString('utf8'), LIVE_SCRIPT_PATH) : content;
      return { status: 200, type: typeOf(asked.path), body };
    }
  }
}

function send(response: ServerResponse, method: string | undefined, { status, type, body }: Content): void {
  const allow = status === 405 ? { Allow: 'GET, HEAD' } : {};
  const length = String(Buffer.byteLength(body));
  response.writeHead(status, { ...HEADERS, ...allow, 'Content-Length': length, 'Content-Type': type });
  response.end(method === 'HEAD' ? undefined : body);
}

const PLAIN = 'text/plain; charset=utf-8';
const EVENTS = 'text/event-stream; charset=utf-8';

const isCode = (error: unknown, ...codes: readonly string[]): boolean =>
  error instanceof Error && 'code' in error && codes.includes(String(error.code));

function closed(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
