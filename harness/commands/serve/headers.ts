/** Headers of every answer, and the type of each file. Pure. */
import { extname } from 'node:path';

/** As of the pages on disk, and one thing more: a page may listen to this server for the progress of a run. */
export const SERVED_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export const HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': SERVED_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.jsonl': 'application/x-ndjson; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.xml': 'application/atom+xml; charset=utf-8',
};

export const typeOf = (path: string): string => TYPES[extname(path)] ?? 'application/octet-stream';

/** The policy of a page on disk, which lets it listen to nobody. */
const POLICY_ON_DISK = /<meta http-equiv="Content-Security-Policy" content="[^"]*">\n?/;

/** A page of the site as it is served: its policy is a header, and a script shows the run under way. */
export const servedPage = (page: string, scriptPath: string): string =>
  page.replace(POLICY_ON_DISK, '').replace('</head>', `<script src="${scriptPath}" defer></script>\n</head>`);
