/** The graph's AdamW on one tensor and gradients that are given, for tests of it alone. */
import { Graph } from '../../../suites/graph/graph.ts';
import { type AdamW, stepSize, update } from '../../../suites/moe/adamw.ts';
import { evaluator } from '../graph/evaluate.ts';

/** The tensor and its two moments, row-major. */
export type Optimized = {
  readonly parameter: Float64Array;
  readonly first: Float64Array;
  readonly second: Float64Array;
};

/** What the tensor and its moments are after each of the gradients. */
export async function adamwSteps(
  optimizer: AdamW,
  shape: readonly number[],
  parameter: Float64Array,
  gradients: readonly Float64Array[],
): Promise<readonly Optimized[]> {
  const run = await evaluator(adamwGraph(optimizer, shape));
  const zeros = new Float64Array(parameter.length);
  const steps: Optimized[] = [];
  for (const [step, gradient] of gradients.entries()) {
    const before = steps.at(-1) ?? { parameter, first: zeros, second: zeros };
    const power = (beta: number) => Float64Array.of(beta ** (step + 1));
    const outputs = await run(
      new Map([
        ...Object.entries(before),
        ['gradient', gradient],
        ['beta1Power', power(optimizer.beta1)],
        ['beta2Power', power(optimizer.beta2)],
      ]),
    );
    const after = (name: string) => Float64Array.from(outputs.get(`next:${name}`) ?? []);
    steps.push({ parameter: after('parameter'), first: after('first'), second: after('second') });
  }
  return steps;
}

function adamwGraph(optimizer: AdamW, shape: readonly number[]): Graph {
  const graph = new Graph();
  const input = (name: string) => graph.input(name, 'float64', shape);
  const power = (name: string) => graph.input(name, 'float64', [1]);
  const before = { parameter: input('parameter'), first: input('first'), second: input('second') };
  const size = stepSize(power('beta1Power'), power('beta2Power'), optimizer);
  const after = update(before, input('gradient'), size, optimizer);
  for (const [name, tensor] of Object.entries(after)) graph.output(`next:${name}`, tensor);
  return graph;
}
