/** Where the page of a document lies: the tree of docs/ again, so that links between documents keep their way. */

/** `docs/COST.md` → `docs/cost.html`; `docs/method/README.md` → `docs/method/index.html`. */
export const documentPage = (path: string): string =>
  path
    .toLowerCase()
    .replace(/readme\.md$/, 'index.md')
    .replace(/\.md$/, '.html');

/** From the document at `from` along a link: `docs/method/verdict.md`, `../COST.md` → `docs/COST.md`. Null where it leaves the tree. */
export function linkedPath(from: string, link: string): string | null {
  const parts = from.split('/').slice(0, -1);
  for (const part of link.split('/')) {
    if (part === '..' && parts.pop() === undefined) return null;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
