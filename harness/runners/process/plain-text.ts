/** Words of a runner as a terminal may show them and a record may keep them: nothing in them moves a cursor or sets a colour. Pure. */
import { stripVTControlCharacters } from 'node:util';

/** On one line. */
export const plainLine = (text: string): string => stripVTControlCharacters(text).replace(/\p{Cc}+/gu, ' ');

/** Lines stay lines. */
export const plainLines = (text: string): string => text.split(/\r?\n/).map(plainLine).join('\n');

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
