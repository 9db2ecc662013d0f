/** Which documents a bundle carries: its links must work where there is no network. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';

/** The program's messages name files of `docs/`; the rest is what a package has at its top. */
const FIRST = ['package.json', 'LICENSE', 'NOTICE', 'README.md', 'CHANGELOG.md', 'docs'];
const RELATIVE_LINK = /\]\((?!\w+:|#)([^)\s#]+)[^)]*\)/g;
const CODE_BLOCK = /^```[\s\S]*?^```/gm;

/** The first files that the checkout has, and every file that a document among them links to; sorted. */
export function carriedDocuments(root: string): readonly string[] {
  const carried = new Set<string>();
  const waiting = [...FIRST];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (carried.has(path) || path.startsWith('..') || !existsSync(join(root, path))) continue;
    if (statSync(join(root, path)).isDirectory()) {
      for (const name of readdirSync(join(root, path))) waiting.push(posix.join(path, name));
      continue;
    }
    carried.add(path);
    if (path.endsWith('.md')) waiting.push(...linksOf(readFileSync(join(root, path), 'utf8'), path));
  }
  return [...carried].toSorted();
}

/** Targets of a document's relative links, from the root. */
function linksOf(markdown: string, path: string): readonly string[] {
  const links = markdown.replace(CODE_BLOCK, '').matchAll(RELATIVE_LINK);
  return [...links].map(([, target = '']) => posix.join(posix.dirname(path), target).replace(/\/$/, ''));
}
