/** A model by the path of its config.json: found, resolved to a workload, asked for again. */
import { copyFileSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rerunCommand } from '../../reports/report/command.ts';
import { caseSchema } from '../../results/schema/workload-case.ts';
import { workCase } from '../../suites/cases.ts';
import { workloadSha256 } from '../../suites/identity.ts';
import { configPathOf, findModel } from '../../suites/models.ts';
import { resolveWorkload } from '../../suites/resolve.ts';
import { parseSuite } from '../../suites/suite.ts';
import { resolveWork, suiteWorks } from '../../suites/suite-works.ts';
import { refusal } from '../refusal.ts';
import { CONFIGS, configText } from './config/fixture.ts';
import { TEXT } from './suite-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'config-'));
const path = (name: string) => join(CONFIGS, `${name}.json`);
const request = (model: string, part: 'moe-layer' | 'moe-block' = 'moe-layer') =>
  ({
    model,
    part,
    scale: { tokens: 64 },
    pass: 'forward',
    dtype: 'float32',
    routing: 'balanced',
    dispatch: null,
    seed: 1,
  }) as const;

function configIn(name: string, of: string): string {
  mkdirSync(join(folder, name), { recursive: true });
  copyFileSync(path(of), join(folder, name, 'config.json'));
  return join(folder, name);
}

test.each(['deepseek-v3', 'mixtral-8x7b', 'qwen2-57b-a14b', 'gpt-oss-20b', 'nemotron-3-nano', 'deepseek-v2'])(
  'a config is the workload of the shipped model that it describes: %s',
  name => {
    expect(workloadSha256(resolveWorkload(request(path(name))))).toBe(workloadSha256(resolveWorkload(request(name))));
  },
);

test('a model is called by the name of its file, or by its folder where the file is config.json', () => {
  expect(findModel(path('glm-4.5')).id).toBe('glm-4.5-config');
  expect(findModel(join(configIn('My Model_v2', 'mixtral-8x7b'), 'config.json')).id).toBe('my-model-v2');
  expect(findModel(configIn('another', 'mixtral-8x7b')).id).toBe('another');
});

test('a name is a listed model before it is a folder; a path that ends in .json is always a file', () => {
  expect(configPathOf('deepseek-ai/DeepSeek-V3')).toBeNull();
  expect(configPathOf('nowhere.json')).toBe('nowhere.json');
  expect(refusal(() => findModel('nowhere.json'))).toBe('config nowhere.json: no such file');
  expect(refusal(() => findModel(folder))).toBe(`config ${join(folder, 'config.json')}: no such file`);
  expect(refusal(() => findModel('nowhere'))).toMatch(/^unknown model 'nowhere'/);
});

test('a config whose block differs runs its layer alone, and says why', () => {
  expect(resolveWorkload(request(path('qwen3-next-80b-a3b'))).part).toBe('moe-layer');
  expect(refusal(() => resolveWorkload(request(path('qwen3-next-80b-a3b'), 'moe-block')))).toContain(
    'only its moe-layer runs; what stands around it differs (layers with linear attention',
  );
  expect(refusal(() => resolveWorkload(request(path('phi-3.5-moe'))))).toContain('its layer differs (sparsemixer');
});

test('a case keeps the file of its model, and the command that runs it again names the file', () => {
  const file = join(configIn('mine', 'olmoe-1b-7b'), 'config.json');
  const found = caseSchema.parse(workCase(resolveWork(request(file), null)));
  expect(found).toMatchObject({ model: 'mine', modelFile: file });
  expect(found.id).toContain('mine');
  if (found.workload.part !== 'moe-layer') throw new Error(found.workload.part);
  expect(rerunCommand(['cpu'], found, found.workload)).toContain(`--model ${file} `);
});

test('a case of a published name keeps the id, and no file', () => {
  const found = workCase(resolveWork(request('deepseek-ai/DeepSeek-V3'), null));
  expect(found.model).toBe('deepseek-v3');
  expect(found.modelFile).toBeUndefined();
});

test('a suite names a config by its path', () => {
  const file = path('granite-4.0-h-small');
  const { works } = suiteWorks(parseSuite(TEXT.replace('mixtral-8x7b', file), 'suite.yaml'), 2 ** 40);
  expect(works.map(({ model, modelFile }) => [model, modelFile])).toContainEqual(['granite-4.0-h-small-config', file]);
});

test('a broken file is refused in one line with its path', () => {
  const file = join(folder, 'broken.json');
  writeFileSync(file, configText('mixtral-8x7b').slice(0, 40));
  expect(refusal(() => findModel(file))).toMatch(/^config .*broken\.json: not JSON \([^\n]+\)$/);
});
