/** What a step of a workload holds in memory, by what it is for: from its graph alone. Pure. */
import { graphMemory } from './graph/memory.ts';
import { gradientName } from './moe/layer.ts';
import { nextName, stateTensors } from './moe/train.ts';
import { givenOf, graphOf, sizesOf } from './parts.ts';
import { isMoe, type Workload } from './workload.ts';

/** Bytes held at once. In training weights and optimizer stand beside their next values, so each counts twice. */
export type MemoryAccount = {
  readonly weightsBytes: number;
  /** Of weights, whole until the step ends; in training they are let go at the update, and count as passing. */
  readonly gradientsBytes: number;
  /** Both moments of AdamW, and the few numbers beside them. */
  readonly optimizerBytes: number;
  /** All else that is given or returned: x, dy, tables; y, the gradient of x, the loss. */
  readonly endsBytes: number;
  /** The most that the values between take up at one moment. */
  readonly passingBytes: number;
};

type Class = 'weightsBytes' | 'gradientsBytes' | 'optimizerBytes' | 'endsBytes';

/** Builds the workload's graph, without any value of it. A learned router is counted as even. */
export function memoryAccount(workload: Workload): MemoryAccount {
  const memory = graphMemory(graphOf(workload), isMoe(workload) ? sizesOf(workload) : new Map());
  const classOf = classesOf(workload);
  const sum = (of: Class): number =>
    total([...memory.inputs, ...memory.outputs].filter(([name]) => (classOf.get(name) ?? 'endsBytes') === of));
  return {
    weightsBytes: sum('weightsBytes'),
    gradientsBytes: sum('gradientsBytes'),
    optimizerBytes: sum('optimizerBytes'),
    endsBytes: sum('endsBytes'),
    passingBytes: memory.passingBytes,
  };
}

/** What is there from before the step until after it. */
export function standingBytes(account: MemoryAccount): number {
  return account.weightsBytes + account.gradientsBytes + account.optimizerBytes + account.endsBytes;
}

/** The most a step holds where memory that is let go is given back at once. */
export function accountedPeakBytes(account: MemoryAccount): number {
  return standingBytes(account) + account.passingBytes;
}

/** What the names of inputs and outputs stand for; every other is an end. */
function classesOf(workload: Workload): ReadonlyMap<string, Class> {
  if (!isMoe(workload)) return new Map();
  const classes = new Map<string, Class>();
  const weights = givenOf(workload).filter(({ kind }) => kind === 'weight' || kind === 'gain');
  for (const { name } of weights) classes.set(name, 'weightsBytes').set(gradientName(name), 'gradientsBytes');
  if (workload.part !== 'train-step') return classes;
  for (const { name } of stateTensors(workload)) {
    const of = classes.get(name) ?? 'optimizerBytes';
    classes.set(name, of).set(nextName(name), of);
  }
  return classes;
}

const total = (sizes: readonly (readonly [string, number])[]): number =>
  sizes.reduce((sum, [, bytes]) => sum + bytes, 0);
