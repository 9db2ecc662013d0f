import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Device, Parse } from '../../../harness/vendors/device.ts';
import { PROBES } from '../../../harness/vendors/probes.ts';
import { isSliceName } from '../../../harness/vendors/words/slices.ts';
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
  'nvidia-smi.table-gb10.txt': ['0 nvidia "NVIDIA GB10" driver 580.10.01'],
  'nvidia-smi.csv-vgpu.txt': [
    '0 nvidia "NVIDIA A100-20C" 20000 MiB driver 550.12.01 …40 partitioned',
    '1 nvidia "NVIDIA H100L-2-24C" 24000 MiB driver 550.12.01 …41 partitioned',
    '2 nvidia "GRID T4-16Q" 16000 MiB driver 550.12.01 …42 partitioned',
    '3 nvidia "NVIDIA A100-1-5CME" 5000 MiB driver 550.12.01 …43 partitioned',
    '4 nvidia "NVIDIA H100 80GB HBM3 MIG 1g.10gb" 10000 MiB driver 550.12.01 …44 partitioned',
    '5 nvidia "NVIDIA H100 80GB HBM3" 81000 MiB driver 550.12.01 …45',
    '6 nvidia "NVIDIA L40S" 46000 MiB driver 550.12.01 …46',
  ],
  'ppu-smi.table.txt': [
    '0 alibaba-thead "PPU-ZW810E" 98000 MiB driver 2.9.9-abcdef',
    '1 alibaba-thead "PPU-ZW810E" 98000 MiB driver 2.9.9-abcdef',
  ],
  'amd-smi.static-json.txt': ['0 amd "AMD Instinct MI300X" 196000 MiB', '1 amd "AMD Instinct MI300X" driver 6.12.12'],
  'amd-smi.static-dpx.txt': [
    '0@0 amd "AMD Instinct MI300X" 98000 MiB driver 6.99.1 partitioned',
    '1@0 amd "AMD Instinct MI300X" 98000 MiB driver 6.99.1 partitioned',
    '2 amd "AMD Instinct MI300X" 196000 MiB driver 6.99.1',
  ],
  'amd-smi.static-qpx.txt': ['0@0 amd "AMD Instinct MI325X" partitioned', '1@0 amd "AMD Instinct MI325X" partitioned'],
  'amd-smi.static.txt': ['0 amd "Instinct MI210" 65000 MiB', '1 amd "Instinct MI210"'],
  'rocm-smi.json.txt': [
    '0 amd "Arcturus GL-XL [Instinct MI100]" 32768 MiB driver 6.9.9 …01',
    '1 amd "AMD GPU 0x74a1" driver 6.9.9',
  ],
  'rocm-smi.json-hygon.txt': ['0 hygon "K100 test" 65000 MiB …09'],
  'rocm-smi.table-named.txt': ['0 amd "AMD Instinct MI300X"', '1 amd "AMD Instinct MI300X"'],
  'rocm-smi.json-two-dies.txt': [
    '0@0 amd "AMD INSTINCT MI250" 65520 MiB …01',
    '1@0 amd "AMD INSTINCT MI250" 65520 MiB …02',
    '2@1 amd "AMD INSTINCT MI250X" 65520 MiB …03',
    '3@1 amd "AMD INSTINCT MI250X" 65520 MiB …04',
  ],
  'rocm-smi.json-parts.txt': [
    '0@0 amd "AMD Instinct MI300X" partitioned',
    '1@0 amd "AMD Instinct MI300X" partitioned',
    `2 amd "AMD Instinct MI300X" ${206e9 / 2 ** 20} MiB`,
  ],
  'rocm-smi.table-partitions.txt': ['0@0 amd "AMD GPU 0x74a1" partitioned', '2 amd "AMD GPU 0x74a1"'],
  'rocminfo.txt': [
    '0 amd "AMD Instinct MI300X" 196608 MiB driver 6.9.9 …01',
    '1 hygon "K1test_AI" 65536 MiB driver 6.9.9 …09',
  ],
  'hy-smi.json.txt': ['0 hygon "K100_AI" 65000 MiB …09', '1 hygon "K100_AI" 65000 MiB …0a'],
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
  'npu-smi.info-vnpu.txt': ['0@0 huawei "Ascend910-2c" 2000 MiB driver 25.9.9 partitioned'],
  'npu-smi.info-m.txt': ['0@1 huawei "Ascend 310P3"', '1@1 huawei "Ascend 310P3"'],
  'system_profiler.json.txt': ['0 apple "Apple M9"', '1 amd "AMD Radeon Pro" 4096 MiB'],
  'xpu-smi.discovery.txt': [
    '0 intel "Intel(R) Data Center GPU Max 1550" 65000 MiB driver 0123456789ABCDEF …0a',
    '1 intel "Intel(R) Data Center GPU Max 1550" …0b',
  ],
  'xpu-smi.table.txt': ['0 intel "Intel(R) Arc(TM) B580" 12000 MiB driver 0123456789ABCDEF'],
  'xpu-smi.table-kunlunxin.txt': [
    '0 kunlunxin "P800 OAM" 98000 MiB driver 5.9.99.1',
    '1 kunlunxin "P800 OAM" 98000 MiB driver 5.9.99.1 partitioned',
    '2 kunlunxin "P800 VF" 49000 MiB driver 5.9.99.1 partitioned',
  ],
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
  'ixsmi.table-bi-v100.txt': ['0 iluvatar "Iluvatar BI-V100" 32000 MiB driver 3.9.9'],
  'mx-smi.table.txt': ['0 metax "MetaX C500" 65000 MiB driver 2.9.99', '1 metax "MetaX C500" 65000 MiB driver 2.9.99'],
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

