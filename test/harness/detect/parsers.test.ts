import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Device, Parse } from '../../../harness/detect/device.ts';
import { PROBES } from '../../../harness/detect/probes.ts';
import { spoken } from '../../spoken.ts';

const FIXTURES = join(import.meta.dirname, '../../fixtures/detect');

/** A device on one line: `0@card vendor "name" memory driver uuid`, leaving out what the tool does not say. */
function spell(device: Device): string {
  const { index, card, vendor, name, memoryBytes, driver, uuid, partitioned } = device;
  return [
    card === null ? index : `${index}@${card}`,
    vendor,
    `"${name}"`,
    memoryBytes.available ? `${memoryBytes.value / 2 ** 20} MiB` : '',
    driver === null ? '' : `driver ${driver}`,
    uuid === null ? '' : `…${uuid.slice(-2)}`,
    partitioned ? 'partitioned' : '',
  ]
    .filter(part => part !== '')
    .join(' ');
}

function parserOf(tool: string): Parse {
  const probe = PROBES.find(row => row.tool === tool);
  if (!probe) throw new Error(`no probe runs ${tool}`);
  return probe.parse;
}

/** The fixture is named after its tool: `npu-smi.info-910c.txt`. */
function parse(fixture: string) {
  const [tool = ''] = fixture.split('.');
  return parserOf(tool)(readFileSync(join(FIXTURES, fixture), 'utf8'));
}

const LISTINGS: Readonly<Record<string, readonly string[]>> = {
  'nvidia-smi.csv.txt': [
    '0 nvidia "NVIDIA H800" 81000 MiB driver 550.12.01 …00',
    '1 nvidia "NVIDIA H800" 81000 MiB driver 550.12.01 …01 partitioned',
    '2 nvidia "NVIDIA GB10" driver 550.12.01 …02',
  ],
  'nvidia-smi.csv-looped.txt': ['0 nvidia "NVIDIA L4" 23000 MiB', '1 nvidia "NVIDIA L4" 23000 MiB'],
  'nvidia-smi.csv-ppu.txt': ['0 alibaba-thead "PPU-ZW810E" 98000 MiB driver 2.3.4 …00'],
  'nvidia-smi.list-mig.txt': [
    '0 nvidia "NVIDIA A100-SXM4-40GB" …10',
    '1 nvidia "NVIDIA A100-SXM4-40GB" …11 partitioned',
  ],
  'nvidia-smi.table-narrow.txt': [
    '0 nvidia "NVIDIA A100 80G..." 81000 MiB driver 470.10.01',
    '1 nvidia "Tesla T4" driver 470.10.01',
  ],
  'nvidia-smi.table-wide-mig.txt': ['0 nvidia "NVIDIA H200" 143000 MiB driver 610.12.01 partitioned'],
  'nvidia-smi.log.txt': [
    '0 nvidia "NVIDIA H100 80GB HBM3" 81000 MiB driver 610.12.01 …20 partitioned',
    '1 nvidia "NVIDIA H100 80GB HBM3" 81000 MiB driver 610.12.01 …21',
  ],
  'nvidia-smi.log-xml.txt': ['0 nvidia "NVIDIA A100-SXM4-40GB" 40000 MiB driver 535.10.01 …30 partitioned'],
  'ppu-smi.table.txt': [
    '0 alibaba-thead "PPU-ZW810E" 98000 MiB driver 2.9.9-abcdef',
    '1 alibaba-thead "PPU-ZW810E" 98000 MiB driver 2.9.9-abcdef',
  ],
  'amd-smi.static-json.txt': ['0 amd "AMD Instinct MI300X" 196000 MiB', '1 amd "AMD Instinct MI300X" driver 6.12.12'],
  'amd-smi.static.txt': ['0 amd "Instinct MI210" 65000 MiB', '1 amd "Instinct MI210"'],
  'rocm-smi.json.txt': [
    '0 amd "Arcturus GL-XL [Instinct MI100]" 32768 MiB driver 6.9.9 …01',
    '1 amd "AMD GPU 0x74a1" driver 6.9.9',
  ],
  'rocm-smi.json-hygon.txt': ['0 hygon "K100 test" 65000 MiB …09'],
  'rocm-smi.table-named.txt': ['0 amd "AMD Instinct MI300X"', '1 amd "AMD Instinct MI300X"'],
  'rocm-smi.table-partitions.txt': ['0 amd "AMD GPU 0x74a1" partitioned', '2 amd "AMD GPU 0x74a1"'],
  'rocminfo.txt': [
    '0 amd "AMD Instinct MI300X" 196608 MiB driver 6.9.9 …01',
    '1 hygon "K1test_AI" 65536 MiB driver 6.9.9 …09',
  ],
  'hy-smi.table.txt': ['0 hygon "Hygon DCU"', '1 hygon "Hygon DCU"'],
  'npu-smi.info-910a.txt': ['0@0 huawei "910A" 32000 MiB driver 22.9.9'],
  'npu-smi.info-910b.txt': ['0@0 huawei "910B3" 65000 MiB driver 24.9.9', '1@5 huawei "910B3" 65000 MiB driver 24.9.9'],
  'npu-smi.info-910c.txt': [
    '0@0 huawei "Ascend910" 65000 MiB driver 25.9.9',
    '1@0 huawei "Ascend910" 65000 MiB driver 25.9.9',
    '2@1 huawei "Ascend910" 65000 MiB driver 25.9.9',
    '3@1 huawei "Ascend910" 65000 MiB driver 25.9.9',
  ],
  'npu-smi.info-950.txt': ['0@0 huawei "Ascend950PR" 131000 MiB driver 25.9.rc1'],
  'npu-smi.info-310p.txt': ['0@4 huawei "310P3" 21000 MiB driver 25.9.9', '1@4 huawei "310P3" 21000 MiB driver 25.9.9'],
  'npu-smi.info-m.txt': ['0@1 huawei "Ascend 310P3"', '1@1 huawei "Ascend 310P3"'],
  'system_profiler.json.txt': ['0 apple "Apple M9"', '1 amd "AMD Radeon Pro" 4096 MiB'],
  'xpu-smi.discovery.txt': [
    '0 intel "Intel(R) Data Center GPU Max 1550" 65000 MiB driver 0123456789ABCDEF …0a',
    '1 intel "Intel(R) Data Center GPU Max 1550" …0b',
  ],
  'xpu-smi.table.txt': ['0 intel "Intel(R) Arc(TM) B580" 12000 MiB driver 0123456789ABCDEF'],
  'hl-smi.csv.txt': [
    '0 intel "HL-325L" 131000 MiB driver 1.99.0-abcdef0 …01',
    '1 intel "HL-325L" 131000 MiB driver 1.99.0-abcdef0 …02',
  ],
  'hl-smi.table.txt': ['0 intel "HL-225" 98000 MiB driver 1.99.0-abcdef0'],
  'cnmon.table.txt': ['0 cambricon "MLU370-X8" 23000 MiB driver 5.99.2'],
  'ixsmi.table.txt': [
    '0 iluvatar "Iluvatar BI-V150" 32000 MiB driver 4.9.9',
    '1 iluvatar "Iluvatar BI-V150" 32000 MiB driver 4.9.9',
  ],
  'efsmi.table.txt': ['0 enflame "S60" 49000 MiB driver 1.9.9.902'],
  'xpu_smi.table.txt': ['0 kunlunxin "R300" 32000 MiB driver 4.9', '1 kunlunxin "R300" 32000 MiB driver 4.9'],
  'mthreads-gmi.table.txt': [
    '0 moore-threads "MTT S5000" 81000 MiB driver 5.9.9-server',
    '1 moore-threads "MTT S5000" 81000 MiB driver 5.9.9-server',
  ],
};

