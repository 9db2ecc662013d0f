/**
 * Parity: the same workload in float64 on the CPU is the oracle; a target holds when each tensor is within tolerance of it,
 * and every choice of experts is the oracle's, but for scores that nearly tie (DESIGN.md, Parity). A target is stepped by what
 * times it: the same work opened by the same runner, one step at a time and as a batch.
 */

import { COMPARED_STEPS } from '../../results/proof/checks.ts';
import type { Curve, Proof } from '../../results/schema/proof.ts';
import { workloadSha256 } from '../../suites/identity.ts';
import { LOSS } from '../../suites/moe/layer.ts';
import { SHRINK_RULE } from '../../suites/shrink.ts';
import { isMoe, type TrainWorkload, type Workload } from '../../suites/workload.ts';
import { areChoices } from './choices.ts';
import { type CurvePoint, crossEntropyOf, curveHolds, curveOf } from './curve.ts';
import { norm } from './fingerprint.ts';
import type { Job, Result, TensorSummary } from './job.ts';
import { openOracle } from './onnx/oracle.ts';
import type { ImposedChoices, Program } from './onnx/program.ts';
import { comparedNames, valuesHold, worstOf } from './parity.ts';
import type { Open, Opened, StepOutputs, Work } from './steps.ts';
import { differingChoices, flipsGoingAlong, judge } from './verdict.ts';

const HEAD_LENGTH = 8;

/** Steps of work that repeats itself, run as one batch behind the step that is compared. */
const REPEATS = 2;

type ProofResult = Extract<Result, { kind: 'proof' }>;
type ProofJob = Pick<Extract<Job, { kind: 'prove' }>, 'workload' | 'target' | 'strategy' | 'steps'>;

/** `steps`: how many a train-step is followed for; anything else has one. Without a target the oracle's values alone. */
export async function prove(job: ProofJob, open: Open): Promise<ProofResult> {
  const { workload } = job;
  const followed = workload.part === 'train-step' ? job.steps : 1;
  const compared = Math.min(COMPARED_STEPS, followed);
  const work = workOf(job);
  // The target first: what it does not support is then said before the oracle's minutes of a large work.
  const actual = work === null ? null : await open({ ...work, deterministic: true });
  const oracle = await openOracle(workload);
  const observed = await observe(
    workload,
    { oracle: oracle.steps, actual: actual?.steps ?? null },
    { followed, compared },
  );
  const [first] = observed.oracle;
  if (first === undefined) throw new Error('no step was run');
  const summary = {
    loss: first.values.get(LOSS)?.[0] ?? null,
    tensors: summaries(first, oracle.program),
    losses: workload.part === 'train-step' ? observed.points.map(point => point.oracle) : null,
  };
  await oracle.steps.close();
  if (work === null || actual === null) return { kind: 'proof', oracle: summary, proof: null };
  await actual.steps.close();
  const batch = await observeBatch({ work, open, compared });
  const proof = await proofOf(workload, actual, { ...observed, batch });
  if (workload.part !== 'train-step') return { kind: 'proof', oracle: summary, proof };
  const curve = await judgedCurve(workload, observed, followed);
  const holds = proof.holds && curveHolds(curve);
  return { kind: 'proof', oracle: summary, proof: { ...proof, curve, holds } };
}

function workOf({ workload, target, strategy }: ProofJob): Omit<Work, 'deterministic'> | null {
  if (target === null) return null;
  if (strategy === null) throw new TypeError(`${target.id}: a proof is of one strategy`);
  return { workload, target, strategy };
}

type Observed = {
  /** The steps that are compared, whole. */
  readonly oracle: readonly StepOutputs[];
  readonly actual: readonly StepOutputs[];
  /** All steps that are followed, and the choices the target made in each. */
  readonly points: readonly CurvePoint[];
  readonly choices: ImposedChoices;
};

/** Steps the oracle and, where there is one, the target side by side; ends early where a target's loss is no number any more. */
async function observe(
  workload: Workload,
  { oracle, actual }: { readonly oracle: Stepped; readonly actual: Stepped | null },
  { followed, compared }: { readonly followed: number; readonly compared: number },
): Promise<Observed> {
  const observed = {
    oracle: [] as StepOutputs[],
    actual: [] as StepOutputs[],
    points: [] as CurvePoint[],
    choices: [] as StepOutputs['choices'][],
  };
  for (let step = 0; step < followed; step += 1) {
    const expected = await next(oracle);
    const got = actual === null ? null : await next(actual);
    if (step < compared) {
      observed.oracle.push(kept(expected));
      if (got !== null) observed.actual.push(kept(got));
    }
    const point = { oracle: crossEntropyOf(expected), actual: crossEntropyOf(got ?? expected) };
    const flips = got === null || !isMoe(workload) ? 0 : differingChoices(workload, expected.choices, got.choices);
    observed.points.push({ ...point, flips });
    observed.choices.push(copyOf((got ?? expected).choices));
    // What repeats is compared once; a training step needs its later steps only where its losses are numbers.
    if (step >= compared && !Number.isFinite(point.actual)) break;
  }
  return observed;
}

