/** The code files of this checkout, as a tree of paths and texts. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tree } from './imports.ts';

const ROOT = join(import.meta.dirname, '../..');
const CODE = /\.(ts|py)$/;

/** Every .ts and .py below these folders; what Python compiled and what reports wrote is no code. */
export function codeBelow(folders: readonly string[]): Tree {
  return new Map(
    folders.flatMap(folder =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter(name => CODE.test(name))
        .map(name => `${folder}/${name.replaceAll('\\', '/')}`)
        .toSorted()
        .map((path): [string, string] => [path, readFileSync(join(ROOT, path), 'utf8')]),
    ),
  );
}
