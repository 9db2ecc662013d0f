/** Sessions without the Node binding between: the same values as with it, and the library's own words where it refuses. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { OnnxRuntimeLibrary } from '../../../../harness/runners/onnx/native/library.ts';
import { NativeSession } from '../../../../harness/runners/onnx/native/session.ts';
import { type Program, program } from '../../../../harness/runners/onnx/program.ts';
import { sessionOptions } from '../../../../harness/runners/onnx/session.ts';
import { openSteps } from '../../../../harness/runners/onnx/steps.ts';
import { Graph } from '../../../../suites/graph/graph.ts';
import { onnxBytes } from '../../../../suites/graph/onnx.ts';
import { multiply } from '../../../../suites/graph/operators/arithmetic.ts';
import { cast } from '../../../../suites/graph/operators/cast.ts';
import { resolveWorkload } from '../../../../suites/resolve.ts';
import type { Workload } from '../../../../suites/workload.ts';
import { target } from '../../../results/small-record.ts';
import { boundSteps } from './bound.ts';

const CPU = target('cpu');

const SMALL = {
  model: 'mixtral-8x7b',
  scale: {
    layers: 1,
    tokens: 32,
    sequence: 16,
    hidden: 16,
    ffn: 24,
    experts: 4,
    topK: 2,
    heads: 2,
    kvHeads: 1,
    headDim: 8,
    vocab: 256,
  },
  routing: 'balanced',
  dispatch: 'dropless',
  seed: 1,
} as const;

const TRAIN: Workload = resolveWorkload({ ...SMALL, part: 'train-step', pass: 'train', dtype: 'float32' });

describe('a step', () => {
  test.each(['float32', 'float64', 'float16'] as const)(
    'returns to the bit what the binding returns: %s',
    async dtype => {
      const workload = { ...TRAIN, dtype };
      const steps = await openSteps(program(workload), CPU);
      await steps.run(3);
      const { values: native } = await steps.outputs();
      await steps.close();
      const bound = await boundSteps(program(workload), CPU, 3);
      expect(native.size).toBeGreaterThan(20);
      for (const [name, values] of native) expect(values, name).toEqual(bound.get(name));
    },
  );

  test('writes where it was told to, and nowhere else', async () => {
    const prepared = program(TRAIN);
    const steps = await openSteps(prepared, CPU);
    await steps.run(1);
    const { values: first } = await steps.outputs();
    const before = process.memoryUsage().arrayBuffers;
    const repeats = 20;
    await steps.run(repeats);
    const state = [...first.values()].reduce((sum, { byteLength }) => sum + byteLength, 0);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan((repeats * state) / 4);
    await steps.close();
  });
});

describe('bfloat16, which the binding takes no tensors of', () => {
  test('comes out of steps on the CPU, where its kernels are there', async () => {
    const graph = new Graph();
    graph.output('y', cast(multiply(graph.input('x', 'float32', [3]), graph.scalar('float32', 3)), 'bfloat16'));
    const bytes = onnxBytes(graph);
    const x = { name: 'x', elementType: 'float32', shape: [3], values: Float32Array.of(1, 0.3, -2.1) } as const;
    const prepared: Program = {
      ...{ dtype: 'bfloat16', graph, bytes, sha256: '', buildMs: 0, inputs: [x], lossScale: 1 },
      ...{ state: new Map(), batches: { count: 1, at: () => [] } },
    };
    const steps = await openSteps(prepared, CPU);
    await steps.run(2);
    const { values } = await steps.outputs();
    // 3, and 0.9 and −6.3 to 8 bits: 0.8984375 = 115/128, −6.3125 = −101/16.
    expect([...(values.get('y') ?? [])]).toEqual([3, 0.8984375, -6.3125]);
    await steps.close();
  });
});

describe('the library', () => {
  test('says in its own words what it does not take', () => {
    const options = sessionOptions(CPU, 'float32');
    expect(() => new NativeSession(new Uint8Array([1, 2, 3]), options)).toThrow(/protobuf/i);
    const bfloat16 = program({ ...TRAIN, dtype: 'bfloat16' });
    expect(() => new NativeSession(bfloat16.bytes, options)).toThrow(
      /NOT_IMPLEMENTED|Could not find an implementation/,
    );
  });

  test('is looked for where the package lies, and missed by name', () => {
    expect(() => new OnnxRuntimeLibrary('/nowhere/libonnxruntime.so.1')).toThrow('/nowhere/libonnxruntime.so.1');
  });

  test('is not given options that would be lost on it', () => {
    const { bytes } = program(TRAIN);
    const options = sessionOptions(CPU, 'float32');
    expect(() => new NativeSession(bytes, { ...options, executionProviders: ['webgpu', 'cpu'] })).toThrow('webgpu,cpu');
    expect(() => new NativeSession(bytes, { ...options, executionMode: 'parallel' })).toThrow('parallel');
  });

  test('writes its trace when the session ends', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'moebench-native-'));
    const steps = await openSteps(program(TRAIN), CPU, {
      enableProfiling: true,
      profileFilePrefix: join(folder, 'step'),
    });
    await steps.run(1);
    await steps.close();
    expect(readdirSync(folder)).toHaveLength(1);
    rmSync(folder, { recursive: true });
  });
});
