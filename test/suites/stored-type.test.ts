import { describe, expect, test } from 'vitest';
import { faultFrom } from '../../harness/runners/faults.ts';
import { program } from '../../harness/runners/onnx/program.ts';
import { PARITY_TOLERANCE, scoreTolerance } from '../../results/proof/tolerance.ts';
import { memoryAccount } from '../../suites/account.ts';
import { casesOf } from '../../suites/cases.ts';
import { printGraph } from '../../suites/graph/print.ts';
import { comparisonSha256, workloadSha256 } from '../../suites/identity.ts';
import { tensorValues } from '../../suites/moe/tensors.ts';
import { graphOf } from '../../suites/parts.ts';
import { multipliesAsStored, storedType } from '../../suites/stored-type.ts';
import { DTYPES, type Dtype, type MoeWorkload } from '../../suites/workload.ts';
import { SMALL_BLOCK, SMALL_TRAIN } from './moe/small-workloads.ts';

const { attention: _, sequence: __, normEpsilon: ___, ...AROUND } = SMALL_BLOCK;
const LAYER: MoeWorkload = { ...AROUND, part: 'moe-layer' };
const PARTS = [
  ['moe-layer', LAYER],
  ['moe-block', SMALL_BLOCK],
  ['train-step', SMALL_TRAIN],
] as const;

/** The dtypes whose products are of another type than their tensors, and the type of their tensors. */
const ROUNDING_IN_PRODUCTS = [
  ['tf32', 'float32'],
  ['float8-tensorwise', 'bfloat16'],
] as const;

describe.each(ROUNDING_IN_PRODUCTS)('%s is stored as %s', (dtype, stored) => {
  test.each(PARTS)('a %s of it starts from the same values and holds as much memory', (_part, workload) => {
    const [own, plain] = [
      { ...workload, dtype },
      { ...workload, dtype: stored },
    ];
    expect(memoryAccount(own)).toEqual(memoryAccount(plain));
    expect(printGraph(graphOf(own))).toBe(printGraph(graphOf(plain)));
    const x = { name: 'x', shape: [12, 10], kind: 'activation' } as const;
    expect(tensorValues(own, x)).toEqual(tensorValues(plain, x));
  });

  test('it is another work, to be put beside the stored type under one comparison hash', () => {
    const [own, plain] = [
      { ...LAYER, dtype },
      { ...LAYER, dtype: stored },
    ];
    expect(workloadSha256(own)).not.toBe(workloadSha256(plain));
    expect(comparisonSha256(own)).toBe(comparisonSha256(plain));
  });

  test('its largest products are of the dtype itself, not of the stored type', () => {
    const cases = casesOf([{ workload: { ...LAYER, dtype }, model: null, scaled: {}, fitted: null }]);
    expect(new Set(cases.map(({ workload }) => workload.dtype))).toEqual(new Set([dtype]));
    expect(
      cases.filter(({ role }) => role.kind === 'largest-matmul').every(({ id }) => id.startsWith(`gemm.${dtype}.`)),
    ).toBe(true);
  });

  test.each(PARTS)(
    'ONNX Runtime has no program of a %s in it, says so before it makes one value, and its oracle has',
    (_part, workload) => {
      const own = { ...workload, dtype };
      const fault = faultOf(() => program(own));
      expect(fault).toMatchObject({ code: 'unsupported' });
      expect(fault.message).toBe(
        `ONNX Runtime does not support ${dtype}: its products are ${stored} where its tensors are; give that dtype, or a target of another runner`,
      );
      expect(program(own, { computeIn: 'float64' }).inputs.map(({ elementType }) => elementType)).toContain('float64');
    },
  );

  test('a choice of experts by a layer is judged in float32: its router is none of the rounded products', () => {
    expect(scoreTolerance({ part: 'moe-layer', dtype })).toBe(PARITY_TOLERANCE.float32);
    expect(scoreTolerance({ part: 'moe-block', dtype })).toBe(PARITY_TOLERANCE[dtype]);
  });
});

test('the other dtypes are multiplied in the type they are stored in', () => {
  const others = DTYPES.filter(dtype => !ROUNDING_IN_PRODUCTS.some(([own]) => own === dtype));
  expect(others).toEqual(['float32', 'float16', 'bfloat16', 'float64']);
  expect(others.filter(multipliesAsStored)).toEqual(others);
});

test('the oracle of float8-tensorwise starts from values that bfloat16 holds', () => {
  const dtype: Dtype = 'float8-tensorwise';
  const prepared = program({ ...LAYER, dtype }, { computeIn: 'float64' });
  const x = prepared.inputs.find(({ name }) => name === 'x');
  // bfloat16 has 8 bits of significand: in (−1, 1) a multiple of 2⁻¹⁵ at most 2⁻⁷ large, or its value × 2⁸ ÷ a power of two is whole.
  const isBfloat16 = (value: number) => {
    const scaled = value === 0 ? 0 : value / 2 ** (Math.floor(Math.log2(Math.abs(value))) - 7);
    return Number.isInteger(scaled);
  };
  expect(storedType(dtype)).toBe('bfloat16');
  expect([...(x?.values ?? [])].length).toBe(120);
  expect([...(x?.values ?? [])].every(value => isBfloat16(Number(value)))).toBe(true);
});

test('tolerances grow with the roundings: float32 < tf32 = float16 < bfloat16 < float8-tensorwise < 1', () => {
  const { float32, tf32, float16, bfloat16, 'float8-tensorwise': float8 } = PARITY_TOLERANCE;
  expect([tf32, float8]).toEqual([8 / 2048, 0.25]);
  expect([tf32 === float16, float32 < tf32, float16 < bfloat16, bfloat16 < float8]).toEqual([true, true, true, true]);
});

function faultOf(act: () => unknown) {
  try {
    act();
  } catch (error) {
    return faultFrom(error);
  }
  throw new Error('nothing was refused');
}
