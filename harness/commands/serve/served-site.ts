/** The site that is served: built from the records into a folder of its own, and built again when the records changed. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { recordFiles } from '../../../results/store.ts';

export type ServedSite = {
  /** The content of a file of the site; null: there is no such file. */
  readonly read: (path: string) => Promise<Buffer | null>;
};

export type Built = {
  /** Where the site lies. */
  readonly folder: string;
  readonly results: string;
  /** Files that are looked at beside the records: prices of the user's own. */
  readonly others: readonly string[];
  readonly build: () => Promise<void>;
};

/**
 * The site is built at once, so that bad input is told before anything is served. Later it is built when a page is asked for and the records
 * have changed; a build that fails keeps the older site, and `onFailure` says why. A run under way does not change the records for this
 * purpose: its record counts when it has ended.
 */
export async function servedSite(
  built: Built,
  isOpen: (path: string) => boolean,
  onFailure: (error: unknown) => void,
): Promise<ServedSite> {
  const state = (): string => stateOf(built, isOpen);
  let builtFrom = state();
  await built.build();
  let files = filesIn(built.folder);
  const rebuild = async (): Promise<void> => {
    try {
      const now = state();
      if (now === builtFrom) return;
      builtFrom = now;
      await built.build();
      files = filesIn(built.folder);
    } catch (error) {
      onFailure(error);
    }
  };
  // One build at a time: a page that is asked for meanwhile waits for it.
  let latest = Promise.resolve();
  return {
    async read(path) {
      if (path.endsWith('.html')) {
        latest = latest.then(rebuild);
        await latest;
      }
      return files.has(path) ? readFileSync(join(built.folder, path)) : null;
    },
  };
}

/** Paths, sizes and times of the records that have ended. */
function stateOf({ results, others }: Built, isOpen: (path: string) => boolean): string {
  return [...recordFiles(results).filter(path => !isOpen(path)), ...others]
    .map(path => {
      const { size, mtimeMs } = statSync(path);
      return `${path} ${size} ${mtimeMs}`;
    })
    .join('\n');
}

/** Only what is in this list is ever read: no path leads out of the site. */
const filesIn = (folder: string): ReadonlySet<string> =>
  new Set(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile())
      .map(entry =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll('\\', '/'),
      ),
  );
