import { describe, expect, test } from 'vitest';
import { loadModels } from '../../../suites/models.ts';
import { modelNamed, unknownModel } from '../../../suites/request/model-names.ts';

const models = loadModels();
const named = (text: string) => modelNamed(text, models)?.id ?? null;

describe('a model is found', () => {
  test.each([
    ['deepseek-v3', 'deepseek-v3'],
    ['DeepSeek-V3', 'deepseek-v3'],
    ['deepseek-ai/DeepSeek-V3', 'deepseek-v3'],
    ['deepseek-ai/DeepSeek-V3-Base', 'deepseek-v3'],
    ['deepseek-ai/DeepSeek-V3-0324', 'deepseek-v3'],
    ['Qwen/Qwen3-30B-A3B-Instruct-2507', 'qwen3-30b-a3b'],
    ['Qwen/Qwen3-235B-A22B-FP8', 'qwen3-235b-a22b'],
    ['mistralai/Mixtral-8x7B-v0.1', 'mixtral-8x7b'],
    ['mistralai/Mixtral-8x7B-Instruct-v0.1', 'mixtral-8x7b'],
    ['inclusionAI/Ling-lite', 'ling-lite'],
    ['INCLUSIONAI/LING-PLUS', 'ling-plus'],
    ['moonshotai/Kimi-K2-Instruct', 'kimi-k2'],
    ['dots.llm1', 'dots.llm1'],
    ['Qwen3 30B A3B', 'qwen3-30b-a3b'],
    ['GLM-4.5-Air', 'glm-4.5-air'],
    ['zai-org/GLM-4.5', 'glm-4.5'],
  ])('by its id, its name, or as a repository, whatever the case: %s', (text, id) => {
    expect(named(text)).toBe(id);
  });

  test.each(['deepseek-v', 'GLM-4', 'Qwen3', 'Kimi-K2-Mini', '', '/', 'base'])('by nothing less: %j', text => {
    expect(named(text)).toBeNull();
  });

  test('every model by its id and by its name', () => {
    expect(models.map(({ id }) => named(id))).toEqual(models.map(({ id }) => id));
    expect(models.map(({ name }) => named(name))).toEqual(models.map(({ id }) => id));
  });
});

describe('a name that no model has', () => {
  test('is refused with near ids, found inside too, and with the way out', () => {
    expect(unknownModel('mixtral', models).message).toBe(
      "unknown model 'mixtral': did you mean mixtral-8x7b or mixtral-8x22b? (moebench list models; any other: the path of its config.json)",
    );
    expect(unknownModel('someone/deepseek-v9', models).message).toContain('did you mean deepseek-v2 or deepseek-v3');
  });

  test('is refused with a list that says when it is cut', () => {
    expect(unknownModel('qwen', models).message).toMatch(/did you mean (\S+ or ){5}\S+\? \(6 of \d+ near names\)/);
  });

  test('is refused without names where none is near', () => {
    expect(unknownModel('gpt-2-xl-of-old', models).message).toBe(
      `unknown model 'gpt-2-xl-of-old': none of the ${models.length} listed is near (moebench list models; any other: the path of its config.json)`,
    );
  });
});
