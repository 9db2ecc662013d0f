/** A case of each operator with a derivative, to be held against a central difference. */
import type { Graph } from '../../../suites/graph/graph.ts';
import type { Tensor } from '../../../suites/graph/node.ts';
import {
  add,
  clampBetween,
  divide,
  geluTanh,
  multiply,
  relu,
  sigmoid,
  silu,
  sqrt,
  subtract,
  tanh,
} from '../../../suites/graph/operators/arithmetic.ts';
import { cast } from '../../../suites/graph/operators/cast.ts';
import { combineRows, dispatchRows } from '../../../suites/graph/operators/dispatch.ts';
import { pick, place } from '../../../suites/graph/operators/indexing.ts';
import { matmul } from '../../../suites/graph/operators/matmul.ts';
import { greater, where } from '../../../suites/graph/operators/selection.ts';
import { broadcastTo, reduceSum, reshape, zerosLike } from '../../../suites/graph/operators/shape.ts';
import { softmax } from '../../../suites/graph/operators/softmax.ts';
import { type GradientCase, given, one, two } from './gradient-case.ts';
import { LANGUAGE_CASES } from './language-cases.ts';

export const CASES: readonly GradientCase[] = [
  ...LANGUAGE_CASES,
  {
    operator: 'add',
    shapes: [
      [3, 4],
      [3, 4],
    ],
    build: two(add),
  },
  { operator: 'add', what: 'broadcast over rows', shapes: [[3, 4], [4]], build: two(add) },
  {
    operator: 'subtract',
    what: 'broadcast over columns',
    shapes: [
      [3, 1],
      [3, 4],
    ],
    build: two(subtract),
  },
  {
    operator: 'multiply',
    what: 'broadcast over columns',
    shapes: [
      [3, 4],
      [3, 1],
    ],
    build: two(multiply),
  },
  { operator: 'multiply', what: 'a value with itself', shapes: [[3, 4]], build: one(x => multiply(x, x)) },
  {
    operator: 'divide',
    shapes: [
      [3, 4],
      [3, 1],
    ],
    build: two((a, b) => divide(a, add(multiply(b, b), b.graph.scalar('float64', 1)))),
  },
  { operator: 'relu', shapes: [[3, 4]], build: one(relu) },
  { operator: 'tanh', shapes: [[3, 4]], build: one(tanh) },
  { operator: 'sqrt', shapes: [[3, 4]], build: one(x => sqrt(add(multiply(x, x), x.graph.scalar('float64', 1)))) },
  {
    operator: 'where',
    what: 'either side broadcast',
    shapes: [[3, 1], [4]],
    build: two((a, b, graph) => {
      const signs = graph.constant('float64', [3, 4], [1, -1, 1, 1, -1, -1, 1, -1, 1, 1, -1, 1]);
      return where(greater(signs, graph.scalar('float64', 0)), a, b);
    }),
  },
  { operator: 'where', what: 'clamped to a range', shapes: [[3, 4]], build: one(x => clampBetween(x, -0.4, 0.6)) },
  { operator: 'tanh', what: 'in gelu', shapes: [[3, 4]], build: one(geluTanh) },
  { operator: 'sigmoid', shapes: [[3, 4]], build: one(sigmoid) },
  { operator: 'silu', shapes: [[3, 4]], build: one(silu) },
  { operator: 'softmax', shapes: [[3, 4]], build: one(softmax) },
  ...[false, true].flatMap(transposeA =>
    [false, true].map(
      (transposeB): GradientCase => ({
        operator: 'matmul',
        what: `transposeA ${transposeA}, transposeB ${transposeB}`,
        shapes: [transposeA ? [5, 3] : [3, 5], transposeB ? [4, 5] : [5, 4]],
        build: two((a, b) => matmul(a, b, { transposeA, transposeB })),
      }),
    ),
  ),
  {
    operator: 'cast',
    what: 'to float32 and back: values below 1 move in steps of 6e-8, which is 1 % of what they are moved by',
    shapes: [[3, 4]],
    build: one(x => cast(cast(x, 'float32'), 'float64')),
    tolerance: 1e-2,
  },
  { operator: 'reduceSum', shapes: [[3, 4, 2]], build: one(x => reduceSum(x, [1])) },
  {
    operator: 'reduceSum',
    what: 'keeping dims',
    shapes: [[3, 4]],
    build: one(x => reduceSum(x, [-1], { keepDims: true })),
  },
  { operator: 'broadcastTo', shapes: [[3, 1]], build: one(x => broadcastTo(x, [2, 3, 4])) },
  { operator: 'reshape', shapes: [[3, 4]], build: one(x => reshape(x, [2, -1])) },
  {
    operator: 'where',
    what: 'one side broadcast',
    shapes: [[3, 4], [4]],
    build: two((a, b) => where(greater(a, a.graph.scalar('float64', 0)), multiply(a, a), b)),
  },
  {
    operator: 'pick',
    shapes: [[3, 4]],
    build: one((x, graph) => pick(x, graph.constant('int64', [3, 2], [3, 0, 1, 2, 0, 1]))),
  },
  {
    operator: 'place',
    shapes: [[3, 2]],
    build: one((x, graph) =>
      place(
        zerosLike(graph.constant('float64', [3, 4], Array(12).fill(0))),
        graph.constant('int64', [3, 2], [3, 0, 1, 2, 0, 1]),
        x,
      ),
    ),
  },
  {
    operator: 'dispatchRows',
    shapes: [[3, 2]],
    build: one((x, graph) => {
      const { slots, indices } = toThreeParts(graph);
      const [a, b, c] = dispatchRows(x, slots, indices);
      return add(reduceSum(multiply(given(a), given(a)), [0]), add(reduceSum(given(b), [0]), reduceSum(given(c), [0])));
    }),
  },
  {
    operator: 'dispatchRows',
    what: 'a part that nothing is made of',
    shapes: [[3, 2]],
    build: one((x, graph) => {
      const { slots, indices } = toThreeParts(graph);
      const [a, b] = dispatchRows(x, slots, indices);
      return add(reduceSum(multiply(given(a), given(a)), [0]), reduceSum(given(b), [0]));
    }),
  },
  {
    operator: 'combineRows',
    shapes: [
      [2, 5],
      [3, 5],
      [1, 5],
    ],
    build: (parts, graph) => {
      const { slots, indices } = toThreeParts(graph);
      return combineRows(parts, slots, indices);
    },
  },
  {
    operator: 'dispatchRows',
    what: 'with rows that are nobody’s',
    shapes: [[2, 3]],
    build: one((x, graph) => {
      const { slots, indices } = toTwoPaddedParts(graph);
      const [a, b] = dispatchRows(x, slots, indices, { padded: true });
      return add(multiply(given(a), given(a)), given(b));
    }),
  },
  {
    operator: 'combineRows',
    what: 'with rows that nobody asked for',
    shapes: [
      [2, 3],
      [2, 3],
    ],
    build: (parts, graph) => {
      const { slots, indices } = toTwoPaddedParts(graph);
      const late = graph.constant('float64', [1, 3], [0, 0, 0]);
      return combineRows([...parts, late], slots, indices, { padded: true });
    },
  },
];

/** Three rows, each sent to two of three parts: part 0 gets rows 0 2, part 1 rows 0 1 2, part 2 row 1. */
export function toThreeParts(graph: Graph): { slots: Tensor; indices: readonly Tensor[] } {
  return {
    slots: graph.constant('int64', [3, 2], [0, 2, 3, 5, 1, 4]),
    indices: [[0, 2], [0, 1, 2], [1]].map(index => graph.constant('int64', [index.length], index)),
  };
}

/** Two rows, each sent to two parts: part 0 gets row 1 and nobody's, part 1 rows 0 and 1; row 0 came too late for another. */
export function toTwoPaddedParts(graph: Graph): { slots: Tensor; indices: readonly Tensor[] } {
  return {
    slots: graph.constant('int32', [2, 2], [2, 4, 0, 3]),
    indices: [[1, 2], [0, 1], [2]].map(index => graph.constant('int32', [index.length], index)),
  };
}
