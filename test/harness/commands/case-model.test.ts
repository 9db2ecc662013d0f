/** The model of a buyer's case: listed, by a published name, or by the path of its config.json. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareFile } from '../../../harness/commands/compare.ts';
import { refusal } from '../../refusal.ts';
import { CONFIGS } from '../../suites/config/fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'case-'));

/** Two chips at a share of their peak: the speed follows from the active parameters of the model. */
function caseOf(model: string): string {
  const path = join(folder, 'case.yaml');
  const lines = [
    `model: ${model}`,
    'tokens: 2e12',
    'currency: CNY',
    'reference: nvidia-h800',
    'candidates:',
    '  - { chip: nvidia-h800, price: { perHour: 18 }, speed: { mfu: 0.31 } }',
    '  - { chip: huawei-ascend-910b2, price: { perHour: 8 }, speed: { mfu: 0.24 } }',
  ];
  writeFileSync(path, lines.join('\n'));
  return path;
}

test('a model of this year is listed: Qwen3-Next, with its published active parameters', () => {
  const { model } = compareFile(caseOf('qwen3-next-80b-a3b'), {});
  expect(model).toMatchObject({ id: 'qwen3-next-80b-a3b', activeForFlops: 3e9 });
});

test('a published name is the listed model', () => {
  expect(compareFile(caseOf('deepseek-ai/DeepSeek-V3'), {}).model.id).toBe('deepseek-v3');
});

test('a config.json is a model of its own, whose active parameters are counted', () => {
  const { model } = compareFile(caseOf(join(CONFIGS, 'mixtral-8x7b.json')), {});
  expect(model.id).toBe('mixtral-8x7b-config');
  expect(model.activeBasis).toBe('computed');
  expect((model.activeForFlops ?? 0) / 1e9).toBeCloseTo(12.88, 2);
});

test('a name of no model is refused with the near ones and the way out', () => {
  expect(refusal(() => compareFile(caseOf('qwen3-next-90b'), {}))).toMatch(
    /model: unknown model 'qwen3-next-90b': did you mean qwen3-next-80b-a3b.*the path of its config\.json\)/,
  );
});
