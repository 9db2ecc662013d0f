/** Nothing of a step is folded, pre-packed or cached for the next: what ONNX Runtime makes of the real layer graph. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromBinary } from '@bufbuild/protobuf';
import { type GraphProto, ModelProtoSchema } from 'onnx-buf';
import { Tensor } from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Program, program } from '../../../../harness/runners/onnx/program.ts';
import { openSession, sessionOptions } from '../../../../harness/runners/onnx/session.ts';
import { openSteps } from '../../../../harness/runners/onnx/steps.ts';
import { matrixProducts } from '../../../../suites/graph/flops.ts';
import { Graph } from '../../../../suites/graph/graph.ts';
import { executionOrder } from '../../../../suites/graph/memory.ts';
import { onnxBytes } from '../../../../suites/graph/onnx.ts';
import { multiply } from '../../../../suites/graph/operators/arithmetic.ts';
import { batchedMatmul } from '../../../../suites/graph/operators/attention.ts';
import { liveNodes } from '../../../../suites/graph/prune.ts';
import { givenTensors } from '../../../../suites/moe/tensors.ts';
import { sizesOf } from '../../../../suites/parts.ts';
import type { LayerWorkload } from '../../../../suites/workload.ts';
import { layer, target } from '../../../results/small-record.ts';

const cpu = target('cpu');
const workload: LayerWorkload = {
  ...layer,
  pass: 'forward-backward',
  tokens: 12,
  hidden: 8,
  ffn: 12,
  experts: 4,
  sharedExperts: 1,
};

const folder = mkdtempSync(join(tmpdir(), 'moebench-session-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function graphIn(bytes: Uint8Array): GraphProto {
  const { graph } = fromBinary(ModelProtoSchema, bytes);
  if (graph === undefined) throw new Error('a model has a graph');
  return graph;
}

/** The graph as the runtime really runs it, under the project's own options. */
async function optimised(prepared: Program): Promise<GraphProto> {
  const path = join(folder, `${prepared.sha256}.onnx`);
  const session = await openSession(prepared.bytes, {
    ...sessionOptions(cpu, prepared.dtype),
    optimizedModelFilePath: path,
  });
  await session.release();
  return graphIn(readFileSync(path));
}

const inputsOf = ({ input }: GraphProto) => input.map(({ name }) => name).toSorted();
const elementsOf = ({ initializer }: GraphProto) =>
  initializer.map(({ dims }) => dims.reduce((product, dim) => product * Number(dim), 1));
const countOf = ({ node }: GraphProto, ...types: readonly string[]) =>
  node.filter(({ opType }) => types.includes(opType)).length;

describe('the options of a session', () => {
  test.each(['float32', 'float16', 'float64'] as const)('of %s fold nothing and pre-pack nothing', dtype => {
    const { extra, graphOptimizationLevel, executionMode } = sessionOptions(cpu, dtype);
    expect(extra).toMatchObject({ session: { disable_prepacking: '1' } });
    expect(JSON.stringify(extra)).toContain('ConstantFolding');
    expect({ graphOptimizationLevel, executionMode }).toEqual({
      graphOptimizationLevel: 'all',
      executionMode: 'sequential',
    });
  });

  test('take the threads of the target, so that a record can say how many', () => {
    expect(sessionOptions(target('cpu', { threads: 3 }), 'float32').intraOpNumThreads).toBe(3);
    expect(sessionOptions(target('gpu', { threads: null }), 'float32')).not.toHaveProperty('intraOpNumThreads');
  });

  test('of a device keep the CPU behind it, for shape arithmetic', () => {
    const gpu = target('webgpu-0', { onnx: { provider: 'webgpu' } });
    expect(sessionOptions(gpu, 'float32').executionProviders).toEqual(['webgpu', 'cpu']);
  });
});

