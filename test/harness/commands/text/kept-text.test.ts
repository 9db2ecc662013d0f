import { expect, test } from 'vitest';
import { keptText } from '../../../../harness/commands/text/kept-text.ts';
import type { WorkloadRequest } from '../../../../suites/request/request.ts';
import { requestedModel } from '../../../../suites/resolve.ts';

const SIZE = { experts: 8, topK: 2, hidden: 512, ffn: 256 };
const kept = (changes: Partial<WorkloadRequest>, language: 'en' | 'zh' = 'en') => {
  const request: WorkloadRequest = {
    ...{ model: 'ling-lite', part: 'moe-layer', scale: SIZE, pass: 'forward', dtype: 'float32' },
    ...{ routing: 'balanced', dispatch: null, seed: 1 },
    ...changes,
  };
  return keptText(request, requestedModel(request), language);
};

test('a layer of other dims says what it keeps of its model, and how to change it', () => {
  expect(kept({})).toBe(
    'As ling-lite has it: 2 shared experts (--shared-experts), softmax router (--router), weights normalised (--router-normalise), swiglu (--activation). The option behind each changes it; without --model a layer is plain.\n',
  );
});

test('what is given is not kept', () => {
  const given = kept({
    scale: { ...SIZE, sharedExperts: 0 },
    router: { score: 'sigmoid', normalise: false },
    layer: { activation: 'relu2' },
  });
  expect(given).toBe('');
});

test('groups, scale and dispatch of a model are named where it has them', () => {
  expect(kept({ model: 'deepseek-v3', scale: { hidden: 64 } })).toContain(
    '1 shared expert (--shared-experts), sigmoid router (--router), weights normalised (--router-normalise), weights times 2.5 (--router-scale), 4 of 8 groups (--groups), swiglu',
  );
  expect(kept({ model: 'switch-c' })).toContain('capacity:1.25 (--dispatch)');
});

test('a model’s own layer, and a layer of no model, say nothing', () => {
  expect(kept({ scale: { tokens: 64 } })).toBe('');
  expect(kept({ model: null })).toBe('');
});

test('the line is Chinese where that is asked for', () => {
  expect(kept({}, 'zh')).toBe(
    '沿用 ling-lite 的设置：2 个共享专家（--shared-experts）、softmax 路由器（--router）、权重归一化（--router-normalise）、swiglu（--activation）。括号内的选项可更改对应设置；不给 --model 时为普通的层。\n',
  );
});
