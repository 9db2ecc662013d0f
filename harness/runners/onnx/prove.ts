/**
 * Parity: the same workload in float64 on the CPU is the oracle; a target holds when each tensor is within tolerance of it,
 * and every choice of experts is the oracle's, but for scores closer than the tolerance (DESIGN.md, Parity).
 */
import { availableParallelism } from 'node:os';
import type { Proof, Target } from '../../../results/record.ts';
import { PARITY_TOLERANCE } from '../../../results/tolerance.ts';
import type { FloatArray } from '../../../suites/data.ts';
import { wideType } from '../../../suites/graph/tensor.ts';
import { LAYER_OUTPUT, LOSS, RANKED_SCORES } from '../../../suites/moe/layer.ts';
import { tensorValues } from '../../../suites/moe/tensors.ts';
import { givenOf } from '../../../suites/parts.ts';
import { type MoeWorkload, type Workload, workloadSha256 } from '../../../suites/workload.ts';
import type { Result, TensorSummary } from '../job.ts';
import { type Execution, execute } from './execute.ts';
import { norm } from './outputs.ts';

const HEAD_LENGTH = 8;

const ORACLE_TARGET: Target = {
  id: 'oracle',
  runner: 'onnx',
  provider: 'cpu',
  device: { vendor: null, name: 'float64 on the CPU', index: 0 },
  software: false,
  threads: availableParallelism(),
};

export async function prove(workload: Workload, target: Target | null): Promise<Extract<Result, { kind: 'proof' }>> {
  const oracle = await execute(workload, ORACLE_TARGET, 'float64');
  const tensors = summaries(oracle);
  const loss = oracle.values.get(LOSS)?.[0] ?? null;
  const proof = target === null ? null : compare(workload, oracle, await execute(workload, target));
  return { kind: 'proof', oracle: { loss, tensors }, proof };
}

function compare(workload: Workload, oracle: Execution, actual: Execution): Proof {
  const tolerance = PARITY_TOLERANCE[workload.dtype];
  const tensors = comparedNames(oracle).map(name => {
    const reference = oracle.values.get(name);
    const values = actual.values.get(name);
    if (reference === undefined || values === undefined) throw new Error(`${name}: not among the outputs`);
    return { name, error: relativeError(values, reference), tolerance };
  });
  const loss = workload.part === 'gemm' ? null : compareLoss(workload, oracle, actual, tolerance);
  const routing = workload.part === 'gemm' ? null : compareChoices(workload, oracle, actual, scoreTolerance(workload));
  const holds =
    tensors.every(({ error }) => within(error, tolerance)) &&
    (loss === null || within(loss.error, tolerance)) &&
    (routing === null || routing.unexplained === 0);
  const hashes = { sha256: workloadSha256(workload), graphSha256: actual.program.sha256 };
  return { workload, ...hashes, tensors, loss, routing, holds };
}

/** ‖d − ref‖ ÷ ‖ref‖; a reference of zeros needs zeros. null where that has no answer: something is not a number. */
export function relativeError(values: FloatArray, reference: FloatArray): number | null {
  if (values.length !== reference.length) return null;
  const scale = norm(reference);
  const difference = norm(reference.map((value, i) => value - (values[i] ?? Number.NaN)));
  return difference === 0 ? 0 : finite(difference / scale);
}

/** The loss is a sum that cancels: its error is taken relative to ‖y‖·‖dy‖ ÷ T, which does not. */
function compareLoss(workload: MoeWorkload, oracle: Execution, actual: Execution, tolerance: number): Proof['loss'] {
  const expected = oracle.values.get(LOSS)?.[0] ?? Number.NaN;
  const value = actual.values.get(LOSS)?.[0] ?? Number.NaN;
  const dy = givenOf(workload).find(({ name }) => name === 'dy');
  const y = oracle.values.get(LAYER_OUTPUT);
  if (dy === undefined || y === undefined) throw new Error('a layer has y and dy');
  const scale = (norm(y) * norm(tensorValues(workload, dy))) / workload.tokens;
  return { value: finite(value), oracle: expected, error: finite(Math.abs(value - expected) / scale), tolerance };
}

/**
 * How near two scores must lie to be a tie. A layer's are made in float32 of the very values the oracle has; further into a
 * model they are made of activations, which are as far off as the dtype lets them be.
 */
function scoreTolerance({ part, dtype }: MoeWorkload): number {
  return PARITY_TOLERANCE[part === 'moe-layer' ? wideType(dtype) : dtype];
}

/** Tokens whose set of experts differs. Explained: the oracle's own scores for what was swapped are within tolerance. */
function compareChoices(
  workload: MoeWorkload,
  oracle: Execution,
  actual: Execution,
  tolerance: number,
): Proof['routing'] {
  const { tokens, topK, experts } = workload;
  const scores = oracle.values.get(RANKED_SCORES);
  const [expected, chosen] = [oracle.choice, actual.choice];
  if (scores === undefined || expected === undefined || chosen === undefined) throw new Error('no choice to compare');
  let [flips, unexplained] = [0, 0];
  for (let token = 0; token < tokens; token += 1) {
    const wanted = new Set(Array.from(expected.subarray(token * topK, (token + 1) * topK), Number));
    const got = new Set(Array.from(chosen.subarray(token * topK, (token + 1) * topK), Number));
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
  return [...values.keys()].filter(name => name !== LOSS && name !== RANKED_SCORES);
}

function within(error: number | null, tolerance: number): boolean {
  return error !== null && error <= tolerance;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
