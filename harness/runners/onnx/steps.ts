/**
 * A workload ready to be stepped: everything a step reads lies where it is read, everything it writes has a place, and a
 * step ends when the device is done. On the CPU outputs go into buffers made beforehand; on a device inputs are uploaded
 * once and outputs stay there.
 */
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { Target } from '../../../results/record.ts';
import { Graph } from '../../../suites/graph/graph.ts';
import { onnxBytes } from '../../../suites/graph/onnx.ts';
import { multiply } from '../../../suites/graph/operators/arithmetic.ts';
import { hostTensors } from './execute.ts';
import { hostValues, type Values } from './outputs.ts';
import type { Program } from './program.ts';
import { openSession, type SessionOptions, sessionOptions } from './session.ts';
import { emptyTensor } from './tensors.ts';

const NOWHERE = closedPort();

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
  return target.provider === 'cpu' ? openOnHost(program, options) : openOnDevice(program, target, options);
}

async function openOnHost(program: Program, options: SessionOptions): Promise<Steps> {
  const session = await openSession(program.bytes, options);
  const feeds = hostTensors(program.inputs);
  const fetches = Object.fromEntries(program.graph.outputs.map(({ name, tensor }) => [name, emptyTensor(tensor)]));
  let done = 0;
  return {
    step: async () => {
      if (done > 0) exchange(program, feeds, fetches);
      letGo(await session.run({ ...feeds, ...hostTensors(program.batchAt(done)) }, fetches), fetches);
      done += 1;
    },
    outputs: async () => hostValues(fetches, program),
    close: () => close(session, options),
  };
}

async function openOnDevice(program: Program, target: Target, options: SessionOptions): Promise<Steps> {
  const session = await openSession(program.bytes, { ...options, preferredOutputLocation: 'gpu-buffer' });
  const uploaded = await copyTensors(hostTensors(program.inputs), {
    ...sessionOptions(target, program.dtype),
    preferredOutputLocation: 'gpu-buffer',
  });
  const feeds = uploaded.copies;
  const fence = await openFence(target);
  let last: Record<string, Tensor> = {};
  let done = 0;
  return {
    step: async () => {
      if (done > 0) exchange(program, feeds, last);
      for (const tensor of Object.values(last)) tensor.dispose();
      last = await session.run({ ...feeds, ...hostTensors(program.batchAt(done)) });
      done += 1;
      await fence();
    },
    outputs: async () => {
      const { copies, release } = await copyTensors(last, sessionOptions(target, program.dtype));
      await release();
      return hostValues(copies, program);
    },
    close: async () => {
      await close(session, options);
      await uploaded.release();
    },
  };
}

/**
 * Frees what a run returned. The binding (onnxruntime-node 1.30) writes outputs where it was told to and then returns a copy of
 * each all the same, which would lie there beside the next step until garbage is collected. A closed port takes buffers
 * over and drops them.
 */
function letGo(returned: Readonly<Record<string, Tensor>>, fetches: Readonly<Record<string, Tensor>>): void {
  const ours = new Set(Object.values(fetches).map(bufferOf));
  const copies = Object.values(returned).flatMap(tensor => bufferOf(tensor) ?? []);
  NOWHERE.postMessage(
    null,
    copies.filter(buffer => !ours.has(buffer)),
  );
}

function bufferOf({ data }: Tensor): ArrayBuffer | undefined {
  return ArrayBuffer.isView(data) && data.buffer instanceof ArrayBuffer ? data.buffer : undefined;
}

function closedPort(): MessagePort {
  const { port1 } = new MessageChannel();
  port1.close();
  return port1;
}

/** Between two steps: what the last one left for the next becomes its input, and its old place is free to be written. */
function exchange({ state }: Program, feeds: Record<string, Tensor>, outputs: Record<string, Tensor>): void {
  for (const [input, output] of state) {
    const [before, after] = [feeds[input], outputs[output]];
    if (before === undefined || after === undefined) throw new Error(`${input}: no such state`);
    feeds[input] = after;
    outputs[output] = before;
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
