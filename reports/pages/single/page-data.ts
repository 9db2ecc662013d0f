/** What the scripts of several pages read, in one document: data that pages share stands once. Pure. */
import type { SitePage } from '../frame/page.ts';

type PageData = SitePage['data'];

/** By id. Throws where two pages mean different data by one id: a script would read the wrong ones. */
export function sharedData(pages: readonly Pick<SitePage, 'path' | 'data'>[]): PageData {
  const shared = new Map<string, { readonly path: string; readonly value: unknown; readonly json: string }>();
  for (const { path, data } of pages) {
    for (const [id, value] of Object.entries(data)) {
      const json = JSON.stringify(value);
      const known = shared.get(id);
      if (known === undefined) shared.set(id, { path, value, json });
      else if (known.json !== json) throw new Error(`${known.path} and ${path} give different data under the id ${id}`);
    }
  }
  return Object.fromEntries([...shared].map(([id, { value }]) => [id, value]));
}
