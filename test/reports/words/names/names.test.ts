import { describe, expect, test } from 'vitest';
import type { WorkloadRef } from '../../../../reports/report/schema.ts';
import { type DeviceRow, deviceNames } from '../../../../reports/words/names/device-name.ts';
import { modelName } from '../../../../reports/words/names/model-name.ts';
import { workloadName, workloadNames, workloadSlug } from '../../../../reports/words/names/workload-name.ts';
import { loadModels } from '../../../../suites/models.ts';

const layer: WorkloadRef = {
  id: 'some-id',
  sha256: 'a'.repeat(64),
  comparisonSha256: 'b'.repeat(64),
  model: 'mixtral-8x7b',
  scaled: {},
  part: 'moe-layer',
  pass: 'forward-backward',
  dtype: 'bfloat16',
  tokens: 4096,
  rowsPerExpert: 1024,
  sequence: null,
  layers: null,
  routing: 'zipf:1.1',
  dispatch: 'dropless',
  dispatchShares: { available: true, droppedShare: 0, paddedShare: 0 },
  flopsPerStep: 1e12,
  concurrent: false,
};
const hash = (digit: string) => digit.repeat(64);

describe('a workload', () => {
  test.each<[Partial<WorkloadRef>, string, string]>([
    [{}, 'Mixtral 8×7B layer, bfloat16, skewed routing', 'Mixtral 8×7B MoE 层，bfloat16，倾斜路由'],
    [
      { pass: 'forward', routing: 'balanced', scaled: { hidden: 512, tokens: 64 } },
      'Mixtral 8×7B layer (scaled), bfloat16, forward only, balanced routing',
      'Mixtral 8×7B MoE 层（缩小），bfloat16，仅前向，均衡路由',
    ],
    [
      { part: 'moe-block', dispatch: 'capacity:1.25', routing: 'trace:0a1b2c3d' },
      'Mixtral 8×7B transformer block, bfloat16, recorded routing, capacity factor 1.25',
      'Mixtral 8×7B Transformer 块，bfloat16，实录路由，容量因子 1.25',
    ],
    [
      { part: 'train-step', pass: 'train', layers: 2, routing: 'learned', concurrent: true, model: 'ling-lite' },
      'Ling-lite training step of 2 layers, bfloat16, learned routing, all targets at once',
      'Ling-lite 2 层训练步，bfloat16，可学习路由，所有目标设备同时运行',
    ],
    [
      { model: 'own-size', scaled: { experts: 8, topK: 2, hidden: 64, ffn: 128 }, dtype: 'float32' },
      'Custom layer (8 experts, top 2, hidden 64, ffn 128), float32, skewed routing',
      '自定义 MoE 层（8 个专家，top-2，hidden 64，ffn 128），float32，倾斜路由',
    ],
    [
      { changed: { router: { scale: 2.5 } }, model: 'my-config' },
      'my-config layer (changed), bfloat16, skewed routing',
      'my-config MoE 层（已修改），bfloat16，倾斜路由',
    ],
  ])('%j is called by what a reader knows', (change, english, chinese) => {
    expect(workloadName({ ...layer, ...change }, 'en')).toBe(english);
    expect(workloadName({ ...layer, ...change }, 'zh')).toBe(chinese);
  });

  test('has a name with a digit sign where its model has a multiplication in its name, and no id', () => {
    expect(modelName('mixtral-8x22b')).toBe('Mixtral 8×22B');
    expect(modelName('deepseek-v3')).toBe('DeepSeek-V3');
    expect(modelName('my-8x3b')).toBe('my 8×3b');
    expect(new Set(loadModels().map(({ id }) => modelName(id))).size).toBe(loadModels().length);
  });

  test('whose name is that of another has what tells the two apart, and no more', () => {
    const more = { ...layer, sha256: hash('c'), tokens: 8192, rowsPerExpert: 2048 };
    const steep = { ...layer, sha256: hash('d'), routing: 'zipf:2' };
    const other = { ...layer, sha256: hash('e'), dtype: 'float32' as const };
    const nameOf = workloadNames([layer, more, steep, other, layer], 'en');
    expect([layer, more, steep, other].map(nameOf)).toEqual([
      'Mixtral 8×7B layer, bfloat16, skewed routing, 4,096 tokens, zipf 1.1',
      'Mixtral 8×7B layer, bfloat16, skewed routing, 8,192 tokens',
      'Mixtral 8×7B layer, bfloat16, skewed routing, 4,096 tokens, zipf 2',
      'Mixtral 8×7B layer, float32, skewed routing',
    ]);
  });

  test('that differs in nothing that is named, as in its seed, is told apart by its hash', () => {
    const seeded = { ...layer, sha256: hash('f') };
    expect([layer, seeded].map(workloadNames([layer, seeded], 'zh'))).toEqual([
      'Mixtral 8×7B MoE 层，bfloat16，倾斜路由，aaaaaaaa',
      'Mixtral 8×7B MoE 层，bfloat16，倾斜路由，ffffffff',
    ]);
  });

  test('lies at an address that is readable and safe', () => {
    expect(workloadSlug(layer)).toBe('mixtral-8x7b-layer-bfloat16-zipf-aaaaaaaa');
    expect(workloadSlug({ ...layer, model: '../../etc/<x>', concurrent: true })).toBe(
      'etc-x-layer-bfloat16-zipf-concurrent-aaaaaaaa',
    );
    expect(workloadSlug({ ...layer, model: '自研', dispatch: 'capacity:1' })).toBe(
      'layer-bfloat16-zipf-capacity-aaaaaaaa',
    );
  });
});

describe('a device', () => {
  const row = (machine: string, name: string, index = 0, imported = false): DeviceRow => ({
    machine,
    imported,
    device: { name, index },
  });

  test('of one machine alone has its name alone', () => {
    const rows = [row('lab-1', 'AMD EPYC'), row('lab-1', 'AMD EPYC'), row('lab-2', 'NVIDIA H20')];
    expect(rows.map(deviceNames(rows, 'en'))).toEqual(['AMD EPYC', 'AMD EPYC', 'NVIDIA H20']);
  });

  test('that two machines have is named with its machine', () => {
    const rows = [row('lab-1', 'AMD EPYC'), row('lab-2', 'AMD EPYC'), row('lab-2', 'NVIDIA H20')];
    expect(rows.map(deviceNames(rows, 'en'))).toEqual(['AMD EPYC (lab-1)', 'AMD EPYC (lab-2)', 'NVIDIA H20']);
  });

  test('of several in a machine is named with its number', () => {
    const rows = [row('lab-1', 'NVIDIA H20'), row('lab-1', 'NVIDIA H20', 1), row('lab-2', 'NVIDIA H20')];
    expect(rows.map(deviceNames(rows, 'en'))).toEqual([
      'NVIDIA H20 #0 (lab-1)',
      'NVIDIA H20 #1 (lab-1)',
      'NVIDIA H20 (lab-2)',
    ]);
  });

  test('of an imported record is told from that of the machine of the same id', () => {
    const rows = [row('lab-1', 'AMD EPYC'), row('lab-1', 'AMD EPYC', 0, true)];
    expect(rows.map(deviceNames(rows, 'en'))).toEqual(['AMD EPYC (lab-1)', 'AMD EPYC (lab-1, imported)']);
    expect(rows.map(deviceNames(rows, 'zh'))).toEqual(['AMD EPYC (lab-1)', 'AMD EPYC (lab-1，导入)']);
  });
});
