/** Which room may import which. DESIGN's table of rooms as data. */
import type { Imports } from './imports.ts';

/** The doors are `harness/cli.ts` and the commands; they belong to no other room, though they lie in `harness/`. */
type Room = 'suites' | 'results' | 'harness' | 'reports' | 'doors';

const MAY_IMPORT: Readonly<Record<Room, readonly Room[]>> = {
  suites: ['suites'],
  results: ['suites', 'results'],
  harness: ['suites', 'results', 'harness'],
  reports: ['suites', 'results', 'reports'],
  doors: ['suites', 'results', 'harness', 'reports', 'doors'],
};

const FINDING_TEXT = 'results/selftest/finding-text.ts';
const READERS = ['harness/cli.ts', 'harness/commands/', 'reports/pages/', 'reports/charts/', 'reports/words/'];

/** Sentences are made where people read, never where a fact arises. A path belongs to a folder, or is a file, when it starts with it. */
const RESERVED: readonly { readonly folder: string; readonly importers: readonly string[] }[] = [
  { folder: 'reports/words/', importers: READERS },
  { folder: 'results/note-text.ts', importers: [...READERS, 'results/verify/promise-text.ts', FINDING_TEXT] },
  { folder: 'results/physics/impossible-text.ts', importers: ['results/note-text.ts'] },
  { folder: 'results/verify/promise-text.ts', importers: READERS },
  { folder: FINDING_TEXT, importers: READERS },
];

export function roomOf(path: string): Room | null {
  if (path === 'harness/cli.ts' || path.startsWith('harness/commands/')) return 'doors';
  const room = path.slice(0, path.indexOf('/'));
  return room === 'suites' || room === 'results' || room === 'harness' || room === 'reports' ? room : null;
}

/** Each import that no room or folder allows, as `importer -> imported`. */
export function forbiddenArrows(imports: Imports): readonly string[] {
  return [...imports].flatMap(([importer, { files }]) =>
    files.filter(imported => isForbidden(importer, imported)).map(imported => `${importer} -> ${imported}`),
  );
}

function isForbidden(importer: string, imported: string): boolean {
  const [from, to] = [roomOf(importer), roomOf(imported)];
  if (from === null || to === null || !MAY_IMPORT[from].includes(to)) return true;
  const reserved = RESERVED.find(({ folder }) => imported.startsWith(folder));
  return reserved !== undefined && !reserved.importers.some(folder => importer.startsWith(folder));
}
