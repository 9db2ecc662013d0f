/** Listings as tools print them, through detection and on to the catalog's chips. */
import { describe, expect, test } from 'vitest';
import { mxSmi } from '../../harness/vendors/metax/mx-smi.ts';
import { chipOfDevice } from '../../reports/catalog/catalog.ts';
import { loadCatalog } from '../../reports/catalog/load.ts';
import { detected, printed } from '../harness/detect/detected.ts';
import { printing } from '../harness/vendors/source-reading.ts';

const catalog = loadCatalog();

describe('MetaX', () => {
  test('mx-smi 2: two boards, in the list and in Energy', async () => {
    const { accelerators } = await detected({ tools: { 'mx-smi': printed('mx-smi.table.txt') } });
    expect(accelerators.map(({ vendor, name, index }) => [vendor, name, index])).toEqual([
      ['metax', 'MetaX C500', 0],
      ['metax', 'MetaX C500', 1],
    ]);
    const { sensors } = await printing(mxSmi, 'detect/mx-smi.table');
    expect(sensors.map(line => line.split(' ')[0])).toEqual(['mx-smi/0', 'mx-smi/1']);
  });
});

/** One card of AMD in so many parts, as amd-smi of ROCm 6.4 and later tells it. */
function inParts(parts: number, mode: string, name: string): string {
  const gpus = Array.from({ length: parts }, (_, part) => ({
    gpu: part,
    asic: { market_name: part === 0 ? name : 'N/A', asic_serial: '0x5' },
    limit: 'N/A',
    driver: { name: 'amdgpu', version: '6.99.1' },
    vram: { size: { value: 196_000, unit: 'MB' } },
    partition: { accelerator_partition: mode, memory_partition: 'NPS1', partition_id: part },
  }));
  return JSON.stringify({ gpu_data: gpus });
}

describe('a card of AMD in parts', () => {
  const listed = async (parts: number, mode: string, name: string) => {
    const { accelerators } = await detected({ tools: { 'amd-smi': inParts(parts, mode, name) } });
    return accelerators;
  };

  test('an MI300X in CPX is one card in eight parts, none of which is the chip of the catalog', async () => {
    const accelerators = await listed(8, 'CPX', 'AMD Instinct MI300X');
    expect(accelerators).toHaveLength(8);
    expect(new Set(accelerators.map(({ card }) => card)).size).toBe(1);
    for (const device of accelerators) {
      expect(device.partitioned).toBe(true);
      expect(chipOfDevice(catalog, device)).toBeNull();
    }
    // One memory domain: each part has an eighth, 24,500 of 196,000 MB.
    expect(accelerators[7]?.memoryBytes).toMatchObject({ available: true, value: 24_500 * 2 ** 20 });
  });

  test.each([
    ['MI325X', 2, 'DPX'],
    ['MI355X', 4, 'QPX'],
  ])('an %s in %i parts (%s) likewise', async (name, parts, mode) => {
    const accelerators = await listed(parts, mode, `AMD Instinct ${name}`);
    expect(accelerators.map(({ partitioned }) => partitioned)).toEqual(Array<boolean>(parts).fill(true));
  });

  test('one that is not cut is the chip', async () => {
    const [device, ...others] = await listed(1, 'SPX', 'AMD Instinct MI300X');
    expect(others).toEqual([]);
    expect(device === undefined ? null : chipOfDevice(catalog, device)?.id).toBe('amd-mi300x');
  });
});

describe('a name that a tool prints is a chip of the catalog', () => {
  test.each<[tool: string, fixture: string, chips: readonly (string | null)[]]>([
    ['nvidia-smi', 'nvidia-smi.csv-vgpu.txt', [null, null, null, null, null, 'nvidia-h100', 'nvidia-l40s']],
    ['ppu-smi', 'ppu-smi.table.txt', ['alibaba-thead-810e', 'alibaba-thead-810e']],
    ['npu-smi', 'npu-smi.info-910b.txt', ['huawei-ascend-910b3', 'huawei-ascend-910b3']],
    ['npu-smi', 'npu-smi.info-910c.txt', Array<string>(4).fill('huawei-ascend-910c-die')],
    ['npu-smi', 'npu-smi.info-950.txt', ['huawei-ascend-950pr']],
    ['npu-smi', 'npu-smi.info-vnpu.txt', [null]],
    ['xpu-smi', 'xpu-smi.table-kunlunxin.txt', ['baidu-kunlun-p800', null, null]],
    ['hy-smi', 'hy-smi.json.txt', ['hygon-k100-ai', 'hygon-k100-ai']],
    ['hl-smi', 'hl-smi.table.txt', ['intel-gaudi2']],
    ['cnmon', 'cnmon.table.txt', ['cambricon-mlu370-x8-die']],
    ['amd-smi', 'amd-smi.static-dpx.txt', [null, null, 'amd-mi300x']],
  ])('%s, %s', async (tool, fixture, chips) => {
    const { accelerators } = await detected({ tools: { [tool]: printed(fixture) } });
    expect(accelerators.map(device => chipOfDevice(catalog, device)?.id ?? null)).toEqual(chips);
  });
});
