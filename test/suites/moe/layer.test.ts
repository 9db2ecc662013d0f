import { describe, expect, it } from 'vitest';
import { program } from '../../../harness/runners/onnx/program.ts';
import { graphFlops } from '../../../suites/graph/flops.ts';
import { lossScale } from '../../../suites/loss-scale.ts';
import { loadModels } from '../../../suites/models.ts';
import { usefulFlops } from '../../../suites/moe/flops.ts';
import { gradientName, LOSS, layerGraph } from '../../../suites/moe/layer.ts';
import { rowsKept } from '../../../suites/moe/routing/capacity.ts';
import { forcedExperts, rowsPerExpert } from '../../../suites/moe/routing/routing.ts';
import { traceRouting } from '../../../suites/moe/routing/trace.ts';
import { givenTensors } from '../../../suites/moe/tensors.ts';
import { sizesOf } from '../../../suites/parts.ts';
import type { LayerChange, RouterChange } from '../../../suites/request/changes.ts';
import { resolveLayer } from '../../../suites/resolve.ts';
import { type Dtype, LAYER_PASSES } from '../../../suites/workload.ts';
import { evaluator, gradientError } from '../graph/evaluate.ts';

const SMALL = { tokens: 24, hidden: 12, ffn: 10, experts: 8, topK: 3 };
const small = (model: string, routing: string, scale: Readonly<Record<string, number>> = {}, dispatch = 'dropless') =>
  resolveLayer({
    model,
    routing,
    dispatch,
    scale: { ...SMALL, ...scale },
    pass: 'forward-backward',
    dtype: 'float64',
    seed: 3,
  });

/** Fields in place of the model's; of one shared expert where it gets a width of its own. */
const changed = (model: string, layer: LayerChange, router: RouterChange = {}) =>
  resolveLayer({
    ...{ model, router, layer, pass: 'forward-backward', dtype: 'float64', routing: 'learned', seed: 3 },
    scale: { ...SMALL, ...(layer.sharedFfn === undefined ? {} : { sharedExperts: 1 }) },
  });

/** Experts 1 and 3 for most tokens; 0 for none. */
const RECORDED = traceRouting(
  Array.from({ length: SMALL.tokens }, (_, t) => (t < 20 ? [3, 7, 1] : [2, 4 + (t % 3), 1])),
);

describe('the gradients of a whole layer', () => {
  it.each([
    ['softmax, normalised, shared experts', small('ling-lite', 'learned')],
    ['softmax, normalised, even routing', small('mixtral-8x7b', 'balanced')],
    ['softmax as it is, skewed routing', small('olmoe-1b-7b', 'zipf:1.2')],
    ['sigmoid, groups, scaled', small('deepseek-v3', 'learned', { experts: 16 })],
    ['sigmoid, groups, forced across groups', small('deepseek-v3', 'zipf:2', { experts: 16 })],
    ['clamped SwiGLU, biases on router and experts', small('gpt-oss-20b', 'learned')],
    ['clamped SwiGLU and biases, skewed routing', small('gpt-oss-120b', 'zipf:1.2')],
    ['weights on the input, shared expert', small('llama-4-scout', 'learned', { topK: 1 })],
    ['weights on the input, several experts', small('llama-4-maverick', 'zipf:1.2')],
    ['ReLU, ungated, normalised', small('glam-64b-64e', 'learned', { topK: 2 })],
    ['ReLU, ungated, one expert', small('switch-c', 'zipf:1.2', { topK: 1 })],
    ['GELU-gated, one expert', small('switch-base-128e', 'learned', { topK: 1 })],
    ['a gated shared expert of another width', changed('ling-lite', { sharedFfn: 15, sharedGate: true })],
    ['a gate on two shared experts', changed('deepseek-v2-lite', { sharedGate: true })],
    ['a gate on biased shared experts', changed('hunyuan-a13b', { sharedGate: true, expertBiases: true })],
    ['squared ReLU, ungated', changed('ling-lite', { activation: 'relu2' })],
    ['GELU, ungated, biased', changed('mixtral-8x7b', { activation: 'gelu', expertBiases: true })],
    ['groups by their best expert', changed('mixtral-8x7b', {}, { groups: { count: 4, kept: 2 }, groupScore: 'best' })],
    ['learned, two in three kept', small('ling-lite', 'learned', {}, 'capacity:0.6')],
    ['even, with room to spare', small('mixtral-8x7b', 'balanced', {}, 'capacity:1.25')],
    ['skewed, dropped and padded', small('olmoe-1b-7b', 'zipf:1.2', {}, 'capacity:1.25')],
    ['groups, scaled, dropped and padded', small('deepseek-v3', 'zipf:2', { experts: 16 }, 'capacity:1')],
    [
      'clamped SwiGLU and biases, weights on the input, dropped and padded',
      { ...small('gpt-oss-120b', 'zipf:1.2', {}, 'capacity:1'), weightOn: 'input' as const },
    ],
    ['recorded choices', { ...small('olmoe-1b-7b', 'balanced'), routing: RECORDED }],
    [
      'recorded choices, dropped and padded',
      { ...small('olmoe-1b-7b', 'balanced', {}, 'capacity:0.5'), routing: RECORDED },
    ],
    ['one expert for all', small('olmoe-1b-7b', 'balanced', { experts: 1, topK: 1 })],
  ])('agree with a central difference: %s', async (_, workload) => {
    const { graph, inputs } = program(workload);
    const values = new Map(inputs.map(input => [input.name, Float64Array.from(input.values)]));
    const wrt = givenTensors(workload).flatMap(({ name }) => (name === 'dy' ? [] : [name]));
    const names = { loss: LOSS, gradientOf: gradientName };
    expect(await gradientError(await evaluator(graph), values, wrt, names)).toBeLessThanOrEqual(1e-6);
  });
});

