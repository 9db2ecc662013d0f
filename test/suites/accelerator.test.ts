/** What `suites/accelerator.yaml` promises: it fits every accelerator as it is, and takes about eight minutes. */
import { describe, expect, test } from 'vitest';
import { memoryAccount } from '../../suites/account.ts';
import { casesOf, workId } from '../../suites/cases.ts';
import { footprintBytes, storedFootprintBytes } from '../../suites/moe/footprint.ts';
import { rowsPerExpert } from '../../suites/moe/routing/routing.ts';
import { loadSuite } from '../../suites/suite-files.ts';
import { suiteWorks } from '../../suites/suite-works.ts';

const GIB = 2 ** 30;
const suite = loadSuite('accelerator');
/** What can be used of 24 GiB (harness/memory/device.ts), and of a card that the optional work fits, too. */
const small = suiteWorks(suite, 0.8 * 24 * GIB);
const large = suiteWorks(suite, 0.8 * 141e9);
const cases = casesOf(small.works);

describe('the accelerator suite', () => {
  test('is the same work with 24 GiB and with 141 GB but for what is optional', () => {
    const ids = small.works.map(workId);
    expect(large.works.map(workId).slice(0, ids.length)).toEqual(ids);
    expect(large.works.map(workId).slice(ids.length)).toEqual([
      'deepseek-v3.forward-backward.bfloat16.balanced.t32768-h7168-f2048-e256-k8-s1',
    ]);
    expect(small.refused).toEqual([
      { what: 'deepseek-v3.moe-layer', reason: expect.stringMatching(/about 69\.8 GiB, 19\.2 GiB can be used/) },
    ]);
    expect(small.works.every(({ fitted }) => fitted === null)).toBe(true);
  });

  test.each(small.works.map(work => [workId(work), work.workload] as const))('%s fits 24 GiB', (_, workload) => {
    // Even by a runtime that widens every half to float32.
    expect(footprintBytes(workload)).toBeLessThan(24 * GIB);
    expect(storedFootprintBytes(workload)).toBeLessThan(0.8 * 24 * GIB);
  });

  // By hand: DeepSeek-V3's 33 experts of 3 × 7168 × 2048 and router 7168 × 32, in two bytes.
  test('by the account of its graph the share of DeepSeek-V3 holds 2.9 GB of weights and as much of gradients', () => {
    const [share] = small.works.filter(({ model }) => model === 'deepseek-v3').map(({ workload }) => workload);
    if (share === undefined) throw new Error('the suite has DeepSeek-V3');
    const { weightsBytes, gradientsBytes, endsBytes, passingBytes } = memoryAccount(share);
    expect(weightsBytes).toBe(2 * (33 * 3 * 7168 * 2048 + 7168 * 32));
    expect(gradientsBytes).toBe(weightsBytes);
    expect(weightsBytes + gradientsBytes + endsBytes + passingBytes).toBeLessThan(storedFootprintBytes(share));
  });

  test('has the rows an expert that its head says', () => {
    const rows = small.works.flatMap(({ model, workload }) =>
      workload.part === 'moe-layer' && workload.dtype === 'bfloat16' && workload.routing.kind === 'balanced'
        ? [[model, ...new Set(rowsPerExpert(workload))]]
        : [],
    );
    expect(rows).toEqual([
      ['mixtral-8x7b', 2048],
      ['deepseek-v3', 1024],
      ['ling-lite', 768],
      ['qwen3-30b-a3b', 512],
      ['gpt-oss-20b', 1024],
      ['deepseek-v3', 256],
    ]);
  });

  test('has for every dtype of a work a largest product of that dtype', () => {
    const of = (kind: string) =>
      new Set(cases.flatMap(({ role, workload }) => (role.kind === kind ? [workload.dtype] : [])));
    expect(of('largest-matmul')).toEqual(of('work'));
    expect(of('work')).toEqual(new Set(['bfloat16', 'float32', 'tf32', 'float8-tensorwise']));
  });

  test('takes 8 minutes by arithmetic: 28 cases, 5 rounds, two strategies a work, at the seconds a cell of docs/WORKLOADS.md', () => {
    const works = cases.filter(({ role }) => role.kind === 'work').length;
    const others = cases.length - works;
    expect([works, others, suite.rounds]).toEqual([12, 16, 5]);
    const seconds = { start: 25, work: 2, other: 1.4, proof: 1.3 };
    const timed = 5 * (2 * works * seconds.work + others * seconds.other);
    const race = 2 * works * seconds.work;
    const proofs = (2 * works + 12) * seconds.proof;
    expect(seconds.start + timed + race + proofs).toBeLessThanOrEqual(8 * 60);
  });
});
