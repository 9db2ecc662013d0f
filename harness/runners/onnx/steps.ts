/**
 * A program ready to be stepped: its inputs lie in the memory of its provider, and its outputs have a place there. On the CPU
 * outputs go into buffers made beforehand; on a device inputs are uploaded once and outputs stay there. Proofs and timed cells
 * step the same program through this file alone.
 */
import { type InferenceSession, Tensor } from 'onnxruntime-node';
import type { Target } from '../../../results/record.ts';
import { Graph } from '../../../suites/graph/graph.ts';
import { onnxBytes } from '../../../suites/graph/onnx.ts';
import { multiply } from '../../../suites/graph/operators/arithmetic.ts';
import { providerOf } from '../../providers.ts';
import type { StepOutputs } from '../steps.ts';
import { NativeSession, type NativeTensor } from './native/session.ts';
import { stepOutputs } from './outputs.ts';
import type { Program } from './program.ts';
import { openSession, type SessionOptions, sessionOptions } from './session.ts';
import { emptyValues, hostTensors, numbers, tensorNumbers } from './tensors.ts';

/** A program being stepped; as the seam's `Steps`, but for times and summaries (open.ts). */
export type ProgramSteps = {
  readonly run: (count: number) => Promise<void>;
  readonly fence: (() => Promise<void>) | null;
  readonly outputs: () => Promise<StepOutputs>;
  /** Ends the session, and with it the trace if there is to be one. */
  readonly close: () => Promise<void>;
};

export type OpenSteps = (program: Program, target: Target, extra?: SessionOptions) => Promise<ProgramSteps>;

export const openSteps: OpenSteps = async (program, target, extra = {}) => {
  const options = { ...sessionOptions(target, program.dtype), ...extra };
  return providerOf(target).memory === 'host' ? openOnHost(program, options) : openOnDevice(program, target, options);
};

function openOnHost(program: Program, options: SessionOptions): ProgramSteps {
  const session = new NativeSession(program.bytes, options);
  const inputs = new Map(program.inputs.map(input => [input.name, session.tensor(input)]));
  const ring = Array.from({ length: program.batches.count }, (_, index) =>
    program.batches.at(index).map(input => [input.name, session.tensor(input)] as const),
  );
  const places = new Map(
    program.graph.outputs.map(output => [output.name, session.tensor(emptyValues(output.tensor))]),
  );
  let done = 0;
  const step = () => {
    if (done > 0) exchange(program.state, inputs, places);
    session.run(new Map([...inputs, ...batchOf(ring, done)]), places);
    done += 1;
  };
  return {
    run: async count => {
      for (let i = 0; i < count; i += 1) step();
    },
    fence: null,
    outputs: async () =>
      stepOutputs(
        [...places].map(([name, { tensor }]) => [name, numbers(tensor)] as const),
        program,
      ),
    close: async () => {
      const batches: readonly NativeTensor[] = ring.flatMap(batch => batch.map(([, tensor]) => tensor));
      for (const tensor of [...inputs.values(), ...batches, ...places.values()]) tensor.release();
      session.close();
    },
  };
}

async function openOnDevice(program: Program, target: Target, options: SessionOptions): Promise<ProgramSteps> {
  const onDevice = { ...sessionOptions(target, program.dtype), preferredOutputLocation: 'gpu-buffer' } as const;
  const session = await openSession(program.bytes, { ...options, preferredOutputLocation: 'gpu-buffer' });
  const uploaded = await copyTensors(hostTensors(program.inputs), onDevice);
  const uploadedRing = await uploadRing(program.batches, onDevice);
  const feeds = new Map(Object.entries(uploaded.copies));
  const fence = await openFence(target);
  let last = new Map<string, Tensor>();
  let done = 0;
  const step = async () => {
    if (done > 0) exchange(program.state, feeds, last);
    for (const tensor of last.values()) tensor.dispose();
    const returned = await session.run(Object.fromEntries([...feeds, ...batchOf(uploadedRing.ring, done)]));
    last = new Map(Object.entries(returned));
    done += 1;
  };
  return {
    run: async count => {
      for (let i = 0; i < count; i += 1) await step();
      await fence();
    },
    fence,
    outputs: async () => {
      const { copies, release } = await copyTensors(Object.fromEntries(last), sessionOptions(target, program.dtype));
      await release();
      return stepOutputs(
        Object.entries(copies).map(([name, tensor]) => [name, tensorNumbers(tensor)] as const),
        program,
      );
    },
    close: async () => {
      await close(session, options);
      await uploaded.release();
      await uploadedRing.release();
    },
  };
}

/** The batch of step n: all were made before the first step, so that no step pays for its text. */
function batchOf<T>(
  ring: readonly (readonly (readonly [string, T])[])[],
  step: number,
): readonly (readonly [string, T])[] {
  return ring[step % ring.length] ?? [];
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

type Tensors = InferenceSession.OnnxValueMapType;

/** `release` ends the session that made the copies: while one on a device may still be disposed of, it must live. */
type Copied = { readonly copies: Record<string, Tensor>; readonly release: () => Promise<void> };

/** Copies tensors to where `options` puts outputs: up to a device, or down from it. */
async function copyTensors(tensors: Tensors, options: SessionOptions): Promise<Copied> {
  const copier = await openCopier(tensors, options);
  return { copies: await copier.copy(tensors), release: copier.release };
}

/** A session that copies tensors of the types and shapes of these. */
async function openCopier(like: Tensors, options: SessionOptions) {
  const graph = new Graph();
  const names = Object.keys(like);
  for (const [name, { type, dims }] of Object.entries(like)) {
    if (type !== 'float32' && type !== 'float64' && type !== 'float16' && type !== 'int32')
      throw new TypeError(`${name}: cannot copy ${type}`);
    graph.output(`copy:${name}`, multiply(graph.input(name, type, dims), graph.scalar(type, 1)));
  }
  const session = await openSession(onnxBytes(graph), options);
  const copy = async (tensors: Tensors): Promise<Record<string, Tensor>> => {
    const outputs = await session.run(tensors);
    return Object.fromEntries(
      names.flatMap(name => {
        const made = outputs[`copy:${name}`];
        return made === undefined ? [] : [[name, made]];
      }),
    );
  };
  return { copy, release: () => session.release() };
}

/** Every batch on the device, in tensors of its own. */
async function uploadRing({ count, at }: Program['batches'], options: SessionOptions) {
  const first = hostTensors(at(0));
  if (Object.keys(first).length === 0) return { ring: [], release: async () => {} };
  const { copy, release } = await openCopier(first, options);
  const ring: (readonly (readonly [string, Tensor])[])[] = [];
  for (let index = 0; index < count; index += 1) ring.push(Object.entries(await copy(hostTensors(at(index)))));
  return { ring, release };
}

/** A function that waits for the device: a value is computed after all work queued before it, and brought back to the host. */
async function openFence(target: Target): Promise<() => Promise<void>> {
  const graph = new Graph();
  const value = graph.input('value', 'float32', [1]);
  graph.output('same', multiply(value, value));
  const session = await openSession(onnxBytes(graph), sessionOptions(target, 'float32'));
  const feeds = { value: new Tensor('float32', new Float32Array([1]), [1]) };
  return async () => {
    await session.run(feeds);
  };
}

async function close(session: InferenceSession, options: SessionOptions): Promise<void> {
  if (options.enableProfiling === true) session.endProfiling();
  await session.release();
}
