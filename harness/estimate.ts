/** How long a plan takes on a device whose steps are short beside its windows, reckoned before anything has run. Pure. */
import type { Cell, ContextLine, Target } from '../results/record.ts';
import type { Timing } from '../suites/suite.ts';

/** Of a cell's process: until its runner answers, until the first step has ended, and what a proof takes with its oracle. */
type Allowance = { readonly startMs: number; readonly openMs: number; readonly proofMs: number };

/**
 * By runner. onnx: Node and a session of a small graph. torch: an interpreter with its framework, a context on the device. jax: that, and
 * the compilation of one step. Allowances, not measurements: the plan says "about".
 */
const ALLOWANCES: Readonly<Record<string, Allowance>> = {
  onnx: { startMs: 400, openMs: 300, proofMs: 800 },
  torch: { startMs: 3000, openMs: 1000, proofMs: 2000 },
  jax: { startMs: 3000, openMs: 5000, proofMs: 2000 },
};
const OF_OTHERS: Allowance = { startMs: 3000, openMs: 1000, proofMs: 2000 };

/** What a strategy takes beside to open: compiling, or capturing a step. */
const STRATEGY_OPEN_MS: Readonly<Record<string, number>> = { compile: 20_000, graph: 1000 };

/** As harness/timing/window.ts: a cell is warmed up for so long where its suite says nothing. */
const LEAST_WARMUP_MS = 100;

export type Estimate = { readonly ms: number; readonly cells: number };

type Planned = Pick<ContextLine, 'plan' | 'targets'> & {
  readonly suite: Pick<ContextLine['suite'], 'timing' | 'sustained'>;
};

/** `cells`: those that are expected to run: of a race with more than two strategies, two go on, and one runs the long cell. */
export function estimateOf({ plan, targets, suite }: Planned): Estimate {
  const lanes = new Map(targets.map(target => [target.id, target]));
  const going = plan.filter(goesOn(plan));
  return {
    ms: going.reduce((total, cell) => total + cellMs(cell, lanes.get(cell.target), suite), 0),
    cells: going.length,
  };
}

/** Nobody knows yet who wins: the first strategies of each race stand for those that will go on. */
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

function cellMs({ kind, strategy }: Cell, target: Target | undefined, { timing, sustained }: Planned['suite']): number {
  const { startMs, openMs, proofMs } = ALLOWANCES[target?.runner ?? ''] ?? OF_OTHERS;
  const opened = startMs + openMs + (STRATEGY_OPEN_MS[strategy] ?? 0);
  if (kind === 'proof') return opened + proofMs;
  return opened + windowMs(kind === 'sustained' && sustained !== null ? sustained : timing);
}

/** A cell that settles is warmed up for no less than the least and no more than the most there is: the middle is reckoned. */
function windowMs({ minWarmupMs = LEAST_WARMUP_MS, maxWarmupMs, minWindowMs }: Timing): number {
  return (Math.min(minWarmupMs, maxWarmupMs) + maxWarmupMs) / 2 + minWindowMs;
}
