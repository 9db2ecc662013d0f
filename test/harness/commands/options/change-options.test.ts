/** The options that change fields of a layer, and those of a layer without a model. */
import { describe, expect, test } from 'vitest';
import { asRecorded } from '../../../../harness/context.ts';
import { rerunCommand } from '../../../../reports/report/command.ts';
import { workCase } from '../../../../suites/cases.ts';
import { writtenChanges } from '../../../../suites/request/change-options.ts';
import {
  type LayerChange,
  layerChangeSchema,
  type RouterChange,
  routerChangeSchema,
} from '../../../../suites/request/changes.ts';
import { resolveWorkload } from '../../../../suites/resolve.ts';
import { resolveWork } from '../../../../suites/suite-works.ts';
import { refusal } from '../../../refusal.ts';
import { parsed } from './parsed.ts';

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

describe('the options of a layer', () => {
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
      'no --model given: name one of moebench list models, or give --experts, --top-k, --hidden, --ffn (missing: --top-k, --ffn), for example --experts 8 --top-k 2 --hidden 512 --ffn 256',
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
});
