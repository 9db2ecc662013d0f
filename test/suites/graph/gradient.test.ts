import { describe, expect, it } from 'vitest';
import { gradient } from '../../../suites/graph/gradient.ts';
import { Graph } from '../../../suites/graph/graph.ts';
import { add, multiply, sigmoid } from '../../../suites/graph/operators/arithmetic.ts';
import { cast } from '../../../suites/graph/operators/cast.ts';
import { pick } from '../../../suites/graph/operators/indexing.ts';
import { reduceSum } from '../../../suites/graph/operators/shape.ts';
import { OPERATORS } from '../../../suites/graph/operators/table.ts';
import { fixedShape } from '../../../suites/graph/tensor.ts';
import { evaluator, gradientError, pseudoRandom } from './evaluate.ts';
import { given } from './gradient-case.ts';
import { CASES } from './operator-cases.ts';

describe('the derivative of an operator', () => {
  it.each(CASES.map(item => [`${item.operator} ${item.what ?? ''}`.trim(), item] as const))(
    'agrees with a central difference: %s',
    async (_, { shapes, build, tolerance = 1e-6 }) => {
      const graph = new Graph();
      const inputs = shapes.map((shape, i) => graph.input(`x${i}`, 'float64', shape));
      const y = build(inputs, graph);
      const weight = graph.input('weight', 'float64', fixedShape(y));
      graph.output(
        'loss',
        reduceSum(
          multiply(y, weight),
          y.shape.map((_dim, axis) => axis),
        ),
      );
      gradient(y, weight, inputs).forEach((g, i) => {
        graph.output(`grad:x${i}`, multiply(g, graph.scalar('float64', 1)));
      });
      const values = new Map(
        graph.inputs.map((input, i) => [
          input.name,
          pseudoRandom(
            i + 1,
            fixedShape(input).reduce((a, b) => a * b, 1),
          ),
        ]),
      );
      const names = { loss: 'loss', gradientOf: (input: string) => `grad:${input}` };
      const wrt = inputs.map(input => input.name);
      expect(await gradientError(await evaluator(graph), values, wrt, names)).toBeLessThanOrEqual(tolerance);
    },
  );

  it('has a case here for every operator that is differentiable', () => {
    const differentiable = OPERATORS.filter(operator => operator.gradient !== undefined).map(({ name }) => name);
    expect(new Set(CASES.map(item => item.operator))).toEqual(new Set(differentiable));
  });
});

describe('gradient', () => {
  it('adds up what reaches a value along several paths', async () => {
    const graph = new Graph();
    const x = graph.input('x', 'float64', [1]);
    const y = multiply(add(multiply(x, x), x), x);
    const [g] = gradient(y, graph.constant('float64', [1], [1]), [x]);
    graph.output('g', given(g));
    const outputs = await (await evaluator(graph))(new Map([['x', Float64Array.of(3)]]));
    // d(x³ + x²)/dx = 3x² + 2x = 33 at 3.
    expect(outputs.get('g')?.[0]).toBeCloseTo(33, 12);
  });

  it('goes back through a cast in the type the value came from: exact, but for what the narrower type rounds', async () => {
    const graph = new Graph();
    const x = graph.input('x', 'float64', [2]);
    const seed = graph.input('seed', 'float64', [2]);
    const [g] = gradient(cast(cast(x, 'float32'), 'float64'), seed, [x]);
    expect(g?.elementType).toBe('float64');
    graph.output('g', given(g));
    const values = new Map([['seed', Float64Array.of(0.1, -2.5)]]);
    expect((await (await evaluator(graph))(values)).get('g')).toEqual(Float64Array.of(Math.fround(0.1), -2.5));
  });

  it('refuses a value the result does not depend on', () => {
    const graph = new Graph();
    const [x, other] = [graph.input('x', 'float64', [2]), graph.input('other', 'float64', [2])];
    expect(() => gradient(sigmoid(x), x, [other])).toThrow('does not depend on other');
  });

  it('refuses a seed of another shape', () => {
    const graph = new Graph();
    const [x, seed] = [graph.input('x', 'float64', [2]), graph.input('seed', 'float64', [3])];
    expect(() => gradient(sigmoid(x), seed, [x])).toThrow('seed float64[3] for float64[2]');
  });

  it('lets nothing flow through a choice', () => {
    const graph = new Graph();
    const x = graph.input('x', 'float64', [1, 2]);
    const ranked = pick(x, graph.constant('int64', [1, 1], [1]));
    const before = graph.nodes.length;
    gradient(ranked, graph.constant('float64', [1, 1], [1]), [x]);
    expect(graph.nodes.slice(before).map(node => node.operator.name)).toEqual(['broadcastTo', 'place']);
  });
});
