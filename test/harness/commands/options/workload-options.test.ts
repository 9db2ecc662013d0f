import { Command } from 'commander';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addWorkloadOptions,
  requestFromOptions,
  type WorkloadOptions,
} from '../../../../harness/commands/options/workload-options.ts';
import { asRecorded } from '../../../../harness/context.ts';
import { rerunCommand } from '../../../../reports/report/command.ts';
import { type Work, workCase } from '../../../../suites/cases.ts';
import { loadModels } from '../../../../suites/models.ts';
import { writtenChanges } from '../../../../suites/request/change-options.ts';
import {
  GROUP_SCORES,
  type LayerChange,
  layerChangeSchema,
  type RouterChange,
  routerChangeSchema,
} from '../../../../suites/request/changes.ts';
import { SCALABLE } from '../../../../suites/request/dims.ts';
import type { WorkloadRequest } from '../../../../suites/request/request.ts';
import { resolveWorkload } from '../../../../suites/resolve.ts';
import { resolveWork } from '../../../../suites/suite-works.ts';
import { UsageError } from '../../../../suites/usage-error.ts';
import { ACTIVATIONS, PARTS, ROUTER_SCORES, WEIGHT_PLACES } from '../../../../suites/workload.ts';
import { refusal } from '../../../refusal.ts';

/** What a command line asks for. */
function parsed(...args: readonly string[]): WorkloadRequest {
  const command = addWorkloadOptions(new Command('run')).option('--target <id>').exitOverride();
  command.parse([...args], { from: 'user' });
  return requestFromOptions(command.opts<WorkloadOptions>());
}

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

  test('make a layer of no model again without a model', () => {
    const request = parsed('--experts', '8', '--top-k', '2', '--hidden', '64', '--ffn', '32', '--router', 'sigmoid');
    const work = resolveWork(request, null);
    const command = rerunCommand(['cpu'], asRecorded(workCase(work)), work.workload);
    expect(command).toContain('--hidden 64 --ffn 32 --experts 8 --top-k 2 --router sigmoid');
    expect(command).not.toContain('--model');
    expect(resolveWorkload(parsed(...command.split(' ').slice(2)))).toEqual(work.workload);
  });

  test('give a published layer from the nearest that is shipped', () => {
    const dims = ['--hidden', '5120', '--ffn', '1536', '--experts', '160', '--top-k', '8', '--shared-experts', '1'];
    const glm = resolveWork(parsed('--model', 'kimi-k2', ...dims, '--router-scale', '2.5'), null);
    expect(glm.workload.router).toEqual({ score: 'sigmoid', normalise: true, scale: 2.5, groups: null, bias: false });
    expect(workCase(glm).id).toBe(
      'kimi-k2.forward-backward.float32.balanced.t4096-h5120-f1536-e160-k8-s1-routerScale2.5',
    );
    expect(rerunCommand(['cpu'], asRecorded(workCase(glm)), glm.workload)).toContain('--router-scale 2.5');
  });

  test.each<[string, readonly string[], string]>([
    [
      'dims of a layer without a model',
      ['--experts', '8', '--hidden', '64'],
      'no --model given, and --top-k, --ffn missing: name a model (moebench list models), or give --experts, --top-k, --hidden, --ffn, for example --experts 8 --top-k 2 --hidden 512 --ffn 256',
    ],
    [
      'a model around a block',
      ['--part', 'moe-block', '--experts', '8', '--top-k', '2', '--hidden', '64', '--ffn', '32'],
      '--part moe-block needs a model: give --model (moebench list models)',
    ],
  ])('name what is missing: %s', (_, args, message) => {
    expect(refusal(() => parsed(...args))).toBe(message);
  });

  test.each<[string, string, string]>([
    ['--router', 'tanh', "--router is 'tanh'; give softmax or sigmoid"],
    ['--router-normalise', 'true', "--router-normalise is 'true'; give yes or no"],
    ['--router-scale', '0', "--router-scale is '0'; give a positive number"],
    ['--router-scale', 'Infinity', "--router-scale is 'Infinity'; give a positive number"],
    ['--router-scale', ' ', "--router-scale is ' '; give a positive number"],
    ['--groups', '8', "--groups is '8'; give none or COUNT:KEPT, such as 8:4"],
    ['--groups', '8:0', "--groups is '8:0'; give none or COUNT:KEPT, such as 8:4"],
    ['--group-score', 'sum', "--group-score is 'sum'; give sum-of-two or best"],
    ['--activation', 'silu', "--activation is 'silu'; give swiglu, geglu, relu, clamped-swiglu, relu2 or gelu"],
    ['--shared-ffn', '0', "--shared-ffn is '0'; give a whole number of at least 1"],
    ['--shared-ffn', '1e3', "--shared-ffn is '1e3'; give a whole number of at least 1"],
    ['--shared-gate', 'on', "--shared-gate is 'on'; give yes or no"],
    ['--expert-biases', '', "--expert-biases is ''; give yes or no"],
    ['--router-bias', '1', "--router-bias is '1'; give yes or no"],
    ['--weight-on', 'both', "--weight-on is 'both'; give output or input"],
  ])('refuse %s %j', (option, text, message) => {
    expect(refusal(() => parsed('--model', 'mixtral-8x7b', option, text))).toBe(message);
  });

  test('have one for every field that can be changed', () => {
    const texts = Object.keys(writtenChanges({ router: ALL_ROUTER, layer: ALL_LAYER }));
    expect(Object.keys(ALL_ROUTER).toSorted()).toEqual(Object.keys(routerChangeSchema.shape).toSorted());
    expect(Object.keys(ALL_LAYER).toSorted()).toEqual(Object.keys(layerChangeSchema.shape).toSorted());
    expect(texts).toHaveLength(Object.keys(ALL_ROUTER).length + Object.keys(ALL_LAYER).length);
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

const ALL_ROUTER: Required<RouterChange> = {
  score: 'sigmoid',
  normalise: true,
  scale: 2,
  groups: null,
  groupScore: 'best',
  bias: true,
};
const ALL_LAYER: Required<LayerChange> = {
  activation: 'relu2',
  sharedFfn: 8,
  sharedGate: true,
  expertBiases: true,
  weightOn: 'input',
};

/** The work a request is for; undefined for a combination that cannot be. */
function workOf(request: WorkloadRequest): Work | undefined {
  try {
    return resolveWork(request, null);
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
