/** Circles of imports: sets of files each of which reaches all others (strongly connected components, Tarjan 1972). */
import type { Imports } from './imports.ts';

/** Each circle as its files in order, with the circles in the order of their first file. */
export function circlesOf(imports: Imports): readonly (readonly string[])[] {
  const found: string[][] = [];
  const index = new Map<string, number>();
  const open: string[] = [];
  const visit = (path: string): number => {
    const number = index.size;
    index.set(path, number);
    open.push(path);
    let low = number;
    for (const next of filesOf(imports, path)) {
      if (!index.has(next)) low = Math.min(low, visit(next));
      else if (open.includes(next)) low = Math.min(low, index.get(next) ?? number);
    }
    if (low === number) {
      const members = open.splice(open.indexOf(path));
      if (members.length > 1 || filesOf(imports, path).includes(path)) found.push(members.toSorted());
    }
    return low;
  };
  for (const path of imports.keys()) if (!index.has(path)) visit(path);
  return found.toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1));
}

const filesOf = (imports: Imports, path: string): readonly string[] => imports.get(path)?.files ?? [];
