/** Does it train the same: cross-entropy step by step, on a target and on the oracle. */
import type { Curve } from '../../../results/outcome.ts';
import { curveTolerance } from '../../../results/tolerance.ts';
import { LOSS } from '../../../suites/moe/layer.ts';
import { CROSS_ENTROPY } from '../../../suites/moe/train.ts';
import type { TrainWorkload } from '../../../suites/workload.ts';
import type { Execution } from './execute.ts';

export type Pair<T> = { readonly oracle: T; readonly actual: T };

/** The loss of the text alone; where a model is trained by nothing else, that is the loss. */
export function crossEntropyOf({ values }: Execution): number {
  return (values.get(CROSS_ENTROPY) ?? values.get(LOSS))?.[0] ?? Number.NaN;
}

/** Follows both to their end, from what their first steps gave. Ends early where a loss is no number any more. */
export async function followCurves(
  workload: TrainWorkload,
  first: Pair<Execution>,
  rest: Pair<AsyncGenerator<Execution>>,
  flipsOf: (pair: Pair<Execution>) => number,
): Promise<Curve> {
  const [loss, oracle, flips]: [number[], number[], number[]] = [[], [], []];
  for (let pair: Pair<Execution> | null = first; pair !== null; pair = await nextPair(rest)) {
    oracle.push(crossEntropyOf(pair.oracle));
    const value = crossEntropyOf(pair.actual);
    if (!Number.isFinite(value)) break;
    loss.push(value);
    flips.push(flipsOf(pair));
  }
  const differences = loss.map((value, step) => Math.abs(value - (oracle[step] ?? Number.NaN)));
  return {
    steps: oracle.length,
    loss,
    oracle,
    flips,
    maxDifference: Math.max(0, ...differences),
    tolerance: curveTolerance(workload),
  };
}

/** A curve holds when it was followed to its end and, where it is judged, stayed within tolerance. */
export function curveHolds({ steps, loss, maxDifference, tolerance }: Curve): boolean {
  return loss.length === steps && (tolerance === null || maxDifference <= tolerance);
}

async function nextPair({ oracle, actual }: Pair<AsyncGenerator<Execution>>): Promise<Pair<Execution> | null> {
  const [expected, got] = [await oracle.next(), await actual.next()];
  return expected.done === true || got.done === true ? null : { oracle: expected.value, actual: got.value };
}
