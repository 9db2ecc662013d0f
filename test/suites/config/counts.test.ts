/** Parameters of every config, beside a count made apart from this program, and beside what is published. */
import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Convention } from '../../../suites/model.ts';
import { byConvention, countsAgree } from '../../../suites/moe/conventions.ts';
import { parameterCounts } from '../../../suites/moe/parameters.ts';
import { CONFIGS, read } from './fixture.ts';

const I: Convention = 'input-embedding-left-out';
const B: Convention = 'embeddings-left-out';
const R: Convention = 'digits-rounded';
const C: Convention = 'digits-cut-off';

type Published = readonly [billion: number, ...conventions: Convention[]] | null;

/**
 * Billions, counted apart from the shapes of published code (total, active), then as published. The last were counted by
 * this program alone: only the published figures hold them.
 */
const COUNTS: Readonly<Record<string, readonly [number | null, number | null, Published, Published]>> = {
  arctic: [478.585, 17.319, [480], [17]],
  dbrx: [131.597, 36.47, [132], [36]],
  'deepseek-v2-lite': [15.706, 2.661, [15.7], [2.4, I, C]],
  'deepseek-v2': [235.741, 21.376, [236], [21]],
  'deepseek-v3': [671.026, 37.552, [671], [37]],
  'dots.llm1': [142.774, 14.017, [142], [14]],
  'ernie-4.5-300b-a47b': [298.637, 47.079, [300], [47]],
  'gemma-4-26b-a4b': [25.233, 3.823, null, [4, R]],
  'glm-4.5': [352.798, 33.632, [355], [32, B]],
  'glm-4.7-flash': [29.943, 3.897, [30], [3, C]],
  'glm-4.7': [352.798, 33.632, [358], [32, B]],
  'glm-5.2': [743.377, 41.251, [744], [40, I]],
  'glm-5': [743.911, 41.785, [744], [40, B]],
  'gpt-oss-120b': [116.829, 5.712, [116.8], [5.1, I]],
  'gpt-oss-20b': [20.915, 4.187, [20.9], [3.6, I]],
  'granite-3.1-3b': [3.299, 0.883, [3.3], [0.8, B]],
  'granite-4.0-h-small': [32.207, 8.803, [32], [9, R]],
  'grok-1': [315.685, 83.757, [314], null],
  'hunyuan-a13b': [80.393, 12.747, [80], [13]],
  'hunyuan-large': [388.701, 51.322, [389], [52]],
  'jamba-v0.1': [51.57, 12.11, [52], [12]],
  'kimi-k2': [1026.408, 32.861, [1040], [32, I]],
  'kimi-linear-48b-a3b': [49.123, 3.484, [48, I], [3, R]],
  'ling-1t': [999.705, 51.054, [1000], [51]],
  'ling-3.0-flash': [124.414, 5.506, [124], [5.1, I]],
  'ling-flash-2.0': [102.89, 6.152, [103], [6.1]],
  'ling-lite': [16.802, 2.753, [16.8], [2.75]],
  'ling-mini-2.0': [16.256, 1.433, [16.26], [1.43]],
  'ling-plus': [290.603, 29.004, [290], [28.8]],
  'llama-4-maverick': [400.712, 17.185, [400], [17]],
  'llama-4-scout': [107.77, 17.173, [109], [17]],
  // Of the 12 chosen of 768, 8 are real on average, and 12 at most: then 32.183, counted apart.
  'longcat-flash': [560.665, null, [560], [27, I]],
  'mimo-v2-flash': [308.779, 15.446, [309], [15, I]],
  'minimax-m2': [228.69, 11.031, [230], [10, B]],
  'mistral-large-3': [673.421, 39.947, [675], null],
  'mixtral-8x7b': [46.703, 12.88, [46.7], [12.9]],
  'nemotron-3-nano': [31.578, 3.58, [30, R], [3.5, C]],
  'olmoe-1b-7b': [6.919, 1.282, [6.9], [1.3]],
  'openpangu-r-72b-2512': [73.766, 15.161, [72, I], null],
  'pangu-pro-moe': [71.989, 16.498, [72], [16, I]],
  'phi-3.5-moe': [41.873, 6.641, [42], [6.6]],
  'qwen1.5-moe-a2.7b': [14.316, 2.689, [14.3], [2.7]],
  'qwen2-57b-a14b': [57.409, 14.249, [57], [14]],
  'qwen3-235b-a22b': [235.094, 22.191, [235], [22]],
  'qwen3-30b-a3b': [30.532, 3.353, [30.5], [3.3]],
  'qwen3-next-80b-a3b': [79.674, 3.875, [80], [3, C]],
  'qwen3.5-122b-a10b': [122.112, 9.771, [122], [10, R]],
  'qwen3.5-397b-a17b': [396.346, 17.349, [397], [17, R]],
  'step-3.5-flash': [196.956, 11.987, [196], [11, B]],
  'step-3': [316.295, 38.841, [316], [38, I]],
  'trinity-large': [398.635, 13.372, [400], [13, I]],
  'trinity-nano': [6.12, 1.024, [6], [1, R]],
  // Without compressors, indexers and hyper-connections, which the total hardly shows.
  'deepseek-v4-flash': [null, null, [284], [13, I]],
  'deepseek-v4-pro': [null, null, [1600], [49]],
  'minimax-m3': [null, null, null, null],
  'deepseek-v3.2': [null, null, [671], [37, I]],
  'ernie-4.5-21b-a3b': [null, null, [21, C], [3, R]],
  'glm-4.5-air': [null, null, [106], [12, B]],
  'granite-4.0-h-tiny': [null, null, [7], [1, R]],
  'jamba-1.5-large': [null, null, [398], [94]],
  'kimi-k2.5': [null, null, [1040], [32, I]],
  'ling-2.6-flash': [null, null, [104], [7.4]],
  'minimax-m1': [null, null, [456], [45.9, B]],
  'mixtral-8x22b': [null, null, [141], [39]],
  'moonlight-16b-a3b': [null, null, [16], [3, R]],
  'nemotron-3-super': [null, null, [120], [12, I]],
  'qwen3-coder-480b': [null, null, [480], [35]],
  'ring-mini-linear': [null, null, [16.4], [1.6]],
};

