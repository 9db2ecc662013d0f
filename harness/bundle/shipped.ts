/** Which files of a package a bundle carries: what Node may load, and every licence. */

const LICENCE = /^(licen[cs]e|notice|copying|copyright|authors|third.?party)/i;
const NOT_LOADED = /\.(map|[cm]?ts|flow|md|markdown|coffee|tsbuildinfo)$/i;
/** Folders at the top of a package that its code does not load. */
const NOT_RUN = new Set(['doc', 'docs', 'test', 'tests', '__tests__', 'example', 'examples', 'benchmark', '.github']);
/** Native libraries for a C library the bundle is not for. */
const FOREIGN = /(^|\/)musl_x64\//;
/** Native libraries lie by platform below this folder. */
const NATIVE = /^bin\/napi-v\d+\/([^/]+)\/([^/]+)\//;

/** Does a bundle for linux-x64 carry this file? `path` is relative to its package. */
export function isShipped(path: string): boolean {
  const [top = '', ...below] = path.split('/');
  const name = below.at(-1) ?? top;
  if (isLicence(path)) return true;
  // Some packages have their licence nowhere else.
  if (below.length === 0 && /^readme/i.test(name)) return true;
  const native = NATIVE.exec(path);
  if (native !== null && (native[1] !== 'linux' || native[2] !== 'x64')) return false;
  return !FOREIGN.test(path) && !NOT_LOADED.test(name) && !(below.length > 0 && NOT_RUN.has(top));
}

/** Is this the text of a licence, or a notice that must go with the package? */
export function isLicence(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return LICENCE.test(name) && !/\.([cm]?js|json|[cm]?ts)$/i.test(name);
}