/** Whether each device of a listing is a part of a card: null where nothing tells. */
const partitionedIn = (fixture: string) => {
  const parsed = parse(fixture);
  return parsed.status === 'found' ? parsed.devices.map(({ partitioned }) => partitioned) : parsed;
};

describe('a part of a card', () => {
  test('is never called whole: vGPU and MIG slices by their names, whatever the mode of MIG says', () => {
    expect(partitionedIn('nvidia-smi.csv-vgpu.txt')).toEqual([true, true, true, true, true, null, false]);
  });

  test('of an MI300 has its share of the memory where there is one memory domain, else none that is sure', () => {
    const memoryIn = (fixture: string) => {
      const parsed = parse(fixture);
      return parsed.status === 'found' ? parsed.devices.map(({ memoryBytes }) => memoryBytes) : parsed;
    };
    expect(memoryIn('amd-smi.static-dpx.txt')).toMatchObject([
      { available: true, value: (196_000 / 2) * 2 ** 20 },
      { available: true, value: (196_000 / 2) * 2 ** 20 },
      { available: true, value: 196_000 * 2 ** 20 },
    ]);
    const unsure = { tool: 'amd-smi', said: '256000 MB, of the card or of its part' };
    expect(memoryIn('amd-smi.static-qpx.txt')).toEqual([
      { available: false, code: 'unreadable-value', values: unsure },
      { available: false, code: 'unreadable-value', values: unsure },
    ]);
  });

  test.each([
    ['SPX', 1, false],
    ['DPX', 2, true],
    ['TPX', 3, true],
    ['QPX', 4, true],
    ['CPX', 8, true],
  ])('amd-smi: a card in %s is %i devices of one card', (mode, count, partitioned) => {
    const gpus = Array.from({ length: 2 * count }, (_, gpu) => ({
      gpu,
      asic: { market_name: 'AMD Instinct MI300X', asic_serial: `0x${Math.floor(gpu / count)}` },
      vram: { size: { value: 192_000, unit: 'MB' } },
      partition: { accelerator_partition: mode, memory_partition: 'NPS1', partition_id: gpu % count },
    }));
    const parsed = parserOf('amd-smi')(JSON.stringify(gpus));
    const devices = parsed.status === 'found' ? parsed.devices : [];
    expect(devices.map(device => device.partitioned)).toEqual(Array(2 * count).fill(partitioned));
    expect(devices.map(({ card }) => card)).toEqual(
      gpus.map(({ gpu }) => (count === 1 ? null : Math.floor(gpu / count))),
    );
    expect(devices.map(({ memoryBytes }) => memoryBytes.available && memoryBytes.value / 2 ** 20)).toEqual(
      Array(2 * count).fill(192_000 / count),
    );
  });

  test('amd-smi of releases that tell no modes: GPUs of one serial number are parts of one card', () => {
    const gpu = (index: number, serial: string, name = 'AMD Instinct MI300X') => ({
      gpu: index,
      asic: { market_name: name, asic_serial: serial },
      vram: { size: { value: 192_000, unit: 'MB' } },
    });
    const devicesOf = (...gpus: readonly unknown[]) => {
      const parsed = parserOf('amd-smi')(JSON.stringify(gpus));
      return parsed.status === 'found' ? parsed.devices.map(({ card, partitioned }) => [card, partitioned]) : parsed;
    };
    expect(devicesOf(gpu(0, '0x1'), gpu(1, '0x1'), gpu(2, '0x2'), gpu(3, '0x2'))).toEqual([
      [0, true],
      [0, true],
      [1, true],
      [1, true],
    ]);
    expect(devicesOf(gpu(0, '0x1'), gpu(1, '0x2'))).toEqual([
      [null, null],
      [null, null],
    ]);
    expect(devicesOf(gpu(0, '0x1', 'AMD Instinct MI250X'), gpu(1, '0x1', 'AMD Instinct MI250X'))).toEqual([
      [0, null],
      [0, null],
    ]);
  });

  test('rocminfo: an agent with fewer compute units than its card is one', () => {
    const text = readFileSync(join(FIXTURES, 'rocminfo.txt'), 'utf8');
    const withUnits = (units: number) =>
      text.replace(/(Marketing Name: +AMD Instinct MI300X.*\n)/, `$1  Compute Unit:            ${units}\n`);
    const partitioned = (units: number) => {
      const parsed = parserOf('rocminfo')(withUnits(units));
      return parsed.status === 'found' ? parsed.devices[0]?.partitioned : parsed;
    };
    expect([partitioned(304), partitioned(152), partitioned(38)]).toEqual([false, true, true]);
    const parsed = parserOf('rocminfo')(withUnits(152));
    expect(parsed.status === 'found' && parsed.devices[0]).toMatchObject({
      card: 0,
      memoryBytes: { available: false },
    });
  });

  test('MetaX: an sGPU mode that is Native or Disabled cuts nothing', () => {
    const board = (mode: string) =>
      readFileSync(join(FIXTURES, 'mx-smi.table.txt'), 'utf8').replaceAll(
        '| 0%                   |',
        `| 0%  ${mode.padEnd(17)}|`,
      );
    const partitioned = (mode: string) => {
      const parsed = parserOf('mx-smi')(board(mode));
      return parsed.status === 'found' ? parsed.devices.map(device => device.partitioned) : parsed;
    };
    expect(partitioned('Native')).toEqual([false, false]);
    expect(partitioned('Disabled')).toEqual([false, false]);
    expect(partitioned('Enabled')).toEqual([true, true]);
    expect(partitioned('')).toEqual([null, null]);
  });

  test('a guest whose log says VGPU has one', () => {
    const log = readFileSync(join(FIXTURES, 'nvidia-smi.log.txt'), 'utf8');
    const guest = log.replaceAll(
      /^( {4}Product Name .*)$/gm,
      '$1\n    GPU Virtualization Mode\n        Virtualization Mode : VGPU',
    );
    expect(guest).not.toBe(log);
    const parsed = parserOf('nvidia-smi')(guest);
    expect(parsed.status === 'found' && parsed.devices.map(({ partitioned }) => partitioned)).toEqual([true, true]);
  });
});

