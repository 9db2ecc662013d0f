/** What a request asks for, and whether it is answered at all. Pure. */

export type Asked =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'live' }
  | { readonly kind: 'live-script' }
  | { readonly kind: 'refused'; readonly status: 400 | 403 | 405; readonly why: string };

export type RequestLine = {
  readonly method: string | undefined;
  readonly url: string | undefined;
  /** The Host header. */
  readonly host: string | undefined;
};

export const LIVE_PATH = '/live';
export const LIVE_SCRIPT_PATH = '/live.js';

/**
 * A page of another site may have its name point to this machine (DNS rebinding); its requests carry that name as Host. `/x/` is the page
 * `x/index.html`. Which files there are is for the caller: only a path that is a file of the site is read.
 */
export function askedOf({ method, url, host }: RequestLine, port: number): Asked {
  if (host === undefined || !ownHosts(port).includes(host.toLowerCase())) {
    return { kind: 'refused', status: 403, why: `this server answers to ${ownHosts(port)[0]} alone` };
  }
  if (method !== 'GET' && method !== 'HEAD') return { kind: 'refused', status: 405, why: 'this server is read-only' };
  const path = pathIn(url ?? '');
  if (path === null) return { kind: 'refused', status: 400, why: 'the address cannot be read' };
  if (path === LIVE_PATH) return { kind: 'live' };
  if (path === LIVE_SCRIPT_PATH) return { kind: 'live-script' };
  return { kind: 'file', path: `${path.slice(1)}${path.endsWith('/') ? 'index.html' : ''}` };
}

/** A browser leaves the port out where it is 80. */
const ownHosts = (port: number): readonly string[] =>
  ['127.0.0.1', 'localhost', '[::1]'].flatMap(name => (port === 80 ? [`${name}:80`, name] : [`${name}:${port}`]));

/** null: it is no path, or holds what no path of a site has. */
function pathIn(url: string): string | null {
  const [written = ''] = url.split(/[?#]/);
  if (!written.startsWith('/')) return null;
  try {
    const path = decodeURIComponent(written);
    return /[\0\\]/.test(path) ? null : path;
  } catch {
    return null;
  }
}
