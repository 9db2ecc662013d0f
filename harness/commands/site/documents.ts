/** The documents that come with the program: docs/ of the checkout, or of the installed package. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { SiteDocument } from '../../../reports/pages/method/documents.ts';

/** From these sources; from dist/, one folder deeper. */
const PLACES = ['../../../docs/', '../../../../docs/'];
const FOLDERS = ['', 'method/'];

/** None where the folder was not shipped: a site does without. */
export function siteDocuments(): readonly SiteDocument[] {
  const docs = PLACES.map(place => new URL(place, import.meta.url)).find(place => existsSync(place));
  if (docs === undefined) return [];
  return FOLDERS.flatMap(folder => {
    const names = readdirSync(new URL(folder, docs)).filter(name => name.endsWith('.md'));
    return names.toSorted().map(name => ({
      path: `docs/${folder}${name}`,
      text: readFileSync(new URL(`${folder}${name}`, docs), 'utf8'),
    }));
  });
}
