/**
 * Parity: the same workload in float64 on the CPU is the oracle; a target holds when each tensor is within tolerance of it,
 * and every choice of experts is the oracle's, but for scores that nearly tie (DESIGN.md, Parity). A target is stepped by what
 * times it: the same program, through the same `Steps`, one step at a time and as a batch.
 */
import { availableParallelism } from 'node:os';
import type { Proof } from '../../../results/outcome.ts';
import { COMPARED_STEPS } from '../../../results/proof-checks.ts';
import type { Target } from '../../../results/record.ts';
import { LOSS } from '../../../suites/moe/layer.ts';
import { SHRINK_RULE } from '../../../suites/shrink.ts';
import { isMoe, type Workload, workloadSha256 } from '../../../suites/workload.ts';
import { type CurvePoint, crossEntropyOf, curveHolds, curveOf } from '../curve.ts';
import { norm } from '../fingerprint.ts';
import type { Result, TensorSummary } from '../job.ts';
import { comparedNames, valuesHold, worstOf } from '../parity.ts';
import type { StepOutputs, Steps } from '../steps.ts';
import { differingChoices, judge } from '../verdict.ts';
import { type ImposedChoices, type Program, program } from './program.ts';
import { type OpenSteps, openSteps } from './steps.ts';

const HEAD_LENGTH = 8;

/** Steps of work that repeats itself, run as one batch behind the step that is compared. */
const REPEATS = 2;

const ORACLE_TARGET: Target = {
  id: 'oracle',
  runner: 'onnx',
  strategies: ['session'],
  onnx: { provider: 'cpu' },
  device: { vendor: null, name: 'float64 on the CPU', index: 0 },
  software: false,
  threads: availableParallelism(),
};

type ProofResult = Extract<Result, { kind: 'proof' }>;

/** `steps`: how many a train-step is followed for; anything else has one. `open`: the seam that tests put mutants into. */
export async function prove(
  workload: Workload,
  target: Target | null,
  steps: number,
  open: OpenSteps = openSteps,
): Promise<ProofResult> {
  const followed = workload.part === 'train-step' ? steps : 1;
  const compared = Math.min(COMPARED_STEPS, followed);
  const oracle = await openOracle(workload);
  const prepared = target === null ? null : program(workload);
  const again = prepared === null ? null : startingAgain(prepared);
  const actual = target === null || prepared === null ? null : await open(prepared, target);
  const observed = await observe(workload, { oracle: oracle.steps, actual }, { followed, compared });
  const [first] = observed.oracle;
  if (first === undefined) throw new Error('no step was run');
  const summary = {
    loss: first.values.get(LOSS)?.[0] ?? null,
    tensors: summaries(first, oracle.program),
    losses: workload.part === 'train-step' ? observed.points.map(point => point.oracle) : null,
  };
  if (target === null || prepared === null || again === null || actual === null) {
    await oracle.steps.close();
    return { kind: 'proof', oracle: summary, proof: null };
  }
  const batch = await observeBatch(workload, { again, target, open, actual, compared });
  await oracle.steps.close();
  await actual.close();
  const proof = await proofOf(workload, prepared, { ...observed, batch });
  if (workload.part !== 'train-step') return { kind: 'proof', oracle: summary, proof };
  const curve = curveOf(workload, observed.points, followed);
  const holds = proof.holds && curveHolds(curve);
  return { kind: 'proof', oracle: summary, proof: { ...proof, curve, holds } };
}

type Observed = {
  /** The steps that are compared, whole. */
  readonly oracle: readonly StepOutputs[];
  readonly actual: readonly StepOutputs[];
  /** All steps that are followed. */
  readonly points: readonly CurvePoint[];
};

/** Steps the oracle and, where there is one, the target side by side; ends early where a target's loss is no number any more. */
async function observe(
  workload: Workload,
  { oracle, actual }: { readonly oracle: Steps; readonly actual: Steps | null },
  { followed, compared }: { readonly followed: number; readonly compared: number },
): Promise<Observed> {
  const observed: { oracle: StepOutputs[]; actual: StepOutputs[]; points: CurvePoint[] } = {
    oracle: [],
    actual: [],
    points: [],
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
    // What repeats is compared once; a training step needs its later steps only where its losses are numbers.
    if (step >= compared && !Number.isFinite(point.actual)) break;
  }
  return observed;
}

async function next(steps: Steps): Promise<StepOutputs> {
  await steps.run(1);
  return steps.outputs();
}

/** Outputs may lie where the next step writes. */
function kept({ values, choices }: StepOutputs): StepOutputs {
  return {
    values: new Map([...values].map(([name, data]) => [name, data.slice()])),
    choices: new Map([...choices].map(([scope, data]) => [scope, data.slice()])),
  };
}

/** A program's inputs are the memory that steps exchange: whoever starts again needs a copy from before the first step. */
function startingAgain(prepared: Program): Program {
  if (prepared.state.size === 0) return prepared;
  return { ...prepared, inputs: prepared.inputs.map(input => ({ ...input, values: input.values.slice() })) };
}

type Batched = {
  readonly again: Program;
  readonly target: Target;
  readonly open: OpenSteps;
  readonly actual: Steps;
  readonly compared: number;
};

/** The outputs after the last step that is compared, reached in one batch as a timed cell reaches it. */
async function observeBatch(
  workload: Workload,
  { again, target, open, actual, compared }: Batched,
): Promise<StepOutputs> {
  if (workload.part !== 'train-step') {
    await actual.run(REPEATS);
    return kept(await actual.outputs());
  }
  const fresh = await open(again, target);
  await fresh.run(compared);
  const outputs = kept(await fresh.outputs());
  await fresh.close();
  return outputs;
}

async function proofOf(
  workload: Workload,
  { sha256: graphSha256 }: Program,
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
    kernel: null,
    onnx: { graphSha256 },
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

async function openOracle(workload: Workload, imposed?: ImposedChoices) {
  const prepared = program(workload, { computeIn: 'float64', ...(imposed === undefined ? {} : { imposed }) });
  return { program: prepared, steps: await openSteps(prepared, ORACLE_TARGET) };
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