test.each([
  'HL-225B',
  'Tesla P100-PCIE-16GB',
  'NVIDIA A100-SXM4-80GB',
  'GRID K520',
  'NVIDIA H20-3e',
  '910B4-1',
  'MLU370-X8',
  'AMD Instinct MI300X VF',
])('%s is the name of a whole board', name => expect(isSliceName(name)).toBe(false));

test.each([
  'NVIDIA A10-24Q',
  'NVIDIA RTX6000-Ada-48Q',
  'GRID P40-8A',
  'GRID V100D-8C',
  'NVIDIA A16-2B',
  'NVIDIA L40S-48C',
  'NVIDIA H100XL-1-12CME',
  'NVIDIA A100-PCIE-40GB MIG 3g.20gb',
  'Ascend910-16c',
  'Ascend310P-4c.3cpu',
  '910B3-vir10_3c_32g',
  'vir05_1c_16g',
  'P800 VF',
  'R300 OAM VF',
])('%s is the name of a part of one', name => expect(isSliceName(name)).toBe(true));

test('JSON is found between banners', () => {
  const json = readFileSync(join(FIXTURES, 'hy-smi.json.txt'), 'utf8');
  expect(parserOf('hy-smi')(`==== System Management Interface ====\n${json}\n==== End ====\n`)).toEqual(
    parserOf('hy-smi')(json),
  );
});

