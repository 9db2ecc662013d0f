/**
 * Estimates how long a plan takes, before anything has run. On the host a step's length is estimated from its FLOPs; on a device steps are
 * taken to be short compared with their windows. Pure.
 */
import { isOnHost } from '../results/on-host.ts';
import type { Cell, ContextLine, Target } from '../results/record.ts';
import type { Timing } from '../suites/suite.ts';

/**
 * `importMs`: once a run, until the runner serves. Of each cell's process: until its runner answers, until the first step has ended,
 * and what a proof takes with its oracle.
 */
type Allowance = {
  readonly importMs: number;
  readonly startMs: number;
  readonly openMs: number;
  readonly proofMs: number;
};

/**
 * By runner. onnx: Node and a session of a small graph. torch: a process forked from one that has imported the framework, and a
 * context on the device. jax: that, and the compilation of one step. Allowances, not measurements: the plan says "about".
 */
const ALLOWANCES: Readonly<Record<string, Allowance>> = {
  onnx: { importMs: 0, startMs: 400, openMs: 300, proofMs: 800 },
  torch: { importMs: 6000, startMs: 500, openMs: 700, proofMs: 1000 },
  jax: { importMs: 6000, startMs: 500, openMs: 5000, proofMs: 2000 },
};
/** A foreign runner may not serve: the estimate starts it for each cell. */
const OF_OTHERS: Allowance = { importMs: 0, startMs: 3000, openMs: 1000, proofMs: 2000 };

/** Additional time to open a strategy: to compile a step, or to capture it. */
const STRATEGY_OPEN_MS: Readonly<Record<string, number>> = { compile: 20_000, graph: 1000 };

/** As in harness/timing/window.ts: the shortest warm-up of a cell whose suite sets none. */
const LEAST_WARMUP_MS = 100;

/** What a core reaches in float32 products, FLOP/s. An allowance: cores with AVX2 reach 40 to 90, and the rest of a step takes its share. */
const CORE_FLOPS = 50e9;
/** Steps of a warm-up in which a long step settles. */
const LEAST_WARMUP_STEPS = 2;

export type Estimate = { readonly ms: number; readonly cells: number };

type Planned = Pick<ContextLine, 'plan' | 'targets'> & {
  readonly suite: Pick<ContextLine['suite'], 'timing' | 'sustained'>;
  readonly cases: readonly Pick<ContextLine['cases'][number], 'id' | 'flopsPerStep'>[];
};

/** `cells`: the cells expected to run. After a race of more than two strategies, two go on, and one runs the long cell. */
export function estimateOf(planned: Planned): Estimate {
  const { plan, targets } = planned;
  const going = plan.filter(goesOn(plan));
  const imports = targets.filter(({ id }) => going.some(({ target }) => target === id)).map(importMsOf);
  const cells = going.map(cellEstimate(planned));
  return { ms: [...imports, ...cells].reduce((total, ms) => total + ms, 0), cells: going.length };
}

/** Milliseconds that a cell of the plan is expected to take. */
export function cellEstimate({ targets, suite, cases }: Omit<Planned, 'plan'>): (cell: Cell) => number {
  const targetById = new Map(targets.map(target => [target.id, target]));
  const flopsByCase = new Map(cases.map(({ id, flopsPerStep }) => [id, flopsPerStep]));
  return cell => {
    const target = targetById.get(cell.target);
    return cellMs(cell, target, suite, stepMsOf(target, flopsByCase.get(cell.case)));
  };
}

/** 0 where nothing is known of the device's speed, and for work without FLOPs. */
function stepMsOf(target: Target | undefined, flops: number | null | undefined): number {
  if (target === undefined || flops == null || !isOnHost(target)) return 0;
  return (flops / (CORE_FLOPS * (target.threads ?? 1))) * 1000;
}

const allowanceOf = (target: Target | undefined): Allowance => ALLOWANCES[target?.runner ?? ''] ?? OF_OTHERS;

const importMsOf = (target: Target): number => allowanceOf(target).importMs;

/** The winners are unknown yet: the first strategies of each race stand for them. */
function goesOn(plan: readonly Cell[]): (cell: Cell) => boolean {
  const raced = new Map<string, string[]>();
  for (const { kind, target, case: item, strategy } of plan) {
    if (kind !== 'race') continue;
    const key = `${target} ${item}`;
    raced.set(key, [...(raced.get(key) ?? []), strategy]);
  }
  return ({ kind, target, case: item, strategy }) => {
    const strategies = raced.get(`${target} ${item}`);
    if (strategies === undefined || kind === 'proof' || kind === 'race') return true;
    return strategies.slice(0, kind === 'sustained' ? 1 : 2).includes(strategy);
  };
}

function cellMs(
  { kind, strategy }: Cell,
  target: Target | undefined,
  { timing, sustained }: Planned['suite'],
  stepMs: number,
): number {
  const { startMs, openMs, proofMs } = allowanceOf(target);
  const opened = startMs + openMs + (STRATEGY_OPEN_MS[strategy] ?? 0);
  if (kind === 'proof') return opened + proofMs;
  // The first step ends before the cell counts as open.
  return opened + stepMs + windowMs(kind === 'sustained' && sustained !== null ? sustained : timing, stepMs);
}

/** A cell's warm-up ends when it has settled, between the shortest and the longest allowed: the estimate takes the middle. */
function windowMs(
  { minWarmupMs = LEAST_WARMUP_MS, maxWarmupMs, minWindowMs, minSteps }: Timing,
  stepMs: number,
): number {
  const warmupMs = (Math.min(minWarmupMs, maxWarmupMs) + maxWarmupMs) / 2;
  return Math.max(warmupMs, LEAST_WARMUP_STEPS * stepMs) + Math.max(minWindowMs, minSteps * stepMs);
}
