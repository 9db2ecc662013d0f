/**
 * Parity: the same workload in float64 on the CPU is the oracle; a target holds when each tensor is within tolerance of it,
 * and every choice of experts is the oracle's, but for scores closer than the tolerance (DESIGN.md, Parity).
 */
import { availableParallelism } from 'node:os';
import type { Proof } from '../../../results/outcome.ts';
import type { Target } from '../../../results/record.ts';
import { PARITY_TOLERANCE } from '../../../results/tolerance.ts';
import type { FloatArray } from '../../../suites/data.ts';
import { wideType } from '../../../suites/graph/tensor.ts';
import { LAYER_OUTPUT, LOSS, RANKED_SCORES } from '../../../suites/moe/layer.ts';
import { tensorValues } from '../../../suites/moe/tensors.ts';
import { givenOf } from '../../../suites/parts.ts';
import { SHRINK_RULE } from '../../../suites/shrink.ts';
import { isMoe, type MoeWorkload, type Workload, workloadSha256 } from '../../../suites/workload.ts';
import type { Result, TensorSummary } from '../job.ts';
import { crossEntropyOf, curveHolds, followCurves, type Pair } from './curve.ts';
import { type Execution, executeSteps } from './execute.ts';
import { norm } from './outputs.ts';

const HEAD_LENGTH = 8;

const ORACLE_TARGET: Target = {
  id: 'oracle',
  runner: 'onnx',
  strategies: ['session'],
  onnx: { provider: 'cpu' },
  device: { vendor: null, name: 'float64 on the CPU', index: 0 },
  software: false,
  threads: availableParallelism(),
};

/** `steps`: how many a train-step is followed for; anything else has one. */
export async function prove(
  workload: Workload,
  target: Target | null,
  steps: number,
): Promise<Extract<Result, { kind: 'proof' }>> {
  const oracle = executeSteps(workload, ORACLE_TARGET, stepsOf(workload, steps), 'float64');
  const actual = target === null ? null : executeSteps(workload, target, stepsOf(workload, steps));
  const expected = await firstOf(oracle);
  const summary = { loss: expected.values.get(LOSS)?.[0] ?? null, tensors: summaries(expected) };
  if (actual === null) {
    return { kind: 'proof', oracle: { ...summary, losses: await lossesOf(workload, expected, oracle) }, proof: null };
  }
  const got = await firstOf(actual);
  const proof = compare(workload, expected, got);
  if (workload.part !== 'train-step') return { kind: 'proof', oracle: { ...summary, losses: null }, proof };
  const flipsOf = (pair: Pair<Execution>) => compareChoices(workload, pair.oracle, pair.actual, 0).flips;
  const curve = await followCurves(workload, { oracle: expected, actual: got }, { oracle, actual }, flipsOf);
  const holds = proof.holds && curveHolds(curve);
  return { kind: 'proof', oracle: { ...summary, losses: curve.oracle }, proof: { ...proof, curve, holds } };
}

/** The oracle's own curve, where the workload has one. */
async function lossesOf(
  { part }: Workload,
  first: Execution,
  rest: AsyncGenerator<Execution>,
): Promise<number[] | null> {
  if (part !== 'train-step') return null;
  const losses = [crossEntropyOf(first)];
  for await (const execution of rest) losses.push(crossEntropyOf(execution));
  return losses;
}

function compare(workload: Workload, oracle: Execution, actual: Execution): Proof {
  const tolerance = PARITY_TOLERANCE[workload.dtype];
  const tensors = comparedNames(oracle).map(name => {
    const reference = oracle.values.get(name);
    const values = actual.values.get(name);
    if (reference === undefined || values === undefined) throw new Error(`${name}: not among the outputs`);
    return { name, error: relativeError(values, reference), tolerance };
  });
  const loss = isMoe(workload) ? compareLoss(workload, oracle, actual, tolerance) : null;
  const routing = isMoe(workload) ? compareChoices(workload, oracle, actual, scoreTolerance(workload)) : null;
  const holds =
    tensors.every(({ error }) => within(error, tolerance)) &&
    (loss === null || within(loss.error, tolerance)) &&
    (routing === null || routing.unexplained === 0);
  return {
    shrinkRule: SHRINK_RULE,
    workload,
    sha256: workloadSha256(workload),
    kernel: null,
    onnx: { graphSha256: actual.program.sha256 },
    comparedSteps: 1,
    tensors,
    loss,
    routing: routing === null ? null : { ...routing, recomputed: false },
    curve: null,
    holds,
  };
}

/** ‖d − ref‖ ÷ ‖ref‖; a reference of zeros needs zeros. null where that has no answer: something is not a number. */
export function relativeError(values: FloatArray, reference: FloatArray): number | null {
  if (values.length !== reference.length) return null;
  const scale = norm(reference);
  const difference = norm(reference.map((value, i) => value - (values[i] ?? Number.NaN)));
  return difference === 0 ? 0 : finite(difference / scale);
}

