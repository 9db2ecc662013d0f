/** Runs a float64 graph on ONNX Runtime's CPU provider, for tests that need its numbers. */
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Graph } from '../../../suites/graph/graph.ts';
import { onnxBytes } from '../../../suites/graph/onnx.ts';
import { fixedShape } from '../../../suites/graph/tensor.ts';

export type Arrays = ReadonlyMap<string, Float64Array>;
export type Evaluate = (inputs: Arrays) => Promise<Arrays>;

/** The graph as a function of its float64 inputs; int64 inputs are given as float64 too. Dead inputs need no value. */
export async function evaluator(graph: Graph): Promise<Evaluate> {
  // Fusions off: the test is of this graph, not of what a runtime makes of it.
  const session = await InferenceSession.create(onnxBytes(graph), { graphOptimizationLevel: 'disabled' });
  return async inputs => {
    const feeds = Object.fromEntries(
      session.inputNames.map(name => {
        const input = graph.inputs.find(candidate => candidate.name === name);
        const values = inputs.get(name);
        if (input === undefined || values === undefined) throw new Error(`no value for ${name}`);
        const shape = fixedShape(input);
        return [
          name,
          input.elementType === 'int32'
            ? new Tensor('int32', Int32Array.from(values), shape)
            : input.elementType === 'int64'
              ? new Tensor(
                  'int64',
                  BigInt64Array.from(values, value => BigInt(value)),
                  shape,
                )
              : new Tensor('float64', values, shape),
        ];
      }),
    );
    const outputs = await session.run(feeds);
    return new Map(Object.entries(outputs).map(([name, { data }]) => [name, Float64Array.from(data as Float64Array)]));
  };
}

/** `length` values in [−1, 1) that repeat from run to run: a linear congruential generator (Numerical Recipes). */
export function pseudoRandom(seed: number, length: number): Float64Array {
  let state = seed >>> 0;
  return Float64Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}

export function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? Number.NaN), 0);
}

/**
 * How far gradients are from a central difference along one random direction v through all of `wrt`:
 * |(L(x+hv) − L(x−hv)) ÷ 2h − g·v| ÷ (‖g‖·‖v‖). `loss` names the scalar L, `gradientOf` the gradient of an input.
 */
export async function gradientError(
  evaluate: Evaluate,
  inputs: Arrays,
  wrt: readonly string[],
  names: { readonly loss: string; readonly gradientOf: (input: string) => string },
): Promise<number> {
  const step = 1e-5;
  const direction = new Map(wrt.map((name, i) => [name, pseudoRandom(77 + i, inputs.get(name)?.length ?? 0)]));
  const shifted = (sign: number): Arrays =>
    new Map(
      [...inputs].map(([name, values]) => {
        const v = direction.get(name);
        return [name, v === undefined ? values : values.map((value, i) => value + sign * step * (v[i] ?? 0))];
      }),
    );
  const lossAt = async (at: Arrays) => (await evaluate(at)).get(names.loss)?.[0] ?? Number.NaN;
  const [above, below] = [await lossAt(shifted(1)), await lossAt(shifted(-1))];
  const outputs = await evaluate(inputs);
  let [along, gradientSquare, directionSquare] = [0, 0, 0];
  for (const [name, v] of direction) {
    const g = outputs.get(names.gradientOf(name));
    if (g === undefined || g.length !== v.length) throw new Error(`no gradient of ${name}`);
    along += dot(g, v);
    gradientSquare += dot(g, g);
    directionSquare += dot(v, v);
  }
  return Math.abs((above - below) / (2 * step) - along) / Math.sqrt(gradientSquare * directionSquare);
}
