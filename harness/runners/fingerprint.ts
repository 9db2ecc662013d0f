/** The few numbers that stand for what a step returned: loss, norms, probes, and the choices of experts. */

import { scoreTolerance } from '../../results/proof/tolerance.ts';
import { type Fingerprint, PROBE_SUMS } from '../../results/schema/outcome.ts';
import { draw24, type FloatArray, streamKey } from '../../suites/data.ts';
import { GEMM_PRODUCT } from '../../suites/gemm/gemm.ts';
import { sha256 } from '../../suites/identity.ts';
import { LOSS, ROUTER_SCORES } from '../../suites/moe/layer.ts';
import { moeScopes } from '../../suites/moe/model.ts';
import { isMoe, type MoeWorkload, type Workload } from '../../suites/workload.ts';
import { nearTies } from './choices.ts';
import type { StepOutputs, StepSummary, Values } from './steps.ts';

/** ‖values‖₂, summed in float64. By index: an iterator takes 13 times as long. */
export function norm(values: FloatArray): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? Number.NaN;
    sum += value * value;
  }
  return Math.sqrt(sum);
}

/**
 * 16 sums of values ⊙ r over the index mod 16, r uniform in [−1, 1) by the data rule under `probe/<tensor>` (DESIGN.md, Runners). r
 * has mean 0 and variance ⅓, so 3·Σ(sum)² estimates ‖values‖² and, of the difference of two tensors' probes, ‖difference‖². About
 * 6 ns a value, outside every window: 10⁹ values take 6 s.
 */
export function probe(seed: number, tensor: string, values: FloatArray): Float64Array {
  const sums = new Float64Array(PROBE_SUMS);
  const key = streamKey(seed, `probe/${tensor}`);
  for (let i = 0; i < values.length; i += 1) {
    const r = draw24(key, i) * 2 ** -23 - 1;
    sums[i % PROBE_SUMS] = (sums[i % PROBE_SUMS] ?? 0) + (values[i] ?? Number.NaN) * r;
  }
  return sums;
}

/** Tensors are kept by kind: `grad:experts.*.w1` stands for that gradient of all experts together, and `layers.*.` for all layers. */
export function kindOf(tensor: string): string {
  return tensor.replace(/\b(layers|experts)\.\d+\./g, '$1.*.').replace(/^c\.[\d.]+$/, GEMM_PRODUCT);
}

/** The tensors that are compared: all but the loss, which has a comparison of its own, and the scores behind the choices. */
export function isCompared(output: string): boolean {
  return output !== LOSS && !output.endsWith(ROUTER_SCORES);
}

/** What stands for a step's outputs, tensor by tensor. */
export function summarise(outputs: StepOutputs, workload: Workload): StepSummary {
  const tensors = [...outputs.values].filter(([name]) => isCompared(name));
  return {
    loss: outputs.values.get(LOSS)?.[0] ?? null,
    tensors: tensors.map(([name, values]) => ({
      name,
      l2: norm(values),
      probe: [...probe(workload.seed, name, values)],
    })),
    choices: choicesOf(outputs, workload),
  };
}

/** Of the tensors of a kind the norm of all together, and the sum of their probes, each with an r of its own name. */
export function fingerprint({ loss, tensors, choices }: StepSummary): Fingerprint {
  const squares = new Map<string, number>();
  const sums = new Map<string, readonly number[]>();
  for (const { name, l2, probe } of tensors) {
    if (!isCompared(name)) continue;
    const kind = kindOf(name);
    squares.set(kind, (squares.get(kind) ?? 0) + l2 ** 2);
    const before = sums.get(kind);
    sums.set(
      kind,
      probe.map((sum, i) => sum + (before?.[i] ?? 0)),
    );
  }
  return {
    loss,
    norms: Object.fromEntries([...squares].map(([kind, square]) => [kind, Math.sqrt(square)])),
    probes: Object.fromEntries([...sums].map(([kind, probed]) => [kind, [...probed]])),
    choices,
  };
}

/** null where the routing is forced: nothing was chosen. */
function choicesOf({ values, choices }: StepOutputs, workload: Workload): StepSummary['choices'] {
  if (!isMoe(workload) || workload.routing.kind !== 'learned') return null;
  const layers = [...choices];
  return {
    sha256: sha256(littleEndian(layers.map(([, chosen]) => chosen))),
    count: layers.reduce((sum, [, chosen]) => sum + chosen.length, 0),
    nearTies: nearTiesOf(workload, values),
  };
}

/** Choices of all layers that lie near another, by the scores among the values; null where those of a layer are not there. */
export function nearTiesOf(workload: MoeWorkload, values: Values): number | null {
  const scopes = workload.part === 'train-step' ? moeScopes(workload) : [''];
  const ties = scopes.map(scope => {
    const scores = values.get(`${scope}${ROUTER_SCORES}`);
    return scores === undefined ? null : nearTies(workload, scores, scoreTolerance(workload));
  });
  return ties.reduce<number | null>((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}

/** int32 one after another, little-endian whatever the machine. */
function littleEndian(parts: readonly Int32Array[]): Uint8Array {
  const values = parts.flatMap(part => [...part]);
  const view = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, i) => {
    view.setInt32(4 * i, value, true);
  });
  return new Uint8Array(view.buffer);
}

/** The names of what is no number in a fingerprint: a step that overflowed has no result, and no speed. */
export function notNumbers({ loss, norms }: Fingerprint): readonly string[] {
  const values = { ...(loss === null ? {} : { [LOSS]: loss }), ...norms };
  return Object.entries(values).flatMap(([name, value]) => (Number.isFinite(value) ? [] : [name]));
}
