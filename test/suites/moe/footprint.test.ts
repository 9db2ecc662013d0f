import { describe, expect, test } from 'vitest';
import { accountedPeakBytes, memoryAccount } from '../../../suites/account.ts';
import { fittingSlice } from '../../../suites/fit.ts';
import { loadModels } from '../../../suites/models.ts';
import { footprintBytes } from '../../../suites/moe/footprint.ts';
import type { WorkloadRequest } from '../../../suites/request/request.ts';
import { resolveWorkload } from '../../../suites/resolve.ts';
import type { MoeWorkload } from '../../../suites/workload.ts';

const GIB = 2 ** 30;
const request = (model: string, part: MoeWorkload['part'], pass: MoeWorkload['pass']): WorkloadRequest => ({
  model,
  part,
  pass,
  scale: {},
  dtype: 'float32',
  routing: 'balanced',
  dispatch: null,
  seed: 1,
});

const accountedBytes = (workload: MoeWorkload): number => accountedPeakBytes(memoryAccount(workload));

/** Of switch-c's 2048 experts the graph alone takes seconds. */
const models = loadModels().filter(({ id, router }) => router !== null && id !== 'switch-c');
const whole = models.filter(({ block, differs }) => block !== null && differs.block === null);

describe('the footprint of a workload', () => {
  test.each(models.map(({ id }) => id))('is no less than the account of a layer of %s, and near it', model => {
    for (const pass of ['forward', 'forward-backward'] as const) {
      const workload = resolveWorkload(request(model, 'moe-layer', pass));
      const ratio = footprintBytes(workload) / accountedBytes(workload);
      expect(ratio, pass).toBeGreaterThanOrEqual(0.99);
      expect(ratio, pass).toBeLessThan(1.3);
    }
  });

  test.each<[string, Partial<WorkloadRequest>]>([
    ['a gated shared expert of another width', { layer: { sharedFfn: 20_480, sharedGate: true } }],
    ['a narrow shared expert', { layer: { sharedFfn: 64 } }],
    ['squared ReLU', { layer: { activation: 'relu2' } }],
    ['ungated GELU with biases', { layer: { activation: 'gelu', expertBiases: true } }],
  ])('is no less than the account of a layer with %s, and near it', (_, changes) => {
    for (const pass of ['forward', 'forward-backward'] as const) {
      const workload = resolveWorkload({ ...request('mixtral-8x7b', 'moe-layer', pass), ...changes });
      const ratio = footprintBytes(workload) / accountedBytes(workload);
      expect(ratio, pass).toBeGreaterThanOrEqual(0.99);
      expect(ratio, pass).toBeLessThan(1.3);
    }
  });

  test.each(whole.map(({ id }) => id))('is no less than the account of a block of %s, and near it', model => {
    const workload = resolveWorkload(request(model, 'moe-block', 'forward-backward'));
    const ratio = footprintBytes(workload) / accountedBytes(workload);
    expect(ratio).toBeGreaterThanOrEqual(0.99);
    expect(ratio).toBeLessThan(1.3);
  });

  test.each(whole.map(({ id }) => id))('finds a slice of %s to train in 64 GiB whose account does fit', model => {
    const asked = request(model, 'train-step', 'train');
    const workload = resolveWorkload({ ...asked, scale: fittingSlice(asked, 64 * GIB).scale });
    expect(accountedBytes(workload)).toBeLessThanOrEqual(64 * GIB);
    expect(footprintBytes(workload) / accountedBytes(workload)).toBeLessThan(1.3);
  });
});
