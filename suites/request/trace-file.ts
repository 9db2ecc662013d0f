/** A file of recorded choices on disk (trace.ts says what is in it). */
import { readFileSync } from 'node:fs';
import { UsageError } from '../usage-error.ts';
import type { Routing } from '../workload.ts';
import { parseTrace, type Traced } from './trace.ts';

/** The first rows of a trace file as a routing. UsageError, in one line, for a file that is none or is of other work. */
export function readTrace(path: string, work: Traced): Routing {
  return parseTrace(textOf(path), path, work);
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : cause;
    throw new UsageError(`trace ${path}: ${code === 'ENOENT' ? 'no such file' : `cannot be read (${code})`}`, {
      cause,
    });
  }
}
