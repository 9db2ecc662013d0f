/** A config.json as text: one JSON object, or one plain line about what it is instead. Pure. */
import * as z from 'zod';
import { UsageError } from '../usage-error.ts';

const objectSchema = z.record(z.string(), z.unknown());
/** Python writes these where JSON has no number for them. */
const NOT_JSON = /(?<=[\s,:[])(-?Infinity|NaN)(?=\s*[,\]}])/;

export type ConfigValues = Readonly<Record<string, unknown>>;

/** The fields of a config. UsageError for text that is no JSON object, naming what to mend. */
export function parseConfigText(text: string, where: string): ConfigValues {
  const parsed = objectSchema.safeParse(jsonOf(text.replace(/^\uFEFF/, ''), where));
  if (!parsed.success) throw new UsageError(`${where}: not a JSON object; give the config.json of a model`);
  return parsed.data;
}

function jsonOf(text: string, where: string): unknown {
  if (text.trim() === '') throw new UsageError(`${where}: empty; give the config.json of a model`);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const strange = NOT_JSON.exec(text);
    if (strange?.[1] !== undefined) {
      const line = text.slice(0, strange.index).split('\n').length;
      throw new UsageError(
        `${where}: line ${line} has ${strange[1]}, which is not JSON; write a number such as 1e308, or null`,
        { cause },
      );
    }
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    throw new UsageError(`${where}: not JSON (${reason})`, { cause });
  }
}
