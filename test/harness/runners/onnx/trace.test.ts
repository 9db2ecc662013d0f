import { describe, expect, test } from 'vitest';
import { parseTrace } from '../../../../harness/runners/onnx/trace.ts';
import { spoken } from '../../../spoken.ts';

const event = (cat: string, name: string, ts: number, dur: number, args: Readonly<Record<string, unknown>> = {}) => ({
  cat,
  pid: 7,
  tid: 7,
  dur,
  ts,
  ph: 'X',
  name,
  args,
});

/** A node as ONNX Runtime 1.30 traces it: numbers spelt as text. Times in microseconds. */
const node = (op: string, index: number, ts: number, dur: number, provider = 'CPUExecutionProvider', bytes = 256) =>
  event('Node', `${op}.${index}_kernel_time`, ts, dur, {
    provider,
    op_name: op,
    node_index: String(index),
    output_size: String(bytes),
    activation_size: '128',
    output_type_shape: [{ float: [8, 8] }],
  });

const WEBGPU = 'WebGpuExecutionProvider';
const loading = [
  event('Session', 'model_loading_array', 1, 900),
  event('Session', 'session_initialization', 1000, 5000),
];

describe('placement', () => {
  test('is what ran where in the last step of the trace', () => {
    const trace = [
      ...loading,
      node('Gemm', 0, 10_100, 4000),
      event('Session', 'model_run', 10_000, 5000),
      node('Gemm', 0, 20_100, 300, WEBGPU),
      node('Gemm', 1, 20_500, 500, WEBGPU),
      node('MemcpyToHost', 2, 21_000, 100, WEBGPU, 4096),
      node('TopK', 3, 21_200, 50),
      node('MemcpyFromHost', 4, 21_300, 100, WEBGPU, 512),
      event('Session', 'SequentialExecutor::Execute', 20_010, 1900),
      event('Session', 'model_run', 20_000, 2000),
    ];
    expect(parseTrace(JSON.stringify(trace)).placement).toEqual({
      available: true,
      providers: [
        {
          provider: 'webgpu',
          nodes: 4,
          timeMs: 1,
          operators: { Gemm: 2, MemcpyFromHost: 1, MemcpyToHost: 1 },
        },
        { provider: 'cpu', nodes: 1, timeMs: 0.05, operators: { TopK: 1 } },
      ],
      copiedBytes: 4608,
    });
  });

  test('leaves out the fences around a node and events of a shape it does not know', () => {
    const trace = [
      node('Mul', 0, 110, 10),
      event('Node', 'Mul.0_fence_before', 105, 1, { op_name: 'Mul' }),
      event('Session', 'model_run', 100, 100),
      { ph: 'M', name: 'process_name' },
    ];
    expect(parseTrace(JSON.stringify(trace)).placement).toMatchObject({
      providers: [{ provider: 'cpu', nodes: 1 }],
      copiedBytes: 0,
    });
  });

  test('tells casts the runtime put in itself from those of the graph', () => {
    const inserted = node('InsertedPrecisionFreeCast_experts.0.w1', 0, 120, 5);
    const trace = [
      node('router/Cast', 0, 110, 10),
      { ...inserted, args: { ...inserted.args, op_name: 'Cast' } },
      event('Session', 'model_run', 100, 100),
    ];
    const own = trace.map(each => (each.cat === 'Node' ? { ...each, args: { ...each.args, op_name: 'Cast' } } : each));
    expect(parseTrace(JSON.stringify(own)).placement).toMatchObject({
      providers: [{ provider: 'cpu', operators: { Cast: 1, InsertedCast: 1 } }],
    });
  });

  test('is unavailable, not empty, where the trace has no step', () => {
    const nothing = { available: false, reason: 'the trace has no step' };
    expect(spoken(parseTrace(JSON.stringify(loading)))).toEqual({ placement: nothing, parts: nothing });
  });
});

describe('time by part', () => {
  const named = (part: string, index: number, ts: number, dur: number, provider?: string) => {
    const { name, ...rest } = node('Gemm', index, ts, dur, provider);
    return { ...rest, name: `${part}/${name}` };
  };
  const step = event('Session', 'model_run', 100, 10_000);

  test('sums the nodes of a part, backward and fused ones too, beside the time of the whole step', () => {
    const trace = [
      named('experts', 0, 110, 3000),
      named('router', 1, 4000, 500),
      named('experts', 2, 5000, 4000),
      step,
    ];
    expect(parseTrace(JSON.stringify(trace)).parts).toEqual({
      available: true,
      stepMs: 10,
      partsMs: { experts: 7, router: 0.5 },
    });
  });

  test('is not told for a device, whose kernels are only queued when a trace says they end', () => {
    const trace = [named('experts', 0, 110, 3000, WEBGPU), step];
    expect(parseTrace(JSON.stringify(trace)).parts).toMatchObject({ available: false });
  });
});
