/** YAML that a user wrote: its plain value, and the line a path of it stands on. */
import { type Document, LineCounter, parseDocument } from 'yaml';
import * as z from 'zod';
import { UsageError } from './usage-error.ts';

export type Yaml = {
  readonly value: unknown;
  /** The line of the value at that path; of what holds it, where it has no place of its own. */
  readonly lineOf: (path: readonly (string | number)[]) => number;
};

/** Reads a document. UsageError with path and line for one that is no YAML. */
export function parseYaml(text: string, path: string): Yaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) {
    throw new UsageError(`${path}:${broken.linePos?.[0].line ?? 1}: ${broken.message.split('\n')[0]}`);
  }
  return {
    value: plainValue(document, path),
    lineOf: keys => {
      const node = document.getIn(keys, true) ?? document.getIn(keys.slice(0, -1), true);
      const placed = z.object({ range: z.array(z.number()) }).safeParse(node);
      return placed.success ? lines.linePos(placed.data.range[0] ?? 0).line : 1;
    },
  };
}

/** An alias to nothing, or aliases that would unfold without end, are found only here. */
function plainValue(document: Document, path: string): unknown {
  let value: unknown;
  try {
    value = document.toJS();
  } catch (cause) {
    throw new UsageError(`${path}:1: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  if (holdsItself(value, []))
    throw new UsageError(`${path}:1: an alias (*) stands inside its own anchor (&); write it out`);
  return value;
}

function holdsItself(value: unknown, above: readonly unknown[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (above.includes(value)) return true;
  return Object.values(value).some(inner => holdsItself(inner, [...above, value]));
}
