/** This machine, as Pythons are searched for on it. */
import { accessSync, constants, readFileSync, realpathSync, statSync } from 'node:fs';
import type { Place, SearchWorld } from './interpreters.ts';

export const thisSearch: SearchWorld = {
  variable: name => process.env[name],
  folder: process.cwd(),
  place,
  realPath: path => {
    try {
      return realpathSync(path);
    } catch {
      return path;
    }
  },
  readText: path => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return null;
    }
  },
};

function place(path: string): Place {
  try {
    const found = statSync(path);
    if (found.isDirectory()) return 'folder';
    accessSync(path, constants.X_OK);
    return 'program';
  } catch {
    return isThere(path) ? 'file' : 'nothing';
  }
}

function isThere(path: string): boolean {
  try {
    statSync(path);
    return true;
  } catch {
    return false;
  }
}
