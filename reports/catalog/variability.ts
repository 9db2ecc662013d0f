/** By how much boards of one chip differ, as published: rows with source, date and confidence. Adding one is adding its row. */
import * as z from 'zod';
import { checkRows, provenance } from './row.ts';

const FILE = 'variability.json';

/**
 * `share`: of the mean or the median. `form`: from the least board to the greatest of so many (`range`), or between the whiskers of
 * a box plot. `where`: in one computing centre at a time, or over hosts, cooling and owners.
 */
export const variabilitySchema = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'an id is lower-case kebab'),
    chips: z.string().min(1),
    what: z.string().min(1),
    where: z.enum(['one-centre', 'clouds']),
    boards: z.int().min(2).nullable(),
    share: z.number().positive(),
    form: z.enum(['range', 'whiskers']),
    ...provenance,
    notes: z.string(),
  })
  .refine(
    ({ form, boards }) => form !== 'range' || boards !== null,
    'a range needs its number of boards: it grows with them',
  );

export type Variability = Readonly<z.infer<typeof variabilitySchema>>;

/** What the file holds, checked. Throws when a row is wrong, naming it. */
export function parseVariability(content: unknown): readonly Variability[] {
  const rows = checkRows(FILE, variabilitySchema, content);
  if (new Set(rows.map(({ id }) => id)).size < rows.length) throw new Error(`${FILE}: an id occurs twice`);
  return rows;
}
