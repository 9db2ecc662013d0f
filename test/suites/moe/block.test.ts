import { describe, expect, it } from 'vitest';
import { program } from '../../../harness/runners/onnx/program.ts';
import { blockTensors } from '../../../suites/moe/block.ts';
import { gradientName, LOSS } from '../../../suites/moe/layer.ts';
import type { BlockWorkload } from '../../../suites/workload.ts';
import { evaluator, gradientError } from '../graph/evaluate.ts';
import { MLA, MLA_FULL_QUERIES, PARTLY_ROTATED, SMALL_BLOCK } from './small-workloads.ts';

const blocks: readonly (readonly [string, BlockWorkload])[] = [
  ['grouped queries', SMALL_BLOCK],
  ['norms on queries and keys, rotated in part', { ...SMALL_BLOCK, attention: PARTLY_ROTATED }],
  ['latent attention', { ...SMALL_BLOCK, attention: MLA, routing: { kind: 'balanced' } }],
  ['latent attention with full queries', { ...SMALL_BLOCK, attention: MLA_FULL_QUERIES, sharedExperts: 0 }],
];

describe('a block', () => {
  it.each(blocks)('has the gradients a central difference gives: %s', async (_, workload) => {
    const { graph, inputs } = program(workload);
    const values = new Map(inputs.map(input => [input.name, Float64Array.from(input.values)]));
    const wrt = blockTensors(workload).flatMap(({ name, kind }) => (name === 'dy' || kind === 'table' ? [] : [name]));
    const names = { loss: LOSS, gradientOf: gradientName };
    expect(await gradientError(await evaluator(graph), values, wrt, names)).toBeLessThanOrEqual(1e-6);
  });

  it('does not let a later token change an earlier one', async () => {
    const { graph, inputs } = program({ ...SMALL_BLOCK, pass: 'forward' });
    const run = await evaluator(graph);
    const values = new Map(inputs.map(input => [input.name, Float64Array.from(input.values)]));
    const before = (await run(values)).get('y');
    const x = Float64Array.from(values.get('x') ?? []);
    const { hidden, sequence, tokens } = SMALL_BLOCK;
    x[(sequence - 1) * hidden] = 5;
    const after = (await run(new Map([...values, ['x', x]]))).get('y');
    const changed = Array.from({ length: tokens }, (_, t) =>
      Array.from({ length: hidden }, (__, h) => t * hidden + h).some(i => before?.[i] !== after?.[i]),
    );
    expect(changed).toEqual(changed.map((_, token) => token === sequence - 1));
  });
});
