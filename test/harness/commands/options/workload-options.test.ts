import { Command } from 'commander';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addWorkloadOptions } from '../../../../harness/commands/options/workload-options.ts';
import { asRecorded } from '../../../../harness/context.ts';
import { rerunCommand } from '../../../../reports/report/command.ts';
import { type Work, workCase } from '../../../../suites/cases.ts';
import { loadModels } from '../../../../suites/models.ts';
import { GROUP_SCORES } from '../../../../suites/request/changes.ts';
import { SCALABLE } from '../../../../suites/request/dims.ts';
import type { WorkloadRequest } from '../../../../suites/request/request.ts';
import { resolveWorkload } from '../../../../suites/resolve.ts';
import { resolveWork } from '../../../../suites/suite-works.ts';
import { UsageError } from '../../../../suites/usage-error.ts';
import { ACTIVATIONS, PARTS, ROUTER_SCORES, WEIGHT_PLACES } from '../../../../suites/workload.ts';
import { refusal } from '../../../refusal.ts';
import { parsed } from './parsed.ts';

const runnable = loadModels().filter(({ router }) => router !== null);
const whole = runnable.filter(({ block, differs }) => block !== null && differs.block === null);

const ROUTER_CHANGES = {
  score: fc.constantFrom(...ROUTER_SCORES),
  normalise: fc.boolean(),
  scale: fc.constantFrom(1, 2.5, 0.1),
  groups: fc.constantFrom(null, { count: 4, kept: 2 }, { count: 2, kept: 2 }),
  groupScore: fc.constantFrom(...GROUP_SCORES),
  bias: fc.boolean(),
};
const LAYER_CHANGES = {
  activation: fc.constantFrom(...ACTIVATIONS),
  sharedFfn: fc.integer({ min: 1, max: 99 }),
  sharedGate: fc.boolean(),
  expertBiases: fc.boolean(),
  weightOn: fc.constantFrom(...WEIGHT_PLACES),
};

const anyRequest: fc.Arbitrary<WorkloadRequest> = fc.constantFrom(...PARTS).chain(part =>
  fc.record({
    model: fc.constantFrom(...(part === 'moe-layer' ? runnable : whole).map(({ id }) => id)),
    part: fc.constant(part),
    scale: scaleOf(part),
    pass:
      part === 'train-step'
        ? fc.constant('train' as const)
        : fc.constantFrom('forward' as const, 'forward-backward' as const),
    dtype: fc.constantFrom('float32' as const, 'float64' as const),
    routing: fc.constantFrom('learned', 'balanced', 'zipf:1.2'),
    dispatch: fc.constantFrom(null, 'dropless', 'capacity:1.25'),
    seed: fc.integer({ min: 0, max: 9 }),
    ...(part === 'train-step' ? { learningRate: fc.constantFrom(1e-3, 0.02) } : {}),
    router: fc.record(ROUTER_CHANGES, { requiredKeys: [] }),
    layer: fc.record(LAYER_CHANGES, { requiredKeys: [] }),
  }),
);

function scaleOf(part: WorkloadRequest['part']): fc.Arbitrary<WorkloadRequest['scale']> {
  const layer = {
    tokens: fc.constantFrom(64, 128),
    hidden: fc.constantFrom(32, 64),
    ffn: fc.integer({ min: 1, max: 99 }),
  };
  const block = { ...layer, sequence: fc.constantFrom(16, 32), heads: fc.constantFrom(64, 128) };
  const train = { ...block, layers: fc.integer({ min: 8, max: 12 }), vocab: fc.integer({ min: 256, max: 999 }) };
  const dims = part === 'moe-layer' ? layer : part === 'moe-block' ? block : train;
  return fc.record(dims, { requiredKeys: [] });
}

