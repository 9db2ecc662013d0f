/** Does a proof say what its own figures say? The cells that stand on one that does not are as invalid as it is. */
import { workloadSha256 } from '../../suites/identity.ts';
import type { Curve, Proof } from '../schema/proof.ts';
import { type Rule, same } from './rule.ts';

export const PROOF_RULES: readonly Rule<Proof>[] = [
  {
    code: 'proof-hash',
    broken({ workload, sha256 }) {
      const recomputed = workloadSha256(workload);
      return recomputed === sha256
        ? null
        : `the workload's hash is ${recomputed.slice(0, 16)}…, the proof says ${sha256.slice(0, 16)}…`;
    },
  },
  {
    code: 'proof-counts',
    broken({ routing }) {
      if (routing === null) return null;
      const { choices, flips, unexplained } = routing;
      if (0 <= unexplained && unexplained <= flips && flips <= choices) return null;
      return `of ${choices} choices of experts ${flips} differ, ${unexplained} of them unexplained`;
    },
  },
  {
    code: 'proof-verdict',
    broken(proof) {
      if (!proof.holds) return null;
      if (proof.tensors.length === 0) return 'it holds, but compares no tensor';
      const values = [...proof.tensors, ...(proof.loss === null ? [] : [{ name: 'loss', ...proof.loss }])];
      const wrong = values.find(({ error, tolerance }) => !(error !== null && error <= tolerance));
      if (wrong !== undefined)
        return `it holds, but ${wrong.name} is off by ${wrong.error}; ${wrong.tolerance} is allowed`;
      const unexplained = proof.routing?.unexplained ?? 0;
      return unexplained === 0 ? null : `it holds, but ${unexplained} choices of experts differ and are not ties`;
    },
  },
  { code: 'curve', broken: ({ curve, holds }) => (curve === null ? null : curveFault(curve, holds)) },
];

function curveFault({ steps, loss, oracle, flips, maxDifference, tolerance }: Curve, holds: boolean): string | null {
  if (oracle.length !== steps || loss.length > steps || flips.length !== loss.length) {
    return `of ${steps} steps it has ${loss.length} losses, ${oracle.length} of the oracle, ${flips.length} counts of flips`;
  }
  const differences = loss.map((value, step) => Math.abs(value - (oracle[step] ?? Number.NaN)));
  const greatest = Math.max(0, ...differences);
  if (!same(greatest, maxDifference)) return `its losses are up to ${greatest} apart, it says ${maxDifference}`;
  const within = loss.length === steps && (tolerance === null || maxDifference <= tolerance);
  return holds && !within ? `it holds, but ends after ${loss.length} of ${steps} steps, ${maxDifference} apart` : null;
}
