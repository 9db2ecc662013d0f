/** Sizes of files and folders: a folder that is read in one look, a file of one idea. */
import { posix } from 'node:path';
import type { Tree } from './imports.ts';

export const MOST_FILES_IN_FOLDER = 20;
export const MOST_LINES = 250;
export const MOST_MEDIAN_LINES = 80;

/** Folders with more code files than that, as `folder: count`. Folders inside count for themselves. */
export function crowdedFolders(tree: Tree): readonly string[] {
  const counts = new Map<string, number>();
  for (const path of tree.keys()) counts.set(posix.dirname(path), (counts.get(posix.dirname(path)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > MOST_FILES_IN_FOLDER)
    .map(([folder, count]) => `${folder}: ${count}`)
    .toSorted();
}

/** Files with more lines than that, as `path: lines`. */
export function longFiles(tree: Tree): readonly string[] {
  return [...tree]
    .map(([path, text]) => ({ path, lines: linesOf(text) }))
    .filter(({ lines }) => lines > MOST_LINES)
    .map(({ path, lines }) => `${path}: ${lines}`)
    .toSorted();
}

/** The middle length of the files; of an even number, the lower of the two in the middle. 0 for no file. */
export function medianLines(tree: Tree): number {
  const lengths = [...tree.values()].map(linesOf).toSorted((a, b) => a - b);
  return lengths[Math.floor((lengths.length - 1) / 2)] ?? 0;
}

const linesOf = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
