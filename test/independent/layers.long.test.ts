/** The project's layers beside the independent oracle, in every form there is. */
import { describe, expect, it } from 'vitest';
import { openOnnx } from '../../harness/runners/onnx/open.ts';
import { prove } from '../../harness/runners/prove.ts';
import { disagreements } from './agreement.ts';
import { hasPython, oracleOf } from './oracle.ts';
import { SCALAR, WORKLOADS } from './workloads.ts';

const skip = !hasPython() && process.env.MOEBENCH_REQUIRE_ALL !== '1';

/** Where weights are normalised, the router's gradient of an expert that no token chose is zero by algebra: what rounding leaves of it has no digits. */
const ZERO_BY_ALGEBRA = [
  'one chosen expert, normalised: the router has no gradient',
  'zipf, experts left without tokens',
];
const compared = Object.entries(WORKLOADS).filter(([name]) => !ZERO_BY_ALGEBRA.includes(name));

describe.skipIf(skip)('layers beside the independent oracle (skipped where python3 ≥ 3.9 is missing)', () => {
  it.each([...compared, ['one token of one dimension', SCALAR] as const])('%s', async (_, workload) => {
    const { oracle } = await prove({ workload, target: null, strategy: null, steps: 1 }, openOnnx());
    const { loss, tensors } = oracle;
    if (loss === null) throw new Error('a layer has a loss');
    expect(disagreements({ loss, tensors }, oracleOf(workload))).toEqual([]);
  });
});
