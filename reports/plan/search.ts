/** The fastest plan of so many devices that fits their memory, among all that divide them. Pure. */
import type { Interval } from '../../results/statistics.ts';
import type { Chip } from '../catalog/catalog.ts';
import { type Absent, absent } from '../figure.ts';
import type { Fabric } from './collectives.ts';
import { type DeviceMemory, deviceMemory } from './memory.ts';
import type { PlanOptions } from './options.ts';
import type { ParallelPlan } from './parallel-plan.ts';
import { type Stack, totalParameters } from './stack.ts';
import { type ComputeParts, type Level, type StepSeconds, stepSeconds } from './step.ts';

export type PlannedStep = {
  readonly available: true;
  readonly plan: ParallelPlan;
  readonly memory: DeviceMemory;
  /** At the point of every range. */
  readonly seconds: StepSeconds;
  readonly stepSeconds: Interval;
  readonly tokensPerSecondPerDevice: Interval;
  /** Plans that were weighed, and those among them that fit. */
  readonly weighed: { readonly plans: number; readonly fitting: number };
};

/** What a plan is made of. */
export type Ground = {
  readonly stack: Stack;
  readonly chip: Pick<Chip, 'name' | 'memoryBytes'>;
  readonly fabric: Fabric;
  readonly parts: ComputeParts;
  readonly options: PlanOptions;
};

/** The plan with the least step at the points of all ranges; its interval from their ends. */
export function bestPlan(ground: Ground): PlannedStep | Absent {
  const { stack, chip, fabric, parts, options } = ground;
  const refused = refusal(ground);
  if (refused !== null) return refused;
  const limitBytes = (chip.memoryBytes ?? 0) * options.usableMemory;
  const point = levelOf(parts, options, 'point');
  let best: { readonly plan: ParallelPlan; readonly memory: DeviceMemory; readonly seconds: StepSeconds } | null = null;
  let least: { readonly plan: ParallelPlan; readonly memory: DeviceMemory } | null = null;
  let [plans, fitting] = [0, 0];
  for (const plan of candidates(stack, fabric, options)) {
    plans += 1;
    const memory = deviceMemory(stack, plan, options);
    if (least === null || memory.totalBytes < least.memory.totalBytes) least = { plan, memory };
    if (memory.totalBytes > limitBytes) continue;
    fitting += 1;
    const seconds = stepSeconds(stack, plan, fabric, options, point);
    if (Number.isFinite(seconds.step) && (best === null || seconds.step < best.seconds.step)) {
      best = { plan, memory, seconds };
    }
  }
  if (best === null) return noPlan(ground, least, fitting);
  return { available: true, ...best, ...intervalsOf(ground, best.plan), weighed: { plans, fitting } };
}

/** A named plan, weighed as `bestPlan` weighs its candidates; `memory` says whether it fits. */
export function weighedPlan(ground: Ground, plan: ParallelPlan): Omit<PlannedStep, 'weighed'> {
  const { stack, fabric, parts, options } = ground;
  return {
    available: true,
    plan,
    memory: deviceMemory(stack, plan, options),
    seconds: stepSeconds(stack, plan, fabric, options, levelOf(parts, options, 'point')),
    ...intervalsOf(ground, plan),
  };
}

/** Micro-batches a replica has in a step. */
export function microBatchesOf(data: number, { batchTokens, sequence, microBatchSequences }: PlanOptions): number {
  return Math.ceil(batchTokens / (data * sequence * microBatchSequences));
}

/**
 * tensor | devices and heads, inside a node; pipeline | what is left, no more stages than layers; expert | experts and
 * data × tensor. No replica without a sequence.
 */
function* candidates(stack: Stack, fabric: Fabric, options: PlanOptions): Generator<ParallelPlan> {
  const replicas = options.batchTokens / (options.sequence * options.microBatchSequences);
  const recomputes = options.recompute === 'best' ? (['none', 'full'] as const) : [options.recompute];
  for (const tensor of divisors(options.devices)) {
    if (tensor > fabric.scaleUpDevices || stack.heads % tensor !== 0) continue;
    for (const pipeline of divisors(options.devices / tensor)) {
      const data = options.devices / tensor / pipeline;
      if (pipeline * options.virtualStages > stack.layers.length || data > replicas) continue;
      const microBatches = microBatchesOf(data, options);
      for (const expert of divisors(stack.experts)) {
        if ((data * tensor) % expert !== 0) continue;
        for (const recompute of recomputes) yield { data, expert, pipeline, tensor, recompute, microBatches };
      }
    }
  }
}

/** Of a whole number, in rising order. */
export function divisors(of: number): readonly number[] {
  const small = Array.from({ length: Math.floor(Math.sqrt(of)) }, (_, i) => i + 1).filter(
    divisor => of % divisor === 0,
  );
  return [...new Set([...small, ...small.toReversed().map(divisor => of / divisor)])];
}

function intervalsOf({ stack, fabric, parts, options }: Ground, plan: ParallelPlan) {
  const at = (end: 'low' | 'point' | 'high') =>
    stepSeconds(stack, plan, fabric, options, levelOf(parts, options, end)).step;
  const step = {
    point: at('point'),
    low: at('low'),
    high: at('high'),
    kind: 'bounds',
    rounds: roundsOf(parts),
  } as const;
  const rate = (seconds: number) => options.batchTokens / seconds / options.devices;
  return {
    stepSeconds: step,
    tokensPerSecondPerDevice: { ...step, point: rate(step.point), low: rate(step.high), high: rate(step.low) },
  };
}

/** Everything at the end that makes a step short, or long: parts and links may all be wrong the same way. */
function levelOf(parts: ComputeParts, { overlap, communication }: PlanOptions, end: 'low' | 'point' | 'high'): Level {
  const { attention, mixture, dense, head, optimizerPerParameter } = parts;
  const opposite = { low: 'high', point: 'point', high: 'low' } as const;
  return {
    parts: {
      attention: attention[end],
      mixture: mixture[end],
      dense: dense[end],
      head: head[end],
      optimizerPerParameter: optimizerPerParameter[end],
    },
    overlap: overlap[opposite[end]],
    communication: communication[end],
  };
}

const roundsOf = (parts: ComputeParts): number => Math.min(...Object.values(parts).map(({ rounds }) => rounds));

function refusal({ stack, chip, options }: Ground): Absent | null {
  const { devices, batchTokens, sequence, microBatchSequences } = options;
  if (!Number.isInteger(devices) || devices < 1) return absent('no-devices', { devices });
  if (chip.memoryBytes === null) return absent('no-memory-size', { chip: chip.name });
  if (batchTokens % (sequence * microBatchSequences) !== 0) {
    return absent('partial-micro-batch', { batchTokens, microBatchSequences, sequence });
  }
  return stack.layers.length === 0 ? absent('no-layers', { model: stack.model }) : null;
}

function noPlan(
  { stack, chip, options }: Ground,
  least: { readonly plan: ParallelPlan; readonly memory: DeviceMemory } | null,
  fitting: number,
): Absent {
  const { devices } = options;
  if (least === null) {
    return absent('fewer-sequences-than-replicas', { devices });
  }
  if (fitting > 0) return absent('no-scale-out-speed', { devices, chip: chip.name });
  return absent('exceeds-memory', {
    ...least.plan,
    devices,
    chip: chip.name,
    model: stack.model,
    parameters: totalParameters(stack),
    neededBytes: least.memory.totalBytes,
    usableBytes: (chip.memoryBytes ?? 0) * options.usableMemory,
  });
}
