/** What `moebench list models --config` shows of a config. */
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { list, listSchema } from '../../../../../harness/commands/list.ts';
import { refusal } from '../../../../refusal.ts';
import { CONFIGS } from '../../../../suites/config/fixture.ts';

const path = (name: string) => join(CONFIGS, `${name}.json`);
/** Without colours, which CI=true turns on. */
const shown = (name: string, columns = 120) =>
  stripVTControlCharacters(list('models', { config: path(name) }).text({ columns, verbose: true }));

describe('a config is shown', () => {
  test('with the parts that run, what differs, and its parameters by each convention', () => {
    const text = shown('deepseek-v3.2');
    expect(text).toContain('deepseek-v3.2.json: DeepSeek-V3, as model deepseek-v3.2-config');
    expect(text).toContain('  moe-layer: runs\n');
    expect(text).toContain(
      '  moe-block: does not run, as what stands around the layer differs: sparse attention: an indexer',
    );
    expect(text).toContain('A train-step leaves out: multi-token prediction');
    expect(text).toMatch(
      /Parameters: 671\.9 billion, of which a token uses 38\.4 \(37\.48 without the input\s+embedding, 36\.55/,
    );
  });

  test('field by field: read, taken from the class, ignored', () => {
    const text = shown('qwen3-next-80b-a3b');
    expect(text).toMatch(/Read:\n.*\n(?:.*\n)*\s+shared_expert_intermediate_size\s+512\s+width of the shared expert/);
    expect(text).toMatch(/the rule of its class is taken:\n(?:.*\n)*\s+shared expert gate\s+true\s+a sigmoid gate/);
    expect(text).toMatch(/Ignored.*:\n(?:.*\n)*\s+intermediate_size\s+5120\s+no layer is dense/);
    expect(text).toMatch(/Parameters, part by part:\n(?:.*\n)*\s+experts, 512 wide\s+3\.146\s+24576\s+480\n/);
  });

  test('within 80 columns', () => {
    const widest = Math.max(
      ...shown('kimi-k2.5', 80)
        .split('\n')
        .slice(1)
        .map(line => line.length),
    );
    expect(widest).toBeLessThanOrEqual(80);
  });

  test('as a document with the model as it would be listed', () => {
    const { document } = list('models', { config: path('longcat-flash') });
    const parsed = listSchema.parse(JSON.parse(JSON.stringify(document)));
    if (parsed.what !== 'config') throw new Error(parsed.what);
    expect(parsed.parts.map(({ runs }) => runs)).toEqual([false, false, false]);
    expect(parsed.parts[0]?.because).toContain('zero experts');
    expect(parsed.model.layer).toMatchObject({ experts: 512, topK: 12 });
    expect(Math.round((parsed.parameters?.total ?? 0) / 1e6)).toBe(560_665);
  });

  test('without parameters where a part of it cannot be counted', () => {
    expect(shown('kimi-k3')).toContain(
      'Parameters: not counted (read from its fields; not counted: the projection its experts work on',
    );
  });
});

test('an option of one list is refused for another', () => {
  expect(refusal(() => list('chips', { config: 'x.json' }))).toBe(
    '--config is of models; moebench list chips has no configs',
  );
  expect(refusal(() => list('models', { asOf: '2026-01-01' }))).toBe(
    '--as-of is of chips; moebench list models has no prices',
  );
});

test('the list of models says what sources disagree on', () => {
  const text = list('models', {}).text({ columns: 120, verbose: true });
  expect(text).toMatch(/Sources disagree on:\n(?:.*\n)*.*ling-plus[\s\S]*42 of 128 with 6/);
});