describe('the options of a workload', () => {
  test('make the same workload again from the command that a row prints', () => {
    fc.assert(
      fc.property(anyRequest, request => {
        const work = workOf(request);
        fc.pre(work !== undefined);
        if (work === undefined) return;
        const command = rerunCommand(['cpu'], asRecorded(workCase(work)), work.workload);
        const [program, verb, ...args] = command.split(' ');
        expect([program, verb]).toEqual(['moebench', 'run']);
        expect(resolveWorkload(parsed(...args))).toEqual(work.workload);
      }),
    );
  });

  test('make a slice again without being told to fit', () => {
    const request = parsed('--model', 'deepseek-v3', '--part', 'train-step');
    const work = resolveWork(request, 80 * 2 ** 30);
    const args = rerunCommand(['cpu'], asRecorded(workCase(work)), work.workload)
      .split(' ')
      .slice(2);
    expect(work.fitted?.cut).not.toEqual([]);
    expect(args).not.toContain('--fit');
    expect(resolveWorkload(parsed(...args))).toEqual(work.workload);
  });

  test('have one for every dim that can be changed', () => {
    const flags = new Set(addWorkloadOptions(new Command('run')).options.map(option => option.attributeName()));
    expect(SCALABLE.filter(dim => !flags.has(dim))).toEqual([]);
  });

  test('take the pass that is usual for the part', () => {
    expect(parsed('--model', 'mixtral-8x7b').pass).toBe('forward-backward');
    expect(parsed('--model', 'mixtral-8x7b', '--part', 'train-step').pass).toBe('train');
  });

  test.each<[string, readonly string[], RegExp]>([
    [
      'heads that do not divide',
      ['--part', 'moe-block', '--heads', '12', '--kv-heads', '5'],
      /heads is 12; give a multiple of its 5 kvHeads/,
    ],
    [
      'tokens that are no whole sequences',
      ['--part', 'moe-block', '--tokens', '1000', '--sequence', '300'],
      /tokens is 1000; give a multiple of the sequence, 300/,
    ],
    ['no heads', ['--part', 'moe-block', '--heads', '0'], /heads is 0; give a whole number of at least 1/],
    ['an odd rotation', ['--part', 'moe-block', '--rope-dim', '7'], /ropeDim is 7; give an even number/],
    [
      'ranks of another attention',
      ['--part', 'moe-block', '--kv-rank', '7'],
      /its attention \(gqa\) has no kvRank; leave it out/,
    ],
    ['more chosen than there are', ['--top-k', '9'], /topK is 9; at most the 8 experts/],
    [
      'no capacity',
      ['--dispatch', 'capacity:0'],
      /dispatch 'capacity:0': give dropless or capacity:<factor> with a factor above 0/,
    ],
    ['dims of another part', ['--vocab', '512'], /a moe-layer has no vocab; leave it out/],
    [
      'too small a vocabulary',
      ['--part', 'train-step', '--vocab', '255'],
      /vocab is 255; its text is bytes, give at least 256/,
    ],
    ['too many layers', ['--part', 'train-step', '--layers', '99999'], /layers is 99999; at most 1024/],
    [
      'only dense layers',
      ['--part', 'train-step', '--layers', '2', '--first-dense', '2'],
      /of 2 layers with firstDense 2, moeEvery 1 none has experts/,
    ],
    ['a rate without a step', ['--learning-rate', '0.1'], /a moe-layer has no learning rate; leave it out/],
    [
      'a rate that is none',
      ['--part', 'train-step', '--learning-rate', '-1'],
      /--learning-rate is '-1'; give a positive number/,
    ],
    [
      'another part’s pass',
      ['--part', 'train-step', '--pass', 'forward'],
      /a train-step has one pass, train, not 'forward'/,
    ],
  ])('refuse %s', (_, args, message) => {
    expect(refusal(() => resolveWorkload(parsed('--model', 'mixtral-8x7b', ...args)))).toMatch(message);
  });
});

/** The work a request is for; undefined for a combination that cannot be. */
function workOf(request: WorkloadRequest): Work | undefined {
  try {
    return resolveWork(request, null);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