const UNCOUNTED = ['kimi-k3'];

test('every config here is counted, or is one whose shapes are not known', () => {
  const files = readdirSync(CONFIGS).map(file => file.replace(/\.json$/, ''));
  expect([...Object.keys(COUNTS), ...UNCOUNTED].toSorted()).toEqual(files.toSorted());
  expect(files.length).toBeGreaterThan(60);
});

describe.each(Object.entries(COUNTS))(
  'the parameters of %s',
  (name, [total, active, publishedTotal, publishedActive]) => {
    const counts = parameterCounts(read(name).model);

    test('are those counted apart, within two millions', () => {
      if (total !== null) expect(Math.abs((counts?.total ?? 0) / 1e9 - total)).toBeLessThan(0.002);
      if (active !== null) expect(Math.abs((counts?.active ?? 0) / 1e9 - active)).toBeLessThan(0.002);
      expect(counts?.total).toBeGreaterThan(counts?.active ?? Number.POSITIVE_INFINITY);
    });

    test('are within 2 % of the published, by no more conventions than that takes', () => {
      for (const [of, published] of [['total', publishedTotal] as const, ['active', publishedActive] as const]) {
        if (published === null || counts === null) continue;
        const [billion, ...conventions] = published;
        const steps = byConvention(counts, { of, billion, conventions });
        const ours = [counts[of] / 1e9, ...steps.map(step => step.billion)];
        expect(ours.map(count => countsAgree(count, billion))).toEqual([...steps.map(() => false), true]);
      }
    });
  },
);

test('a model with a part whose shapes are not known is not counted, and says which', () => {
  const { model } = read('kimi-k3');
  expect(parameterCounts(model)).toBeNull();
  expect(model.confidence).toContain('not counted: the projection its experts work on');
});
