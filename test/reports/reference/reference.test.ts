import { expect, test } from 'vitest';
import { reachedShare } from '../../../reports/reference/reached.ts';
import { project, roofOf } from '../../../reports/reference/reference.ts';
import { bytesPerStep } from '../../../reports/rows/bytes.ts';
import { spoken } from '../../spoken.ts';
import { chipOf, FLOPS_A, fixtureCatalog, layerA } from '../fixture.ts';

const reached = reachedShare(fixtureCatalog());
const chip = chipOf('nvidia-test', 'NVIDIA Test', 60e12);

test('with few tokens the weights alone set the time: the roof is that of the memory', () => {
  const roof = roofOf(chip, { ...layerA, pass: 'forward', tokens: 1 }, 98_816);
  expect(roof).toMatchObject({ limit: 'memory', stepMs: (1000 * 4 * (98_560 + 128)) / 4e12 });
});

test('float32 is held against the IEEE peak, though the TF32 peak of the same chip is eight times higher', () => {
  expect(roofOf(chip, layerA, FLOPS_A)).toMatchObject({ peakFlops: 60e12, limit: 'compute' });
});

test('a chip without a float32 peak, and any chip in float64, is not projected, and says why', () => {
  expect(spoken(project(chipOf('nvidia-test', 'NVIDIA Test', null), layerA, FLOPS_A, reached))).toEqual({
    available: false,
    reason: 'the catalog has no float32 peak for NVIDIA Test',
  });
  expect(spoken(project(chip, { ...layerA, dtype: 'float64' }, FLOPS_A, reached))).toEqual({
    available: false,
    reason: 'the catalog has no float64 peak for NVIDIA Test',
  });
});

test.each(['float16', 'bfloat16'] as const)('%s moves half the bytes of float32, and has a peak of its own', dtype => {
  const half = { ...layerA, dtype };
  expect(bytesPerStep(half)).toBe(2 * 1_639_680);
  expect(roofOf(chip, half, FLOPS_A)).toMatchObject({ peakFlops: chip.peakFlops[dtype] });
  const without = { ...chip, peakFlops: { ...chip.peakFlops, [dtype]: null } };
  expect(spoken(roofOf(without, half, FLOPS_A))).toMatchObject({
    reason: `the catalog has no ${dtype} peak for NVIDIA Test`,
  });
});

test.each([
  ['tf32', 'tf32', 4],
  ['float8-tensorwise', 'float8', 2],
] as const)('%s is held against the %s peak, and moves %f bytes a value as it is stored', (dtype, peak, bytes) => {
  const rounding = { ...layerA, dtype };
  const peaks = { ...chip, peakFlops: { ...chip.peakFlops, tf32: 480e12, float8: 1920e12 } };
  expect(bytesPerStep(rounding)).toBe(bytes * 1_639_680);
  expect(roofOf(peaks, rounding, FLOPS_A)).toMatchObject({ peakFlops: peaks.peakFlops[peak] });
  const without = { ...peaks, peakFlops: { ...peaks.peakFlops, [peak]: null } };
  expect(spoken(roofOf(without, rounding, FLOPS_A))).toMatchObject({
    reason: `the catalog has no ${dtype} peak for NVIDIA Test`,
  });
});

test('a projection has bounds and no rounds: nobody sampled it', () => {
  expect(project(chip, layerA, FLOPS_A, reached)).toMatchObject({
    available: true,
    stepMs: { kind: 'bounds', rounds: 0 },
  });
});