describe.each(['float32', 'float16', 'float64'] as const)('the optimised graph of a layer in %s', dtype => {
  const typed = { ...workload, dtype };
  const prepared = program(typed);
  const source = graphIn(prepared.bytes);
  let run: GraphProto;
  beforeAll(async () => {
    run = await optimised(prepared);
  });

  test('is another than the source: the optimiser was at work', () => {
    expect(run.node.map(({ opType }) => opType)).not.toEqual(source.node.map(({ opType }) => opType));
  });

  test('still takes every weight as an input of the step', () => {
    expect(inputsOf(run)).toEqual(inputsOf(source));
    const weights = givenTensors(typed).filter(({ kind }) => kind === 'weight');
    expect(weights).toHaveLength(1 + 3 * 4 + 3);
    expect(inputsOf(run)).toEqual(expect.arrayContaining(weights.map(({ name }) => name)));
  });

  test('holds no constant larger than the source has, and none that a weight would fit into', () => {
    const largest = Math.max(...elementsOf(source));
    expect(Math.max(...elementsOf(run))).toBeLessThanOrEqual(largest);
    // The source's largest is the table of the token of each pair, 12·2 values; the smallest weight, the router, has 8·4.
    expect(largest).toBe(24);
    expect(run.initializer.filter(({ dims }) => dims.length > 1)).toEqual([]);
  });

  test('does every matrix product of the layer, each once a step', () => {
    const products = matrixProducts(prepared.graph, sizesOf(typed)).length;
    expect(countOf(source, 'Gemm', 'MatMul')).toBe(products);
    expect(countOf(run, 'Gemm', 'FusedGemm', 'MatMul', 'FusedMatMul')).toBe(products);
    // Router 3; each of 4 experts and the shared one: 3 forward, 6 backward.
    expect(products).toBe(3 + 5 * 9);
  });
});

describe.each(['float32', 'float64'] as const)('the matrix products of a layer in %s', dtype => {
  test('are run in the order the memory account takes them to be', async () => {
    const prepared = program({ ...workload, dtype });
    const products = executionOrder(liveNodes(prepared.graph)).filter(({ operator }) => operator.matrixProduct);
    const names = new Map(prepared.graph.outputs.map(({ name, tensor }) => [tensor, name]));
    const expected = products.flatMap(({ outputs }) => outputs.map(output => names.get(output) ?? output.name));
    const run = await optimised(prepared);
    // Fusions leave products their outputs' names, and move what stands between them by a few places.
    expect(run.node.flatMap(({ output }) => output.filter(name => expected.includes(name)))).toEqual(expected);
  });
});

describe('a float64 session', () => {
  test('keeps all digits of a factor before a matrix product', async () => {
    const graph = new Graph();
    const q = graph.input('q', 'float64', [1, 1, 1]);
    graph.output('scores', batchedMatmul(multiply(q, graph.scalar('float64', 1 / 3)), q, false, true));
    const session = await openSession(onnxBytes(graph), sessionOptions(cpu, 'float64'));
    const { scores } = await session.run({ q: new Tensor('float64', Float64Array.of(1), [1, 1, 1]) });
    await session.release();
    expect(scores?.data).toEqual(Float64Array.of(1 / 3));
  });
});

describe('a step', () => {
  /** All outputs, copied: the next step writes into the same memory. */
  async function stepped(steps: Awaited<ReturnType<typeof openSteps>>): Promise<Map<string, readonly number[]>> {
    await steps.run(1);
    return new Map([...(await steps.outputs()).values].map(([name, values]) => [name, [...values]]));
  }

  test.each(['router', 'experts.1.w1', 'experts.1.w2', 'experts.1.w3', 'shared.w1', 'x'])(
    'after %s has changed gives what a fresh session gives',
    async name => {
      const prepared = program(workload);
      const changing = prepared.inputs.find(input => input.name === name);
      if (changing === undefined) throw new Error(`no input ${name}`);
      const steps = await openSteps(prepared, cpu);
      const before = await stepped(steps);
      expect(await stepped(steps)).toEqual(before);

      // The session reads this very memory at each step, as training changes its weights in place.
      for (const [i, value] of changing.values.entries()) changing.values[i] = value * 1.5;
      const after = await stepped(steps);
      await steps.close();
      const fresh = await openSteps(prepared, cpu);
      expect(after).toEqual(await stepped(fresh));
      await fresh.close();
      expect(after.get('loss')).not.toEqual(before.get('loss'));
      expect(after.get('y')).not.toEqual(before.get('y'));
    },
  );
});
