/** Words of a runner as a terminal may show them and a record may keep them: nothing in them moves a cursor or sets a colour. Pure. */
import { printable } from '../../../results/printable.ts';

/** On one line. */
export const plainLine = (text: string): string => printable(text).replace(/[\n\t]+/g, ' ');

/** A line as JSON whose texts and names are plain; undefined: it is no JSON. */
export function plainJson(line: string): unknown {
  try {
    return JSON.parse(line, (_, value: unknown) => {
      if (typeof value === 'string') return plainLine(value);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(Object.entries(value).map(([name, field]) => [plainLine(name), field]));
    });
  } catch {
    return undefined;
  }
}
