/** Routing and dispatch as people write them: `zipf:1.1`, `trace:choices.json`, `capacity:1.25`. Pure. */
import { zipfThresholds } from '../moe/routing/routing.ts';
import { traceName } from '../moe/routing/trace.ts';
import { UsageError } from '../usage-error.ts';
import type { Dispatch, Routing } from '../workload.ts';
import type { Traced } from './trace.ts';

/** The zipf table counts in 2⁻²⁴: a steeper law leaves the tail nothing to count. */
const STEEPEST_ZIPF = 8;

/** Reads the choices recorded in a file, for work of these dims. */
export type TraceReader = (path: string, work: Traced) => Routing;

/** `dropless`, or `capacity:<factor>`. */
export function parseDispatch(text: string): Dispatch {
  if (text === 'dropless') return { kind: 'dropless' };
  const factor = Number(/^capacity:(\d+(?:\.\d+)?)$/.exec(text)?.[1]);
  if (!(factor > 0))
    throw new UsageError(`dispatch '${text}': give dropless or capacity:<factor> with a factor above 0`);
  return { kind: 'capacity', factor };
}

export function formatDispatch(dispatch: Dispatch): string {
  return dispatch.kind === 'capacity' ? `capacity:${dispatch.factor}` : dispatch.kind;
}

/**
 * `learned`, `balanced`, `zipf:<exponent>`, with the table a zipf needs for that many experts, or `trace:<file>`, with the
 * choices recorded in the file.
 */
export function parseRouting(text: string, work: Traced, readTrace: TraceReader): Routing {
  if (text === 'learned' || text === 'balanced') return { kind: text };
  const file = traceFileOf(text);
  if (file !== null) return readTrace(file, work);
  const exponent = Number(/^zipf:(\d+(?:\.\d+)?)$/.exec(text)?.[1]);
  if (!(exponent > 0 && exponent <= STEEPEST_ZIPF)) {
    throw new UsageError(
      `routing '${text}': give learned, balanced, trace:<file> or zipf:<exponent> with 0 < exponent <= ${STEEPEST_ZIPF}`,
    );
  }
  return { kind: 'zipf', exponent, thresholds: zipfThresholds(work.experts, exponent) };
}

/** As it was requested; a trace by the first eight digits of its hash, since the workload knows no file. */
export function formatRouting(routing: Routing): string {
  switch (routing.kind) {
    case 'zipf':
      return `zipf:${routing.exponent}`;
    case 'trace':
      return `trace:${traceName(routing)}`;
    default:
      return routing.kind;
  }
}

/** The file of a routing that is asked for as `trace:<file>`; null for any other. */
export function traceFileOf(routing: string): string | null {
  return /^trace:(.+)$/.exec(routing)?.[1] ?? null;
}
