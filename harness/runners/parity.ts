/** How far what a target returned is from the oracle's: tensors and loss (DESIGN.md, Parity). Pure. */

import { lossTolerance, tensorTolerance } from '../../results/proof/tolerance.ts';
import type { Proof } from '../../results/schema/proof.ts';
import type { FloatArray } from '../../suites/data.ts';
import { LAYER_OUTPUT, LOSS } from '../../suites/moe/layer.ts';
import { tensorValues } from '../../suites/moe/tensors.ts';
import { givenOf } from '../../suites/parts.ts';
import { isMoe, type MoeWorkload, type Workload } from '../../suites/workload.ts';
import { isCompared, norm } from './fingerprint.ts';
import type { StepOutputs, Values } from './steps.ts';

export type Pair<T> = { readonly oracle: T; readonly actual: T };
export type Compared = Pick<Proof, 'tensors' | 'loss'>;

export function comparedNames(values: Values): readonly string[] {
  return [...values.keys()].filter(isCompared);
}

/** Tensors and loss after so many steps. */
export function compareValues(workload: Workload, { oracle, actual }: Pair<StepOutputs>, steps = 1): Compared {
  const { dtype } = workload;
  const tensors = comparedNames(oracle.values).map(name => {
    const reference = oracle.values.get(name);
    const values = actual.values.get(name);
    if (reference === undefined) throw new Error(`${name}: not among the outputs`);
    const error = values === undefined ? null : relativeError(values, reference);
    return { name, error, tolerance: tensorTolerance(name, dtype, steps) };
  });
  const loss = isMoe(workload)
    ? compareLoss(workload, oracle.values, actual.values, lossTolerance(dtype, steps))
    : null;
  return { tensors, loss };
}

/** Of several steps each tensor's and the loss's greatest error, for what the step allows. */
export function worstOf(steps: readonly Compared[]): Compared {
  const [first = { tensors: [], loss: null }, ...others] = steps;
  return others.reduce(
    (worst, { tensors, loss }) => ({
      tensors: worst.tensors.map((tensor, i) => furthest(tensor, tensors[i] ?? tensor)),
      loss: worst.loss === null || loss === null ? null : furthest(worst.loss, loss),
    }),
    first,
  );
}

/** Something that is no number is further off than any error. */
function furthest<T extends { readonly error: number | null; readonly tolerance: number }>(a: T, b: T): T {
  const excess = ({ error, tolerance }: T) => (error ?? Number.POSITIVE_INFINITY) / tolerance;
  return excess(b) > excess(a) ? b : a;
}

export function valuesHold({ tensors, loss }: Compared): boolean {
  return [...tensors, ...(loss === null ? [] : [loss])].every(
    ({ error, tolerance }) => error !== null && error <= tolerance,
  );
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
function compareLoss(workload: MoeWorkload, oracle: Values, actual: Values, tolerance: number): Proof['loss'] {
  const expected = oracle.get(LOSS)?.[0] ?? Number.NaN;
  const value = actual.get(LOSS)?.[0] ?? Number.NaN;
  const scale = workload.part === 'train-step' ? expected : scaleOfSum(workload, oracle);
  return { value: finite(value), oracle: expected, error: finite(Math.abs(value - expected) / scale), tolerance };
}

function scaleOfSum(workload: Exclude<MoeWorkload, { part: 'train-step' }>, oracle: Values): number {
  const dy = givenOf(workload).find(({ name }) => name === 'dy');
  const y = oracle.get(LAYER_OUTPUT);
  if (dy === undefined || y === undefined) throw new Error('a layer has y and dy');
  return (norm(y) * norm(tensorValues(workload, dy))) / workload.tokens;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
