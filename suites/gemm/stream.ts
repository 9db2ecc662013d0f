/** How fast memory streams, as a workload: c = a + b on more than any cache holds (McCalpin's STREAM, "add"). */

import { type FloatArray, fill } from '../data.ts';
import { Graph } from '../graph/graph.ts';
import { add } from '../graph/operators/arithmetic.ts';
import { storedType } from '../stored-type.ts';
import type { Dtype, StreamWorkload } from '../workload.ts';

export const STREAM_SUM = 'c';
/** 128 MiB an operand in float32: several times the caches of the largest server CPUs and accelerators. */
const ELEMENTS = 2 ** 25;

export function streamWorkload(dtype: Dtype, seed: number): StreamWorkload {
  return { version: 1, part: 'stream', pass: 'forward', dtype, seed, elements: ELEMENTS };
}

export function streamGraph({ dtype, elements }: StreamWorkload): Graph {
  const graph = new Graph();
  const operand = (name: string) => graph.input(name, storedType(dtype), [elements]);
  graph.output(STREAM_SUM, add(operand('a'), operand('b')));
  return graph;
}

/** a and b, by name, uniform in [−1, 1). */
export function streamOperands({ dtype, seed, elements }: StreamWorkload): ReadonlyMap<string, FloatArray> {
  return new Map(['a', 'b'].map(name => [name, fill(storedType(dtype), seed, name, elements, 1)]));
}

/** Bytes a step must move: two operands read, one written. */
export function streamBytes({ elements }: Pick<StreamWorkload, 'elements'>, bytesPerElement: number): number {
  return 3 * elements * bytesPerElement;
}
