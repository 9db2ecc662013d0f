import { describe, expect, it } from 'vitest';
import { program } from '../../../harness/runners/onnx/program.ts';
import { graphFlops } from '../../../suites/graph/flops.ts';
import { lossScale } from '../../../suites/loss-scale.ts';
import { loadModels } from '../../../suites/models.ts';
import { layerFlops } from '../../../suites/moe/flops.ts';
import { gradientName, LOSS, layerGraph, layerSizes } from '../../../suites/moe/layer.ts';
import { forcedExperts, rowsPerExpert } from '../../../suites/moe/routing.ts';
import { givenTensors } from '../../../suites/moe/tensors.ts';
import { resolveLayer } from '../../../suites/resolve.ts';
import { type Dtype, LAYER_PASSES } from '../../../suites/workload.ts';
import { evaluator, gradientError } from '../graph/evaluate.ts';

const SMALL = { tokens: 24, hidden: 12, ffn: 10, experts: 8, topK: 3 };
const small = (model: string, routing: string, scale: Readonly<Record<string, number>> = {}) =>
  resolveLayer({
    model,
    routing,
    scale: { ...SMALL, ...scale },
    pass: 'forward-backward',
    dtype: 'float64',
    seed: 3,
  });

describe('the gradients of a whole layer', () => {
  it.each([
    ['softmax, normalised, shared experts', small('ling-lite', 'learned')],
    ['softmax, normalised, even routing', small('mixtral-8x7b', 'balanced')],
    ['softmax as it is, skewed routing', small('olmoe-1b-7b', 'zipf:1.2')],
    ['sigmoid, groups, scaled', small('deepseek-v3', 'learned', { experts: 16 })],
    ['sigmoid, groups, forced across groups', small('deepseek-v3', 'zipf:2', { experts: 16 })],
    ['one expert for all', small('olmoe-1b-7b', 'balanced', { experts: 1, topK: 1 })],
  ])('agree with a central difference: %s', async (_, workload) => {
    const { graph, inputs } = program(workload);
    const values = new Map(inputs.map(input => [input.name, Float64Array.from(input.values)]));
    const wrt = givenTensors(workload).flatMap(({ name }) => (name === 'dy' ? [] : [name]));
    const names = { loss: LOSS, gradientOf: gradientName };
    expect(await gradientError(await evaluator(graph), values, wrt, names)).toBeLessThanOrEqual(1e-6);
  });
});

describe.each(['float16', 'bfloat16'] as const)('a layer in %s', dtype => {
  const workload = { ...small('deepseek-v3', 'balanced', { experts: 16 }), dtype };
  const graph = layerGraph(workload, { inspect: true });
  const typesOf = (part: string, operator: string) =>
    new Set(
      graph.nodes
        .filter(node => node.part === part && node.operator.name === operator)
        .flatMap(({ outputs }) => outputs.map(({ elementType }) => elementType)),
    );

  it('makes scores and choices in float32, and multiplies its experts in its own type', () => {
    expect(typesOf('router', 'matmul')).toEqual(new Set(['float32']));
    expect(typesOf('router', 'sigmoid')).toEqual(new Set(['float32']));
    expect(typesOf('experts', 'matmul')).toEqual(new Set([dtype]));
  });

  it('takes and returns its own type, but for what decides and what is summed over all', () => {
    const wide = [...graph.inputs.map(({ name, elementType }) => ({ name, elementType }))]
      .concat(graph.outputs.map(({ name, tensor }) => ({ name, elementType: tensor.elementType })))
      .filter(({ elementType }) => elementType !== dtype);
    expect(wide.map(({ name }) => name)).toEqual(['routingBias', 'choice', 'rankedScores', 'loss']);
  });

  it('does the same matrix products as in float32', () => {
    expect(graphFlops(graph, layerSizes(workload))).toBe(layerFlops(workload));
  });
});

describe('the loss scale', () => {
  it('is the least power of two that T does not exceed, and of float16 alone', () => {
    const scale = (dtype: Dtype, tokens: number) => lossScale({ dtype, tokens });
    expect([1, 2, 3, 64, 65].map(tokens => scale('float16', tokens))).toEqual([1, 2, 4, 64, 128]);
    expect((['float32', 'bfloat16', 'float64'] as const).map(dtype => scale(dtype, 4096))).toEqual([1, 1, 1]);
  });
});

describe('useful FLOPs', () => {
  const runnable = loadModels().filter(model => model.router !== null);

  it.each(runnable.flatMap(({ id }) => LAYER_PASSES.map(pass => [id, pass] as const)))(
    'are the same by formula and by the nodes of the graph: %s %s',
    (model, pass) => {
      const workload = resolveLayer({ model, pass, scale: {}, dtype: 'float32', routing: 'zipf:1.2', seed: 1 });
      expect(graphFlops(layerGraph(workload), layerSizes(workload))).toBe(layerFlops(workload));
    },
  );

  it('are those worked out by hand for a layer small enough', () => {
    const workload = { ...small('ling-lite', 'balanced', { sharedExperts: 2 }), pass: 'forward' as const };
    // Router 2·24·12·8 = 4,608. A pair through an expert is 6·12·10 = 720: 24·3 routed and 24·2 shared are 120 of them.
    expect(layerFlops(workload)).toBe(4_608 + 120 * 720);
    expect(layerFlops({ ...workload, pass: 'forward-backward' })).toBe(3 * (4_608 + 120 * 720));
  });
});

describe('routing', () => {
  it('balanced sends pair p to expert p mod E', () => {
    const workload = small('mixtral-8x7b', 'balanced', { tokens: 2 });
    expect([...(forcedExperts(workload) ?? [])]).toEqual([0, 1, 2, 3, 4, 5]);
    expect(rowsPerExpert(workload)).toEqual([1, 1, 1, 1, 1, 1, 0, 0]);
  });

  it('zipf never sends a token to one expert twice, and prefers the low ones', () => {
    const workload = small('mixtral-8x7b', 'zipf:1.2', { tokens: 512 });
    const forced = forcedExperts(workload) ?? new Int32Array();
    for (let token = 0; token < 512; token += 1) {
      expect(new Set(forced.subarray(token * 3, token * 3 + 3)).size).toBe(3);
    }
    const rows = rowsPerExpert(workload);
    expect(rows.reduce((a, b) => a + b)).toBe(512 * 3);
    expect(rows).toEqual(rows.toSorted((a, b) => b - a));
  });

  it('falls back on the lowest free experts where a steep law would draw forever', () => {
    const workload = small('mixtral-8x7b', 'zipf:8', { tokens: 4, experts: 8, topK: 8 });
    expect(forcedExperts(workload)?.subarray(0, 8).toSorted()).toEqual(Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7));
  });
});
