/** The gradient test's cases of what attention and a language model are made of. */
import { add, multiply } from '../../../suites/graph/operators/arithmetic.ts';
import { attend, batchedMatmul, rotateHalf } from '../../../suites/graph/operators/attention.ts';
import { crossEntropy, embed, logSumExp, rmsNormalise } from '../../../suites/graph/operators/language.ts';
import { concatLast, splitLast, transpose } from '../../../suites/graph/operators/shape.ts';
import { type GradientCase, given, one, two } from './gradient-case.ts';

export const LANGUAGE_CASES: readonly GradientCase[] = [
  ...[false, true].flatMap(transposeA =>
    [false, true].map(
      (transposeB): GradientCase => ({
        operator: 'batchedMatmul',
        what: `transposeA ${transposeA}, transposeB ${transposeB}`,
        shapes: [transposeA ? [2, 5, 3] : [2, 3, 5], transposeB ? [2, 4, 5] : [2, 5, 4]],
        build: two((a, b) => batchedMatmul(a, b, transposeA, transposeB)),
      }),
    ),
  ),
  {
    operator: 'attend',
    shapes: [
      [2, 3, 4],
      [2, 4, 5],
    ],
    build: two(attend),
  },
  { operator: 'rotateHalf', shapes: [[3, 6]], build: one(rotateHalf) },
  { operator: 'rmsNormalise', shapes: [[3, 4]], build: one(x => rmsNormalise(x, 1e-6)) },
  { operator: 'rmsNormalise', what: 'with an ε that counts', shapes: [[3, 4]], build: one(x => rmsNormalise(x, 0.5)) },
  {
    operator: 'embed',
    what: 'a row taken twice',
    shapes: [[5, 3]],
    build: one((table, graph) => embed(table, graph.constant('int32', [4], [0, 2, 2, 4]))),
  },
  {
    operator: 'crossEntropy',
    shapes: [[3, 5]],
    build: one((logits, graph) => crossEntropy(logits, graph.constant('int32', [3, 1], [4, 0, 2]))),
  },
  { operator: 'logSumExp', shapes: [[3, 4]], build: one(logSumExp) },
  { operator: 'transpose', shapes: [[2, 3, 4]], build: one(x => transpose(x, [1, 2, 0])) },
  {
    operator: 'splitLast',
    shapes: [[3, 4]],
    build: one(x => {
      const [narrow, wide] = splitLast(x, [1, 3]);
      return add(multiply(given(narrow), given(wide)), given(wide));
    }),
  },
  {
    operator: 'concatLast',
    shapes: [
      [3, 1],
      [3, 4],
    ],
    build: two((a, b) => concatLast([a, b, a])),
  },
];