describe('a gated shared expert', () => {
  it('adds its result times the sigmoid of the token’s gate', async () => {
    // One token of one dimension and one expert, whose weight is 1: y = e(x) + sigmoid(x·g)·s(x), and both are SwiGLU.
    const scale = { tokens: 1, hidden: 1, ffn: 1, experts: 1, topK: 1, sharedExperts: 1 };
    const one = small('mixtral-8x7b', 'learned', scale);
    const { graph, inputs } = program({ ...one, sharedGate: true });
    const values = new Map(inputs.map(input => [input.name, Float64Array.from(input.values)]));
    const value = (name: string) => values.get(name)?.[0] ?? Number.NaN;
    const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));
    const x = value('x');
    const expert = (name: string) => {
      const a = x * value(`${name}.w1`);
      return a * sigmoid(a) * x * value(`${name}.w3`) * value(`${name}.w2`);
    };
    const y = expert('experts.0') + sigmoid(x * value('shared.gate')) * expert('shared');
    expect((await (await evaluator(graph))(values)).get('y')?.[0]).toBeCloseTo(y, 14);
  });
});

describe('an expert that computes padding alone', () => {
  // Pairs 0 to 5 go to experts 0 to 5, and C = ⌈1.25·6 ÷ 8⌉ = 1: experts 6 and 7 compute one row of padding each.
  const padded = (model: string) => small(model, 'balanced', { tokens: 2 }, 'capacity:1.25');

  it.each([
    ['plain', padded('mixtral-8x7b')],
    ['biased', padded('gpt-oss-20b')],
    ['biased, weights on the input', { ...padded('gpt-oss-20b'), weightOn: 'input' as const }],
  ])('has gradients of exactly zero: %s', async (_, workload) => {
    const { graph, inputs } = program(workload);
    const evaluate = await evaluator(graph);
    const outputs = await evaluate(new Map(inputs.map(input => [input.name, Float64Array.from(input.values)])));
    const largest = (name: string) => Math.max(...(outputs.get(name) ?? [Number.NaN]).map(Math.abs));
    const named = (expert: number) => [...outputs.keys()].filter(name => name.includes(`.${expert}.`));
    expect(named(5).length).toBeGreaterThanOrEqual(3);
    for (const name of named(5)) expect(largest(name), name).toBeGreaterThan(0);
    for (const name of [...named(6), ...named(7)]) expect(largest(name), name).toBe(0);
  });
});

describe.each(['float16', 'bfloat16'] as const)('a layer in %s', dtype => {
  const workload = { ...small('deepseek-v3', 'balanced', { experts: 16 }), dtype };
  const graph = layerGraph(workload);
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
    expect(wide.map(({ name }) => name)).toEqual(['routingBias', 'choice', 'routerScores', 'loss']);
  });

  it('does the same matrix products as in float32', () => {
    expect(graphFlops(graph, sizesOf(workload))).toBe(usefulFlops(workload));
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
      const asked = { model, pass, dtype: 'float32', routing: 'zipf:1.2', dispatch: 'dropless', seed: 1 } as const;
      const workload = resolveLayer({ ...asked, scale: {} });
      expect(graphFlops(layerGraph(workload), sizesOf(workload))).toBe(usefulFlops(workload));
    },
  );

  it('leave out what a capacity drops and what it pads with', () => {
    const workload = small('olmoe-1b-7b', 'zipf:1.2', {}, 'capacity:1.25');
    // C = ⌈1.25·24·3 ÷ 8⌉ = 12, so 96 rows are computed; a row is 6·12·10 forward, three times that with backward.
    const padding = 3 * 720 * (96 - rowsKept(workload));
    expect(graphFlops(layerGraph(workload), sizesOf(workload)) - usefulFlops(workload)).toBe(padding);
  });

  it('are those worked out by hand for a layer small enough', () => {
    const workload = { ...small('ling-lite', 'balanced', { sharedExperts: 2 }), pass: 'forward' as const };
    // Router 2·24·12·8 = 4,608. A pair through an expert is 6·12·10 = 720: 24·3 routed and 24·2 shared are 120 of them.
    expect(usefulFlops(workload)).toBe(4_608 + 120 * 720);
    expect(usefulFlops({ ...workload, pass: 'forward-backward' })).toBe(3 * (4_608 + 120 * 720));
    // Ungated experts have two matrices, not three: 480 a pair.
    for (const activation of ['relu', 'relu2', 'gelu'] as const) {
      expect(usefulFlops({ ...workload, activation }), activation).toBe(4_608 + 120 * 480);
    }
    // One shared expert of width 15: 24·6·12·15 = 25,920 in place of 24·2·720; its gate is a column of 12: 24·2·12 = 576.
    const shared = { ...workload, sharedExperts: 1, sharedFfn: 15, sharedGate: true as const };
    expect(usefulFlops(shared)).toBe(4_608 + 72 * 720 + 25_920 + 576);
  });

  it.each([
    ['a gated shared expert of another width', changed('ling-lite', { sharedFfn: 15, sharedGate: true })],
    ['squared ReLU with shared experts', changed('ling-lite', { activation: 'relu2' })],
    ['GELU, ungated', changed('mixtral-8x7b', { activation: 'gelu' })],
  ])('are those of the graph: %s', (_, workload) => {
    for (const pass of LAYER_PASSES) {
      const layer = { ...workload, pass, routing: { kind: 'balanced' as const } };
      expect(graphFlops(layerGraph(layer), sizesOf(layer)), pass).toBe(usefulFlops(layer));
    }
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