/**
 * A layer's loss is a sum that cancels: its error is taken relative to ‖y‖·‖dy‖ ÷ T, which does not. A model's is a mean of
 * positive terms, and is its own scale.
 */
function compareLoss(workload: MoeWorkload, oracle: Execution, actual: Execution, tolerance: number): Proof['loss'] {
  const expected = oracle.values.get(LOSS)?.[0] ?? Number.NaN;
  const value = actual.values.get(LOSS)?.[0] ?? Number.NaN;
  const scale = workload.part === 'train-step' ? expected : scaleOfSum(workload, oracle);
  return { value: finite(value), oracle: expected, error: finite(Math.abs(value - expected) / scale), tolerance };
}

function scaleOfSum(workload: Exclude<MoeWorkload, { part: 'train-step' }>, oracle: Execution): number {
  const dy = givenOf(workload).find(({ name }) => name === 'dy');
  const y = oracle.values.get(LAYER_OUTPUT);
  if (dy === undefined || y === undefined) throw new Error('a layer has y and dy');
  return (norm(y) * norm(tensorValues(workload, dy))) / workload.tokens;
}

/**
 * How near two scores must lie to be a tie. A layer's are made in float32 of the very values the oracle has; further into a
 * model they are made of activations, which are as far off as the dtype lets them be.
 */
function scoreTolerance({ part, dtype }: MoeWorkload): number {
  return PARITY_TOLERANCE[part === 'moe-layer' ? wideType(dtype) : dtype];
}

/** Choices that differ, over all layers. Explained: the oracle's own scores for what was swapped are within tolerance. */
function compareChoices(workload: MoeWorkload, oracle: Execution, actual: Execution, tolerance: number): Routing {
  const layers = [...oracle.choices].map(([scope, expected]) => {
    const scores = oracle.values.get(`${scope}${RANKED_SCORES}`);
    const chosen = actual.choices.get(scope);
    if (scores === undefined || chosen === undefined) throw new Error('no choice to compare');
    return layerFlips(workload, { scores, expected, chosen }, tolerance);
  });
  const sum = (count: (layer: Routing) => number) => layers.reduce((total, layer) => total + count(layer), 0);
  return {
    choices: sum(({ choices }) => choices),
    flips: sum(({ flips }) => flips),
    unexplained: sum(({ unexplained }) => unexplained),
  };
}

type Routing = Omit<NonNullable<Proof['routing']>, 'recomputed'>;
type Choices = {
  /** What the oracle chose by, [T,E]; what it chose, and what the target did, [T,k]. */
  readonly scores: FloatArray;
  readonly expected: readonly number[];
  readonly chosen: readonly number[];
};

function layerFlips(
  { tokens, topK, experts }: MoeWorkload,
  { scores, expected, chosen }: Choices,
  tolerance: number,
): Routing {
  let [flips, unexplained] = [0, 0];
  for (let token = 0; token < tokens; token += 1) {
    const wanted = new Set(expected.slice(token * topK, (token + 1) * topK));
    const got = new Set(chosen.slice(token * topK, (token + 1) * topK));
    const score = (expert: number) => scores[token * experts + expert] ?? Number.NaN;
    const lost = [...wanted].filter(expert => !got.has(expert)).map(score);
    const gained = [...got].filter(expert => !wanted.has(expert)).map(score);
    flips += lost.length;
    if (lost.length > 0 && !(Math.max(...lost) - Math.min(...gained) <= tolerance)) unexplained += lost.length;
  }
  return { choices: tokens * topK, flips, unexplained };
}

function summaries({ program, values }: Execution): TensorSummary[] {
  return comparedNames({ values }).map(name => {
    const tensor = values.get(name);
    const output = program.graph.outputs.find(candidate => candidate.name === name);
    if (tensor === undefined || output === undefined) throw new Error(`${name}: not among the outputs`);
    return {
      name,
      shape: output.tensor.shape.map(Number),
      l2: norm(tensor),
      head: [...tensor.subarray(0, HEAD_LENGTH)],
    };
  });
}

/** Everything an execution gave but the loss, which has its own comparison, and the scores, which are for inspection. */
function comparedNames({ values }: Pick<Execution, 'values'>): readonly string[] {
  return [...values.keys()].filter(name => name !== LOSS && !name.endsWith(RANKED_SCORES));
}

function stepsOf({ part }: Workload, steps: number): number {
  return part === 'train-step' ? steps : 1;
}

async function firstOf(executions: AsyncGenerator<Execution>): Promise<Execution> {
  const { value, done } = await executions.next();
  if (done === true) throw new Error('no step was run');
  return value;
}

function within(error: number | null, tolerance: number): boolean {
  return error !== null && error <= tolerance;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
