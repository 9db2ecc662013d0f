/** The project's layers beside the independent oracle, in every form there is. */
import { describe, expect, it } from 'vitest';
import { openOnnx } from '../../harness/runners/onnx/open.ts';
import { prove } from '../../harness/runners/prove.ts';
import { disagreements } from './agreement.ts';
import { hasPython, oracleOf } from './oracle.ts';
import { SCALAR, WORKLOADS } from './workloads.ts';

const skip = !hasPython() && process.env.MOEBENCH_REQUIRE_ALL !== '1';

/** Less than a billionth of a norm is what rounding leaves of a gradient that algebra makes zero. */
const zeroByAlgebra = 'one chosen expert, normalised: the router has no gradient';
const compared = Object.entries(WORKLOADS).filter(([name]) => name !== zeroByAlgebra);

describe.skipIf(skip)('layers beside the independent oracle (skipped where python3 ≥ 3.9 is missing)', () => {
  it.each([...compared, ['one token of one dimension', SCALAR] as const])('%s', async (_, workload) => {
    const { oracle } = await prove({ workload, target: null, strategy: null, steps: 1 }, openOnnx());
    const { loss, tensors } = oracle;
    if (loss === null) throw new Error('a layer has a loss');
    expect(disagreements({ loss, tensors }, oracleOf(workload))).toEqual([]);
  });
});
