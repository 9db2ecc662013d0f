import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Device } from '../../../harness/vendors/device.ts';
import { PROBES } from '../../../harness/vendors/probes.ts';
import { spoken } from '../../spoken.ts';
import { FIXTURES, LISTINGS, parse, parserOf } from './listings.ts';

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
