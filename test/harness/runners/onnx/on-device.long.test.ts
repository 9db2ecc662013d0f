/** Where a layer's nodes run on WebGPU (SwiftShader, a Vulkan driver on the CPU, as Debian's chromium brings it). */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Job, type Result, resultSchema } from '../../../../harness/runners/job.ts';
import { placed } from '../../../../reports/rows/placed.ts';
import { resolveLayer, resolveWorkload } from '../../../../suites/resolve.ts';
import type { MoeWorkload } from '../../../../suites/workload.ts';

const ICD = '/usr/lib/chromium/vk_swiftshader_icd.json';
const LOADERS = ['/usr/lib/x86_64-linux-gnu/libvulkan.so.1', '/usr/lib/aarch64-linux-gnu/libvulkan.so.1'];
const missing = !existsSync(ICD) || !LOADERS.some(existsSync);
const WORKER = join(import.meta.dirname, '../../../../dist/harness/runners/worker.js');
const folder = mkdtempSync(join(tmpdir(), 'moebench-on-device-'));
afterAll(() => rmSync(folder, { recursive: true }));

const target: Job['target'] = {
  id: 'webgpu',
  runner: 'onnx',
  strategies: ['session'],
  onnx: { provider: 'webgpu' },
  device: { vendor: null, name: 'SwiftShader', index: 0 },
  software: true,
  threads: null,
};
const timing = { minWindowMs: 0, minSteps: 1, maxSteps: 1, maxWarmupMs: 0, timeoutMs: 60_000 };
const SIZES = { tokens: 48, hidden: 16, ffn: 12, sharedExperts: 0 };

describe.skipIf(missing && process.env.MOEBENCH_REQUIRE_ALL !== '1')(
  'a layer on WebGPU (SwiftShader; needs chromium and libvulkan1)',
  () => {
    it.each([
      // The totals of the experts, 8 bytes each, are all that crosses to the host.
      ['mixtral-8x7b', 'dropless', { experts: 8, topK: 2 }, 64],
      ['deepseek-v3', 'dropless', { experts: 64, topK: 4 }, 512],
      ['mixtral-8x7b', 'capacity:1.25', { experts: 8, topK: 2 }, 0],
    ])('stays on the device: %s, %s', (model, dispatch, scale, copiedBytes) => {
      const request = { model, dispatch, routing: 'zipf:1.2', dtype: 'float32', pass: 'forward-backward' } as const;
      const { placement } = measured(resolveLayer({ ...request, scale: { ...SIZES, ...scale }, seed: 1 }));
      expect(placement).toMatchObject({ available: true, copiedBytes });
      expect(placed({ id: 'webgpu', onnx: { provider: 'webgpu' } }, placement).target).toBe('webgpu');
    });

    it('and so does a whole training step, whose weights are fed back from one step to the next', () => {
      const around = { sequence: 24, heads: 2, kvHeads: 1, headDim: 8, layers: 2, vocab: 256 };
      const workload = resolveWorkload({
        ...{ model: 'qwen3-30b-a3b', part: 'train-step', pass: 'train', routing: 'balanced', dispatch: 'dropless' },
        ...{ scale: { ...SIZES, experts: 8, topK: 2, ...around }, dtype: 'float32', seed: 1 },
      });
      const { placement, first, last } = measured(workload);
      // Two layers, eight experts, 8 bytes each.
      expect(placement).toMatchObject({ available: true, copiedBytes: 128 });
      expect(placed({ id: 'webgpu', onnx: { provider: 'webgpu' } }, placement).target).toBe('webgpu');
      expect(last.loss).toBeLessThan(first.loss ?? 0);
    });
  },
);

function measured(workload: MoeWorkload): Measured {
  const [jobPath, resultPath] = [join(folder, 'job.json'), join(folder, 'result.json')];
  writeFileSync(jobPath, JSON.stringify({ kind: 'time', workload, target, strategy: 'session', timing, trace: true }));
  const env = { ...process.env, VK_ICD_FILENAMES: ICD };
  spawnSync(process.execPath, [WORKER, jobPath, resultPath], { env });
  const result = resultSchema.parse(JSON.parse(readFileSync(resultPath, 'utf8')));
  if (result.kind !== 'measurement') throw new Error(JSON.stringify(result));
  return result.measurement;
}

type Measured = Extract<Result, { kind: 'measurement' }>['measurement'];
