/** The door between our values and the runtime's memory, in every type a workload can have. */
import { describe, expect, test } from 'vitest';
import { stepOutputs } from '../../../../harness/runners/onnx/outputs.ts';
import { program } from '../../../../harness/runners/onnx/program.ts';
import { openSteps } from '../../../../harness/runners/onnx/steps.ts';
import { emptyValues, hostTensor, numbers, tensorNumbers } from '../../../../harness/runners/onnx/tensors.ts';
import { stored } from '../../../../suites/data.ts';
import { gemmWorkload } from '../../../../suites/gemm/gemm.ts';
import { multipliesAsStored } from '../../../../suites/stored-type.ts';
import { DTYPES } from '../../../../suites/workload.ts';
import { target } from '../../../results/small-record.ts';

const VALUES = Float32Array.of(1.5, -0.25, 0, 1024);

describe('values', () => {
  test.each(['float32', 'float16', 'float64'] as const)('go in and come out as they are: %s', elementType => {
    const tensor = hostTensor({ elementType, shape: [2, 2], values: stored(elementType, VALUES) });
    expect(tensor).toMatchObject({ type: elementType, dims: [2, 2] });
    expect([...tensorNumbers(tensor)]).toEqual([...VALUES]);
  });

  test('of float16 take two bytes each in memory, as the device reads them', () => {
    const values = stored('float16', VALUES);
    expect(values).toEqual(Uint16Array.of(0x3e00, 0xb400, 0, 0x6400));
    const tensor = hostTensor({ elementType: 'float16', shape: [4], values });
    expect(ArrayBuffer.isView(tensor.data) && tensor.data.byteLength).toBe(8);
  });

  test("of bfloat16 are refused by the runtime's binding, in its own words", () => {
    const bfloat16 = { elementType: 'bfloat16', shape: [4], values: stored('bfloat16', VALUES) } as const;
    expect(() => hostTensor(bfloat16)).toThrow('Unsupported tensor type: bfloat16.');
    // Steps on the CPU do without the binding.
    expect([...numbers(bfloat16)]).toEqual([...VALUES]);
  });

  test('of indices are no floating point, and are said to be none', () => {
    expect(() => emptyValues({ elementType: 'int64', shape: [2] })).toThrow('needs floating point');
  });
});

test('gradients lose their loss scale on the way out, and nothing else does', () => {
  const outputs = [
    ['y', Float32Array.of(1, 2)],
    ['grad:x', Float32Array.of(64, -32)],
    ['layers.1.choice', Int32Array.of(3, 0)],
  ] as const;
  const { values, choices } = stepOutputs(outputs, { lossScale: 64 });
  expect([...values]).toEqual([
    ['y', Float32Array.of(1, 2)],
    ['grad:x', Float32Array.of(1, -0.5)],
  ]);
  expect([...choices]).toEqual([['layers.1.', Int32Array.of(3, 0)]]);
});

describe('a matrix product on the CPU', () => {
  const product = { m: 4, k: 3, n: 2, transposeA: false, transposeB: false, count: 1, kept: true };

  test.each(DTYPES.filter(dtype => multipliesAsStored(dtype) && dtype !== 'bfloat16'))('steps in %s', async dtype => {
    const steps = await openSteps(program(gemmWorkload(dtype, 1, [product])), target('cpu'));
    await steps.run(1);
    const exact = await openSteps(program(gemmWorkload(dtype, 1, [product]), { computeIn: 'float64' }), target('cpu'));
    await exact.run(1);
    const [values, reference] = [await steps.outputs(), await exact.outputs()].map(outputs =>
      outputs.values.get('c.0.0'),
    );
    expect(values).toHaveLength(8);
    // Three products of values below 1: the result is rounded once, to 11 bits in float16.
    for (const [i, value] of reference?.entries() ?? []) expect(values?.[i]).toBeCloseTo(value, 3);
    await steps.close();
    await exact.close();
  });

  test("is refused in bfloat16, in the runtime's own words", async () => {
    await expect(openSteps(program(gemmWorkload('bfloat16', 1, [product])), target('cpu'))).rejects.toThrow(
      'Could not find an implementation for Gemm',
    );
  });
});
