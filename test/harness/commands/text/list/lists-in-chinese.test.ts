/** The lists in Chinese: heads, keys and meanings; names, values and what sources wrote stay as they are. */
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { list } from '../../../../../harness/commands/list.ts';
import { METRICS } from '../../../../../reports/report/metrics.ts';
import { CONFIGS } from '../../../../suites/config/fixture.ts';

const shown = (what: string, options = {}): string =>
  stripVTControlCharacters(list(what, options).text({ columns: 100, verbose: true, language: 'zh' }));

test.each([
  ['models', /^ +模型 .*专家 .*总参数量 +激活参数量 +可运行\n/],
  ['suites', /^ +套件 +轮数 +部分 +模型 +数据类型 +持续运行\n/],
  ['rates', /^ +汇率 +数值 +口径 +日期 +过时\n +CNY\/USD /],
  ['metrics', /^ +字段 +单位 +含义\n +stepMs +ms +单步耗时/],
])('%s have Chinese heads', (what, head) => {
  expect(shown(what)).toMatch(head);
});

test('what runs of a model, and why not more of it, is said in Chinese', () => {
  const text = shown('models');
  expect(text).toMatch(/\n +deepseek-v2 .*160 选 6 \+ 2 .* 全部\n/);
  expect(text).toContain('只运行层，因为层外的 Transformer 块不同：');
  expect(text).not.toMatch(/Experts:|Parameters|all parts/);
});

test('every figure has its meaning in Chinese', () => {
  const english = METRICS.filter(({ meaning }) => shown('metrics').includes(meaning));
  expect(english).toEqual([]);
});

test('a config is accounted for in Chinese', () => {
  const text = shown('models', { config: join(CONFIGS, 'deepseek-v3.2.json') });
  expect(text).toContain('  moe-layer：可运行\n');
  expect(text).toMatch(/moe-block：不运行，因为层外的结构不同：sparse attention/);
  expect(text).toMatch(/参数量：671\.9 B（10 亿），其中每个 token 使用 38\.4 B/);
  expect(text).toContain('已忽略，因为与这里的计数和运算无关：');
});

test('a chip has its prices in Chinese, its sources as they are', () => {
  const text = shown('chips', { chip: 'H800', asOf: '2026-11-20' });
  expect(text).toContain('nvidia-h800 预留租赁：7.70–13.35 CNY/h，中位数 11.34；2 个来源的 2 条价格');
  expect(text).toContain('2026-10  78,000 CNY 每节点月（8 卡节点）：server；China；Shanghai Metals Market');
  expect(text).toContain('可信度中');
  expect(text).not.toMatch(/median|confidence|Stale/);
});
