/** The catalog's files, read: the JSON that is shipped beside this module, and a user's YAML. The other files here are pure. */
import { existsSync, readFileSync } from 'node:fs';
import { UsageError } from '../../suites/usage-error.ts';
import { type AnchorTable, parseAnchors } from './anchors.ts';
import { type Catalog, parseCatalog } from './catalog.ts';
import { type Links, parseLinks } from './links.ts';
import { laidOver, parseOverlay } from './overlay.ts';
import { type PowerRows, parsePower } from './power.ts';

/** Chips, prices, exchange rates, siblings, anchors and variability. Throws when a row is wrong, naming it. */
export function loadCatalog(): Catalog {
  return parseCatalog({
    chips: contentOf('chips.json'),
    prices: contentOf('prices.json'),
    rates: contentOf('rates.json'),
    siblings: contentOf('siblings.json'),
    anchors: contentOf('anchors.json'),
    variability: contentOf('variability.json'),
  });
}

/** The shipped catalog, with a user's file laid over it where one is named. UsageError for a file that does not hold. */
export function loadCatalogWith(path: string | undefined): Catalog {
  const shipped = loadCatalog();
  if (path === undefined) return shipped;
  if (!existsSync(path)) throw new UsageError(`--catalog ${path}: no such file`);
  return laidOver(shipped, parseOverlay(readFileSync(path, 'utf8'), path));
}

/** Published training speeds, against the ids of the chips there are. */
export const loadAnchors = (chipIds: ReadonlySet<string>): AnchorTable =>
  parseAnchors(contentOf('anchors.json'), chipIds);

export const loadLinks = (): Links => parseLinks(contentOf('links.json'));

export const loadPower = (): PowerRows => parsePower(contentOf('power.json'));

function contentOf(file: string): unknown {
  return JSON.parse(readFileSync(new URL(`./${file}`, import.meta.url), 'utf8'));
}