test('a warning among the lines of a listing is none of them', () => {
  const csv = readFileSync(join(FIXTURES, 'nvidia-smi.csv.txt'), 'utf8');
  const parsed = parserOf('nvidia-smi')(`${csv}WARNING: infoROM is corrupted at gpu 0000:3B:00.0\n`);
  expect(parsed).toEqual(parserOf('nvidia-smi')(csv));
});

describe('boards that do not answer are broken: no devices, and the others are listed', () => {
  const handle = 'Unable to determine the device handle for GPU';
  test.each([
    [
      'nvidia-smi.csv-lost.txt',
      ['NVIDIA H800'],
      [
        { index: 3, says: `${handle}3: 0000:A5:00.0: Unknown Error` },
        { index: 1, says: '[GPU is lost]' },
        { index: 2, says: '[Unknown Error]' },
        { index: 3, says: '[N/A]' },
      ],
    ],
    ['nvidia-smi.table-lost.txt', ['NVIDIA A100-SXM...'], [{ index: 1, says: 'ERR!' }]],
    [
      'nvidia-smi.list-lost-card.txt',
      ['NVIDIA A100-SXM4-40GB', 'NVIDIA A100-SXM4-40GB'],
      [{ index: 1, says: `${handle}1: 0000:41:00.0: Unknown Error` }],
    ],
  ])('%s', (fixture, names, broken) => {
    const parsed = parse(fixture);
    expect(parsed.status === 'found' && parsed.devices.map(({ name }) => name)).toEqual(names);
    expect(parsed).toMatchObject({ broken });
  });

  test.each([
    [`${handle} 0000:A5:00.0: GPU is lost.  Reboot the system to recover this GPU\n`, null],
    ['index, name, uuid\n0, [GPU requires reset], [GPU requires reset]\n', 0],
    ['GPU 0: GPU is lost\n', 0],
    ['GPU 00000000:A5:00.0: GPU has fallen off the bus.\n', null],
    ['index, name, uuid, memory.total [MiB]\n4, NVIDIA H800, GPU-1, [GPU requires reset]\n', 4],
    ['index, name, uuid, memory.total [MiB]\n4, NVIDIA H800, GPU-1, [Unknown Error]\n', 4],
  ])('%j: where none answers, that is what is found', (text, index) => {
    expect(parserOf('nvidia-smi')(text)).toMatchObject({ status: 'broken', broken: [{ index }] });
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

  test.each([
    ['npu-smi', 'DrvMngGetConsoleLogLevel failed. (g_conLogLevel=3)\ndcmi module initialize failed. ret is -8005', 1],
    ['npu-smi', 'a\nb failed\ndcmi model initialized failed, because the device is used. ret is -8020\nc', 2],
    ['nvidia-smi', 'Some warning\nFailed to initialize NVML: Unknown Error\n', 1],
  ])('%s: %j: the line that decides, not the noise round it', (tool, text, line) => {
    expect(parserOf(tool)(text)).toEqual({ status: 'failed', message: text.split('\n')[line] });
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
