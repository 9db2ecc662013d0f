import { describe, expect, it } from 'vitest';
import { placed } from '../../../reports/rows/placed.ts';
import type { Placement } from '../../../results/schema/outcome.ts';
import { unavailable } from '../../../results/schema/reading.ts';

const webgpu = { id: 'webgpu', onnx: { provider: 'webgpu' } };
const onDevice = { provider: 'webgpu', nodes: 75, timeMs: 9, operators: { Gemm: 75 } };

describe('where the work was done', () => {
  it('is the target alone when only sizes are worked out elsewhere', () => {
    const cpu = { provider: 'cpu', nodes: 3, timeMs: 1, operators: { Reshape: 2, Split: 1 } };
    const placement: Placement = { available: true, providers: [onDevice, cpu], copiedBytes: 0 };
    expect(placed(webgpu, placement)).toEqual({ target: 'webgpu', elsewhereShare: 0.1 });
  });

  it('is more than sizes when more is copied than sizes take, whatever the operator is called', () => {
    const cpu = { provider: 'cpu', nodes: 1, timeMs: 1, operators: { Concat: 1 } };
    const sizes: Placement = { available: true, providers: [onDevice, cpu], copiedBytes: 2048 };
    expect(placed(webgpu, sizes).target).toBe('webgpu');
    expect(placed(webgpu, { ...sizes, copiedBytes: 4096 * 1024 * 4 }).target).toBe('webgpu+cpu');
  });

  it('names the provider a sort fell back to', () => {
    const cpu = { provider: 'cpu', nodes: 3, timeMs: 3, operators: { Reshape: 1, TopK: 2 } };
    const placement: Placement = { available: true, providers: [onDevice, cpu], copiedBytes: 512 };
    expect(placed(webgpu, placement)).toEqual({ target: 'webgpu+cpu', elsewhereShare: 0.25 });
  });

  it('is not known without a trace', () => {
    const placement: Placement = unavailable('not-traced');
    expect(placed(webgpu, placement)).toEqual({ target: 'webgpu', elsewhereShare: null });
  });
});