describe('a listing gives every device with what the tool says of it', () => {
  test.each(Object.entries(LISTINGS))('%s', (fixture, devices) => {
    const parsed = parse(fixture);
    expect(parsed.status === 'found' ? parsed.devices.map(spell) : parsed).toEqual(devices);
  });

  test('every probe has a listing among them', () => {
    const tools = new Set(Object.keys(LISTINGS).map(fixture => fixture.split('.')[0]));
    expect(PROBES.map(probe => probe.tool).filter(tool => !tools.has(tool))).toEqual([]);
  });
});

describe('what cannot be counted for certain is unreadable, with its first line', () => {
  test.each([
    ['a table with rows left out', 'nvidia-smi.table-cut.txt', '| NVIDIA-SMI 535.10.01'],
    ['a list in which a card did not answer', 'nvidia-smi.list-lost-card.txt', 'GPU 0: NVIDIA A100'],
    ['a log that announces more cards than it has', 'nvidia-smi.log-half.txt', '==============NVSMI LOG'],
    ['processes', 'nvidia-smi.processes-csv.txt', 'timestamp, gpu_name'],
    ['a power and clock monitor', 'nvidia-smi.dmon.txt', '# gpu    pwr'],
    ['a log of clocks', 'ppu-smi.log-clock.txt', 'PPU 00000000:a8:00.0'],
    ['an energy counter', 'amd-smi.metric.txt', 'GPU: 0'],
    ['one chip’s usage', 'npu-smi.info-usages.txt', 'NPU ID'],
  ])('%s', (_, fixture, firstLine) => {
    expect(parse(fixture)).toEqual({ status: 'unreadable', firstLine: expect.stringContaining(firstLine) });
  });
});

describe('a tool that says why it lists nothing has failed, in its own words', () => {
  test.each([
    ['nvidia-smi', 'No devices were found'],
    ['nvidia-smi', 'Failed to initialize NVML: Driver/library version mismatch'],
    ['ppu-smi', 'Failed to open /dev/alixpu, driver is not loaded'],
    ['ixsmi', 'No supported GPUs found'],
    ['npu-smi', 'dcmi module initialize failed. ret is -8005'],
    ['rocm-smi', 'ERROR:root:Driver not initialized (amdgpu not found in modules)'],
    ['xpu-smi', 'Error: Permission denied'],
  ])('%s: %s', (tool, words) => {
    expect(parserOf(tool)(`\n${words}\nmore\n`)).toEqual({ status: 'failed', message: words });
  });

  test('a tool that prints nothing is told apart from one that lists nothing', () => {
    expect(parserOf('hl-smi')('\n')).toEqual({ status: 'failed', message: 'hl-smi printed nothing' });
  });
});

describe('no text is a crash or a device', () => {
  const texts = [
    '{',
    '[]',
    '{}',
    '{"card0": 1}',
    '| 0 |',
    'GPU 0:',
    'index, name\n0',
    '<gpu id="0"></gpu>',
    '\u0000',
    'NaN',
  ];
  test.each(PROBES.map(probe => probe.tool))('%s', tool => {
    for (const text of texts) expect(parserOf(tool)(text).status).not.toBe('found');
  });
});

test('memory that is not told is a reason, never zero', () => {
  const parsed = parse('nvidia-smi.csv.txt');
  const memory = parsed.status === 'found' ? parsed.devices[2]?.memoryBytes : undefined;
  expect(spoken(memory)).toEqual({ available: false, reason: 'nvidia-smi says "[N/A]"' });
});