/** What an observer needs of a runner's steps, and of the oracle's. */
type Stepped = { readonly run: (count: number) => Promise<unknown>; readonly outputs: () => Promise<StepOutputs> };

async function next(steps: Stepped): Promise<StepOutputs> {
  await steps.run(1);
  return steps.outputs();
}

/** Outputs may lie where the next step writes. */
function kept({ values, choices }: StepOutputs): StepOutputs {
  return {
    values: new Map([...values].map(([name, data]) => [name, data.slice()])),
    choices: copyOf(choices),
  };
}

const copyOf = (choices: StepOutputs['choices']): StepOutputs['choices'] =>
  new Map([...choices].map(([scope, data]) => [scope, data.slice()]));

/**
 * The curve against the oracle's. Where the two part after a choice that differs, the oracle is followed once more with the target's
 * choices: one token that goes to another expert at a near tie moves a small batch's loss by more than any rounding.
 */
async function judgedCurve(workload: TrainWorkload, { points, choices }: Observed, steps: number): Promise<Curve> {
  const curve = curveOf(workload, points, steps);
  const parted = points.some(({ flips }) => flips > 0);
  if (curveHolds(curve) || curve.loss.length < steps || !parted || workload.routing.kind !== 'learned') return curve;
  if (!choices.every(step => [...step.values()].every(chosen => areChoices(workload, chosen)))) return curve;
  const { steps: oracle } = await openOracle(workload, choices);
  const again: CurvePoint[] = [];
  try {
    for (const [step, point] of points.entries()) {
      const expected = await next(oracle);
      const { unexplained } = flipsGoingAlong(workload, expected, choices[step] ?? new Map());
      if (unexplained > 0) return curve;
      again.push({ ...point, oracle: crossEntropyOf(expected) });
    }
  } finally {
    await oracle.close();
  }
  return { ...curveOf(workload, again, steps), recomputed: true };
}

type Batched = { readonly work: Omit<Work, 'deterministic'>; readonly open: Open; readonly compared: number };

/** The outputs after the last step that is compared, opened as a timed cell opens it and reached in one batch. */
async function observeBatch({ work, open, compared }: Batched): Promise<StepOutputs> {
  const { steps } = await open({ ...work, deterministic: false });
  try {
    if (work.workload.part === 'train-step') await steps.run(compared);
    else {
      await steps.run(1);
      await steps.run(REPEATS);
    }
    return kept(await steps.outputs());
  } finally {
    await steps.close();
  }
}

async function proofOf(
  workload: Workload,
  { open: { kernel }, onnx }: Opened,
  { oracle, actual, batch }: Observed & { readonly batch: StepOutputs },
): Promise<Proof> {
  const again = (choices: ImposedChoices) => recompute(workload, choices);
  const stepwise = await judge(workload, { oracle, actual }, again);
  const batched = await judge(workload, { oracle, actual: [...actual.slice(0, -1), batch] }, again);
  const { tensors, loss } = worstOf([...stepwise.steps, ...batched.steps.slice(-1)]);
  const routing = stepwise.routing === null || batched.routing?.unexplained === 0 ? stepwise.routing : batched.routing;
  return {
    shrinkRule: SHRINK_RULE,
    workload,
    sha256: workloadSha256(workload),
    kernel,
    ...(onnx === undefined ? {} : { onnx: { graphSha256: onnx.graph.sha256 } }),
    comparedSteps: actual.length,
    tensors: [...tensors],
    loss,
    routing,
    curve: null,
    holds: valuesHold({ tensors, loss }) && (routing === null || routing.unexplained === 0),
  };
}

/** The oracle once more, each step and layer with the choices of another execution. */
async function recompute(workload: Workload, imposed: ImposedChoices): Promise<readonly StepOutputs[]> {
  const { steps } = await openOracle(workload, imposed);
  const outputs: StepOutputs[] = [];
  for (const _ of imposed) outputs.push(kept(await next(steps)));
  await steps.close();
  return outputs;
}

function summaries({ values }: StepOutputs, { graph }: Program): TensorSummary[] {
  return comparedNames(values).map(name => {
    const tensor = values.get(name);
    const output = graph.outputs.find(candidate => candidate.name === name);
    if (tensor === undefined || output === undefined) throw new Error(`${name}: not among the outputs`);
    return {
      name,
      shape: output.tensor.shape.map(Number),
      l2: norm(tensor),
      head: [...tensor.subarray(0, HEAD_LENGTH)],
    };
  });
}
