/** Which record of a machine was the newest before another is started. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { ContextLine } from '../record.ts';

type PreviousRun = NonNullable<ContextLine['previousRun']>;

/** As much of a context as every schema has. */
const headSchema = z.object({ kind: z.literal('context'), runId: z.string(), startedAt: z.iso.datetime() });

/**
 * The newest record in a machine's folder by file name, which begins with the time; null where there is none. A file whose first
 * line cannot be read is passed over.
 */
export function previousRunIn(folder: string): PreviousRun | null {
  const names = readdirSync(folder).filter(name => name.endsWith('.jsonl'));
  for (const name of names.toSorted().toReversed()) {
    const head = headOf(join(folder, name));
    if (head !== null) return head;
  }
  return null;
}

function headOf(path: string): PreviousRun | null {
  try {
    const [line = ''] = readFileSync(path, 'utf8').split('\n', 1);
    const { runId, startedAt } = headSchema.parse(JSON.parse(line));
    return { runId, startedAt };
  } catch {
    return null;
  }
}
