/** The least model a provider can be proven by: one MatMul of small whole numbers, so every provider must be exact. */
import { Graph } from '../../suites/graph/graph.ts';
import { onnxBytes } from '../../suites/graph/onnx.ts';
import { matmul } from '../../suites/graph/operators/matmul.ts';

const SIDE = 4;

export const SHAPE: readonly number[] = [SIDE, SIDE];

/** The matrix both inputs are: element i is i, row-major. */
export const INPUT: readonly number[] = Array.from({ length: SIDE * SIDE }, (_, index) => index);

/** INPUT · INPUT: row r, column c is Σₖ (4r+k)(4k+c). */
export const EXPECTED: readonly number[] = [56, 62, 68, 74, 152, 174, 196, 218, 248, 286, 324, 362, 344, 398, 452, 506];

/** `c = a · b`, all [4,4] float32, as ONNX bytes. */
export function oneNodeModel(): Uint8Array {
  const graph = new Graph();
  graph.output('c', matmul(graph.input('a', 'float32', SHAPE), graph.input('b', 'float32', SHAPE)));
  return onnxBytes(graph);
}
