/**
 * A workload ready to be stepped: everything a step reads lies where it is read, everything it writes has a place, and a
 * step ends when the device is done. On the CPU outputs go into buffers made beforehand; on a device inputs are uploaded
 * once and outputs stay there.
 */
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { Target } from '../../../results/record.ts';
import { Graph } from '../../../suites/graph/graph.ts';
import { onnxBytes } from '../../../suites/graph/onnx.ts';
import { multiply } from '../../../suites/graph/operators/arithmetic.ts';
import { hostTensors } from './execute.ts';
import { NativeSession } from './native/session.ts';
import { hostValues, type Values } from './outputs.ts';
import type { Program } from './program.ts';
import { openSession, providerOf, type SessionOptions, sessionOptions } from './session.ts';
import { emptyValues, hostTensor } from './tensors.ts';

export type Steps = {
  /** One step, finished on the device when it resolves. */
  readonly step: () => Promise<void>;
  /** What the last step returned, in host memory. */
  readonly outputs: () => Promise<Values>;
  /** Ends the session, and with it the trace if one was asked for. */
  readonly close: () => Promise<void>;
};

export async function openSteps(program: Program, target: Target, extra: SessionOptions = {}): Promise<Steps> {
  const options = { ...sessionOptions(target, program.dtype), ...extra };
  return providerOf(target) === 'cpu' ? openOnHost(program, options) : openOnDevice(program, target, options);
}

function openOnHost(program: Program, options: SessionOptions): Steps {
  const session = new NativeSession(program.bytes, options);
  const given = new Map(program.inputs.map(input => [input.name, session.tensor(input)]));
  const places = new Map(
    program.graph.outputs.map(output => [output.name, session.tensor(emptyValues(output.tensor))]),
  );
  let done = 0;
  return {
    step: async () => {
      if (done > 0) exchange(program.state, given, places);
      const batch = new Map(program.batchAt(done).map(input => [input.name, session.tensor(input)]));
      session.run(new Map([...given, ...batch]), places);
      for (const tensor of batch.values()) tensor.release();
      done += 1;
    },
    outputs: async () =>
      hostValues(Object.fromEntries([...places].map(([name, { tensor }]) => [name, hostTensor(tensor)])), program),
    close: async () => {
      for (const tensor of [...given.values(), ...places.values()]) tensor.release();
      session.close();
    },
  };
}

async function openOnDevice(program: Program, target: Target, options: SessionOptions): Promise<Steps> {
  const session = await openSession(program.bytes, { ...options, preferredOutputLocation: 'gpu-buffer' });
  const uploaded = await copyTensors(hostTensors(program.inputs), {
    ...sessionOptions(target, program.dtype),
    preferredOutputLocation: 'gpu-buffer',
  });
  const feeds = new Map(Object.entries(uploaded.copies));
  const fence = await openFence(target);
  let last = new Map<string, Tensor>();
  let done = 0;
  return {
    step: async () => {
      if (done > 0) exchange(program.state, feeds, last);
      for (const tensor of last.values()) tensor.dispose();
      const returned = await session.run({ ...Object.fromEntries(feeds), ...hostTensors(program.batchAt(done)) });
      last = new Map(Object.entries(returned));
      done += 1;
      await fence();
    },
    outputs: async () => {
      const { copies, release } = await copyTensors(Object.fromEntries(last), sessionOptions(target, program.dtype));
      await release();
      return hostValues(copies, program);
    },
    close: async () => {
      await close(session, options);
      await uploaded.release();
    },
  };
}

/** Between two steps: what the last one left for the next becomes its input, and its old place is free to be written. */
function exchange<T>(state: Program['state'], inputs: Map<string, T>, outputs: Map<string, T>): void {
  for (const [input, output] of state) {
    const [before, after] = [inputs.get(input), outputs.get(output)];
    if (before === undefined || after === undefined) throw new Error(`${input}: no such state`);
    inputs.set(input, after);
    outputs.set(output, before);
  }
}

/** `release` ends the session that made the copies: while one on a device may still be disposed of, it must live. */
type Copied = { readonly copies: Record<string, Tensor>; readonly release: () => Promise<void> };

/** Copies tensors to where `options` puts outputs: up to a device, or down from it. */
async function copyTensors(tensors: InferenceSession.OnnxValueMapType, options: SessionOptions): Promise<Copied> {
  const graph = new Graph();
  const names = Object.keys(tensors);
  for (const [name, { type, dims }] of Object.entries(tensors)) {
    if (type !== 'float32' && type !== 'float64' && type !== 'float16')
      throw new TypeError(`${name}: cannot copy ${type}`);
    graph.output(`copy:${name}`, multiply(graph.input(name, type, dims), graph.scalar(type, 1)));
  }
  const session = await openSession(onnxBytes(graph), options);
  const outputs = await session.run(tensors);
  const copies = Object.fromEntries(
    names.flatMap(name => {
      const copy = outputs[`copy:${name}`];
      return copy === undefined ? [] : [[name, copy]];
    }),
  );
  return { copies, release: () => session.release() };
}

/** A function that waits for the device: one value brought back to the host, behind all work queued before it. */
async function openFence(target: Target): Promise<() => Promise<void>> {
  const graph = new Graph();
  const one = graph.input('one', 'float32', [1]);
  graph.output('same', multiply(one, one));
  const session = await openSession(onnxBytes(graph), sessionOptions(target, 'float32'));
  const feeds = { one: new Tensor('float32', new Float32Array([1]), [1]) };
  return async () => {
    await session.run(feeds);
  };
}

async function close(session: InferenceSession, options: SessionOptions): Promise<void> {
  if (options.enableProfiling === true) session.endProfiling();
  await session.release();
}
