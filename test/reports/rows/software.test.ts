import { describe, expect, test } from 'vitest';
import { poolNewest } from '../../../reports/rows/pool-newest.ts';
import { executionText, sameSoftware, softwareOf, softwareText } from '../../../reports/rows/software.ts';
import type { RunRecord } from '../../../results/record.ts';
import { agreeingRecord, caseA } from '../fixture.ts';

const webgpu = { runner: 'onnx', version: '1.30.0', provider: 'webgpu', strategy: 'session', kernel: null };
const grouped = { runner: 'torch', version: '2.13.0+cpu', provider: null, strategy: 'grouped', kernel: '_grouped_mm' };

describe('what ran', () => {
  test.each([
    ['NVIDIA H20 by ONNX Runtime WebGPU, float32', webgpu],
    ['NVIDIA H20 by PyTorch 2.13, grouped, float32', grouped],
    ['NVIDIA H20 by PyTorch, grouped, float32', { ...grouped, version: null }],
    ['NVIDIA H20 by ONNX Runtime qnn, float32', { ...webgpu, provider: 'qnn' }],
    [
      'NVIDIA H20 by mindspore nightly, eager, float32',
      { ...grouped, runner: 'mindspore', version: 'nightly', strategy: 'eager' },
    ],
  ])('is read as: %s', (text, ran) => {
    expect(executionText('NVIDIA H20', ran, 'float32')).toBe(text);
  });

  test('is another by another runner, version, provider, strategy or kernel', () => {
    expect(sameSoftware(grouped, { ...grouped, version: '2.8.0' })).toBe(false);
    expect(sameSoftware(grouped, { ...grouped, kernel: 'fallback' })).toBe(false);
    expect(sameSoftware(webgpu, { ...webgpu })).toBe(true);
    expect(sameSoftware(webgpu, { ...webgpu, provider: 'cuda' })).toBe(false);
    expect(sameSoftware(webgpu, { ...webgpu, runner: 'torch' })).toBe(false);
    expect(sameSoftware(webgpu, { ...webgpu, strategy: 'graph' })).toBe(false);
  });

  test('has the strategy of its timed cells; cells of another are another pool', () => {
    const record = agreeingRecord();
    const plan = record.context.plan.map(cell => ({ ...cell, strategy: cell.round === 0 ? 'eager' : 'grouped' }));
    const mixed: RunRecord = { ...record, context: { ...record.context, plan } };
    const pools = poolNewest([mixed]).filter(({ workloadCase }) => workloadCase.id === caseA.id);
    expect(pools.map(pool => [softwareText(softwareOf(pool)), pool.rounds.length])).toEqual([
      ['ONNX Runtime CPU, eager', 1],
      ['ONNX Runtime CPU, grouped', 4],
      ['ONNX Runtime WebGPU, eager', 1],
      ['ONNX Runtime WebGPU, grouped', 4],
    ]);
  });
});
