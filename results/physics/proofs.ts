/** Does a proof say what its own figures say? The cells that stand on one that does not are as invalid as it is. */
import { workloadSha256 } from '../../suites/identity.ts';
import { type Note, note } from '../schema/note.ts';
import type { Curve, Proof } from '../schema/proof.ts';
import { type Rule, same, shortHash } from './rule.ts';

type Tensor = Proof['tensors'][number];

export const PROOF_RULES: readonly Rule<Proof>[] = [
  {
    code: 'proof-hash',
    broken({ workload, sha256 }) {
      const recomputed = workloadSha256(workload);
      return recomputed === sha256
        ? null
        : note('proof-hash', { recomputed: shortHash(recomputed), recorded: shortHash(sha256) });
    },
  },
  {
    code: 'proof-counts',
    broken({ routing }) {
      if (routing === null) return null;
      const { choices, flips, unexplained } = routing;
      if (0 <= unexplained && unexplained <= flips && flips <= choices) return null;
      return note('proof-counts', { choices, flips, unexplained });
    },
  },
  {
    code: 'proof-verdict',
    broken(proof) {
      if (!proof.holds) return null;
      if (proof.tensors.length === 0) return note('verdict-without-tensor');
      const values = [...proof.tensors, ...(proof.loss === null ? [] : [{ name: 'loss', ...proof.loss }])];
      const wrong = values.find(({ error, tolerance }) => !(error !== null && error <= tolerance));
      if (wrong !== undefined) return tensorFault(wrong);
      const unexplained = proof.routing?.unexplained ?? 0;
      return unexplained === 0 ? null : note('verdict-choices-differ', { unexplained });
    },
  },
  { code: 'curve', broken: ({ curve, holds }) => (curve === null ? null : curveFault(curve, holds)) },
];

function tensorFault({ name, error, tolerance }: Tensor): Note {
  return error === null
    ? note('verdict-tensor-no-number', { name, tolerance })
    : note('verdict-tensor-off', { name, error: error, tolerance });
}

function curveFault({ steps, loss, oracle, flips, maxDifference, tolerance }: Curve, holds: boolean): Note | null {
  if (oracle.length !== steps || loss.length > steps || flips.length !== loss.length) {
    return note('curve-lengths', { steps, losses: loss.length, oracle: oracle.length, flips: flips.length });
  }
  const differences = loss.map((value, step) => Math.abs(value - (oracle[step] ?? Number.NaN)));
  const greatest = Math.max(0, ...differences);
  if (!same(greatest, maxDifference)) {
    return note('curve-difference', { recomputed: greatest, recorded: maxDifference });
  }
  const within = loss.length === steps && (tolerance === null || maxDifference <= tolerance);
  return holds && !within ? note('curve-unfinished', { losses: loss.length, steps, difference: maxDifference }) : null;
}
