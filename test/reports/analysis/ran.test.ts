import { describe, expect, test } from 'vitest';
import { poolNewest } from '../../../reports/analysis/pool.ts';
import { ranBy, ranText, sameRan, whatRan } from '../../../reports/analysis/ran.ts';
import type { RunRecord } from '../../../results/record.ts';
import { agreeingRecord } from '../fixture.ts';

const webgpu = { runner: 'onnx', provider: 'webgpu', strategy: 'session' } as const;

describe('what ran', () => {
  test.each([
    ['NVIDIA H20 by ONNX Runtime WebGPU, float32', webgpu],
    ['NVIDIA H20 by PyTorch, grouped, float32', { runner: 'torch', provider: null, strategy: 'grouped' }],
    ['NVIDIA H20 by ONNX Runtime qnn, float32', { ...webgpu, provider: 'qnn' }],
    ['NVIDIA H20 by mindspore, eager, float32', { runner: 'mindspore', provider: null, strategy: 'eager' }],
  ])('is read as: %s', (text, ran) => {
    expect(whatRan('NVIDIA H20', ran, 'float32')).toBe(text);
  });

  test('is another by another runner, another provider or another strategy', () => {
    expect(sameRan(webgpu, { ...webgpu })).toBe(true);
    expect(sameRan(webgpu, { ...webgpu, provider: 'cuda' })).toBe(false);
    expect(sameRan(webgpu, { ...webgpu, runner: 'torch' })).toBe(false);
    expect(sameRan(webgpu, { ...webgpu, strategy: 'graph' })).toBe(false);
  });

  test('has the strategies of its timed cells, all of them where they are mixed', () => {
    const record = agreeingRecord();
    const plan = record.context.plan.map(cell => ({ ...cell, strategy: cell.round === 0 ? 'eager' : 'grouped' }));
    const mixed: RunRecord = { ...record, context: { ...record.context, plan } };
    const [pool] = poolNewest([mixed]);
    if (pool === undefined) throw new Error('the fixture has pools');
    expect(ranText(ranBy(pool))).toMatch(/, eager\+grouped$/);
  });
});
