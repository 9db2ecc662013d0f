/** What tools print a little otherwise: another case, another stream, another board. */
import { describe, expect, test } from 'vitest';
import { detectionText } from '../../../harness/commands/text/detect/detect-text.ts';
import { detect } from '../../../harness/detect/detect.ts';
import type { Execution } from '../../../harness/tool.ts';
import { HL_SMI_COLUMNS } from '../../../harness/vendors/intel/devices.ts';
import { isSliceName } from '../../../harness/vendors/words/slices.ts';
import { worldOf } from './world.ts';

type Printed = string | Execution;
const HEADER = 'index, name, uuid, driver_version, memory.total [MiB], mig.mode.current';
const csv = (...rows: readonly string[]) => [HEADER, ...rows].join('\n');
const nvidia = (name: string, memory: string, mode: string) => csv(`0, ${name}, GPU-1, 550.1, ${memory}, ${mode}`);
const exited = (stdout: string, stderr: string, code: number): Execution => ({
  status: 'exited',
  code,
  stdout,
  stderr,
});

const detected = (tool: string, printed: Printed) => detect(worldOf({ tools: { [tool]: printed } }));

async function missing(tool: string, printed: Printed): Promise<string> {
  const lines = (await detected(tool, printed)).missing.filter(line => !line.startsWith('other accelerators'));
  return lines.join('\n');
}

describe('whether a board of NVIDIA is a part', () => {
  const CASES: readonly (readonly [string, string, string, boolean | null])[] = [
    ['NVIDIA B200', '183359 MiB', 'enabled', true],
    ['NVIDIA B200', '183359 MiB', '[Enabled]', true],
    ['NVIDIA B200', '183359 MiB', 'disabled', false],
    ['NVIDIA B200', '183359 MiB', 'Pending', null],
    ['nvidia a40-48c', '49152 MiB', '[N/A]', true],
    ['A40-48Q', '49152 MiB', '[N/A]', true],
    ['RTX6000-Ada-24Q', '24576 MiB', '[N/A]', true],
    // A share of the board's memory, under the board's name.
    ['NVIDIA A100-SXM4-80GB', '10240 MiB', 'Disabled', true],
    ['NVIDIA A100-SXM4-80GB', '81920 MiB', 'Disabled', false],
    ['NVIDIA GH200 480GB', '97871 MiB', 'Disabled', false],
    ['NVIDIA Graphics Device', '81920 MiB', '[N/A]', null],
    ['NVIDIA H20Z', '143771 MiB', '[N/A]', null],
    ['NVIDIA RTX PRO 4500 Blackwell Server Edition', '32623 MiB', '[N/A]', null],
    ['NVIDIA L40S', '46068 MiB', '[N/A]', false],
  ];
  test.each(CASES)('%s of %s in mode %s: %s', async (name, memory, mode, partitioned) => {
    const { accelerators } = await detected('nvidia-smi', nvidia(name, memory, mode));
    expect(accelerators.map(device => device.partitioned)).toEqual([partitioned]);
  });
});

test('a share of a board’s memory is said to be a part, not a card that is cut', async () => {
  const detection = await detected('nvidia-smi', nvidia('NVIDIA A100-SXM4-80GB', '10240 MiB', 'Disabled'));
  expect(detectionText(detection, { colour: false, columns: 80, verbose: true })).toMatch(
    /A100-SXM4-80GB +10\.0 GiB .*a part of a card/,
  );
});

describe('a word in place of a name is no board', () => {
  test('of NVIDIA, whose permissions are asked for, not a reset', async () => {
    const printed = csv(
      '0, NVIDIA H20, GPU-1, 550.1, 97871 MiB, Disabled',
      '1, [Insufficient Permissions], GPU-2, 550.1, 1 MiB, [N/A]',
    );
    const { accelerators } = await detected('nvidia-smi', printed);
    expect(accelerators.map(({ name }) => name)).toEqual(['NVIDIA H20']);
    expect(await missing('nvidia-smi', printed)).toBe(
      'NVIDIA: board 1 cannot be read: nvidia-smi says "[Insufficient Permissions]"; run as root, or let this user read the device',
    );
  });

  const npu = (name: string, health: string, memory: string) => `
| npu-smi 25.2.0                   Version: 25.2.0                                               |
+---------------------------+---------------+----------------------------------------------------+
| 0     910B4               | OK            | 90.1        33                0    / 0             |
| 0                         | 0000:C1:00.0  | 0           0    / 0          3000 / 32768         |
+===========================+===============+====================================================+
| 1     ${name.padEnd(20)}| ${health.padEnd(14)}| 88.0        32                0    / 0             |
| 0                         | 0000:C2:00.0  | 0           0    / 0          ${memory.padEnd(21)}|
`;

  test.each([
    ['NA', 'OK', '3000 / 32768', 'NA'],
    ['910B4', 'UNKNOWN', '0    / 0', 'health UNKNOWN'],
  ])('of Huawei: name %s, health %s', async (name, health, memory, says) => {
    const printed = npu(name, health, memory);
    const { accelerators } = await detected('npu-smi', printed);
    expect(accelerators.map(({ index }) => index)).toEqual([0]);
    expect(await missing('npu-smi', printed)).toContain(`board 1 is broken: npu-smi says "${says}"; reset the board`);
  });

  test('a chip that only warns is there', async () => {
    const { accelerators } = await detected('npu-smi', npu('910B4', 'Warning', '3000 / 32768'));
    expect(accelerators).toHaveLength(2);
  });
});

describe('a GPU of AMD that tells nothing', () => {
  const gpus = (asic: unknown, partition: unknown) =>
    JSON.stringify([
      { gpu: 0, asic: { market_name: 'AMD Instinct MI300X' }, vram: { size: '196592 MB' }, partition },
      { gpu: 1, asic, vram: 'N/A', partition: 'N/A' },
    ]);

  test.each([['N/A'], [{ market_name: 'N/A', device_id: 'N/A' }]])(
    'by %j is broken, and the other is listed',
    async asic => {
      const { accelerators } = await detected('amd-smi', gpus(asic, { accelerator_partition: 'SPX', partition_id: 0 }));
      expect(accelerators.map(({ name }) => name)).toEqual(['AMD Instinct MI300X']);
      expect(await missing('amd-smi', gpus(asic, 'N/A'))).toContain('AMD: board 1 is broken: amd-smi says "N/A"');
    },
  );

  test('is a part where the card before it is in two', async () => {
    const { accelerators } = await detected(
      'amd-smi',
      gpus('N/A', { accelerator_partition: 'DPX', partition_id: 'N/A' }),
    );
    expect(accelerators.map(({ partitioned }) => partitioned)).toEqual([true, true]);
  });
});

describe('lines around a listing', () => {
  test('before a CSV header', async () => {
    const printed = `Loading module cuda/12.4\n${nvidia('NVIDIA H20', '97871 MiB', 'Disabled')}`;
    expect((await detected('nvidia-smi', printed)).accelerators).toHaveLength(1);
  });

  const CARDS =
    '{"card0": {"Card Series": "AMD Instinct MI300X", "Note": "a } in a string"}, "system": {"Driver version": "6.10"}}';
  test.each([
    ['a bracket behind it', `${CARDS}\nWARNING: device [1] is asleep\n`],
    ['a list before it', `[1]\n${CARDS}\n`],
    ['CRLF', `WARNING: x\r\n\r\n${CARDS}\r\nWARNING: {x}\r\n`],
  ])('JSON with %s', async (_, printed) => {
    const { accelerators } = await detected('rocm-smi', printed);
    expect(accelerators.map(({ name, driver }) => [name, driver])).toEqual([['AMD Instinct MI300X', '6.10']]);
  });

  test('JSON that is cut short lists nothing, though a card in it is whole', async () => {
    const gpu = (index: number) => `{"gpu": ${index}, "asic": {"market_name": "AMD Instinct MI300X"}}`;
    const { accelerators } = await detected('amd-smi', `[\n${gpu(0)},\n${gpu(1)},\n{"gpu": 2, "as`);
    expect(accelerators).toEqual([]);
  });

  test('column names in capitals', async () => {
    const printed = nvidia('NVIDIA H20', '97871 MiB', 'Disabled').replace(HEADER, HEADER.toUpperCase());
    expect((await detected('nvidia-smi', printed)).accelerators).toHaveLength(1);
  });

  test('a binary is told without what moves the cursor', async () => {
    expect(await missing('mx-smi', 'ELF\u0000\u0007\u009B2J\u0008\r\uFFFD new form\n')).toContain(
      'known here ("ELF new form")',
    );
  });

  test('a listing on standard error', async () => {
    const listing = nvidia('NVIDIA H20', '97871 MiB', 'Disabled');
    expect((await detected('nvidia-smi', exited('', listing, 0))).accelerators).toHaveLength(1);
  });
});

describe('the maker', () => {
  const card = (series: string, vendor: string) =>
    JSON.stringify({ card0: { 'Card Series': series, 'Card Vendor': vendor } });
  test.each([
    ['BW200', 'Chengdu C-3000 IC Design Co., Ltd.'],
    ['K100', 'Chengdu C-3000 IC Design Co., Ltd.'],
    ['BW1000', 'N/A'],
    ['K500SM_AI', 'N/A'],
  ])('of a %s that rocm-smi lists is Hygon (%s)', async (series, vendor) => {
    const { accelerators } = await detected('rocm-smi', card(series, vendor));
    expect(accelerators.map(device => device.vendor)).toEqual(['hygon']);
  });

  test('of an R480 whose xpu-smi does not tell its runtime is Kunlunxin', async () => {
    const table = `
|   0  R480 X8            N/A   | 00000000:03:00.0 N/A |                    0 |
| N/A   37C  N/A     85W / 400W |      0MiB / 32768MiB |      0%      Default |
`;
    const { accelerators, probes } = await detected('xpu-smi', table);
    expect(accelerators.map(device => device.vendor)).toEqual(['kunlunxin']);
    expect(probes.find(({ vendor, tool }) => vendor === 'intel' && tool === 'xpu-smi')?.finding.status).toBe('absent');
  });

  test('of a library called XPUML is Kunlunxin', async () => {
    const line = await missing('xpu-smi', exited('', 'Failed to initialize XPUML: driver not loaded\n', 1));
    expect(line).toMatch(/^Kunlunxin: .*; load the driver/);
  });
});

test('an hl-smi that knows no columns is asked for its table', async () => {
  const table = `
|   0  HL-225              N/A  | 0000:33:00.0     N/A |                   0  |
| N/A   31C   N/A    88W / 600W |   768MiB / 98304MiB  |     0%           N/A |
`;
  const tools = { 'hl-smi': table, [`hl-smi -Q ${HL_SMI_COLUMNS} -f csv,noheader`]: exited('', 'unknown option\n', 1) };
  const { accelerators, missing: lines } = await detect(worldOf({ tools }));
  expect(accelerators.map(({ name }) => name)).toEqual(['HL-225']);
  expect(lines.join()).not.toContain('hl-smi says');
});

test.each(['910B3vir10', 'Ascend310P3 vir02', 'MXC500 VF', 'MetaX C550 VF'])('%s is a part of a card', name => {
  expect(isSliceName(name)).toBe(true);
});

describe('a tool that is there is not answered with its installation', () => {
  test.each<readonly [string, Printed, RegExp]>([
    ['ixsmi', { status: 'timeout', afterMs: 20_000 }, /; see dmesg: a device or its driver may hang/],
    ['cnmon', { status: 'denied' }, /; run as root, or let this user execute the tool/],
    ['mx-smi', '', /; run the tool by hand/],
    [
      'hl-smi',
      exited('', "hl-smi: /lib/libc.so.6: version `GLIBC_2.34' not found (required by hl-smi)\n", 1),
      /; the tool is built for a newer system/,
    ],
    [
      'amd-smi',
      exited(
        '',
        'AmdSmiLibraryException: Error code:\n\t34 | AMDSMI_STATUS_DRIVER_NOT_LOADED - Driver not loaded\n',
        255,
      ),
      /; load the driver: sudo modprobe amdgpu/,
    ],
    ['npu-smi', 'There is no npu device.\n', /says "There is no npu device\."; the driver runs and has no board/],
    ['mx-smi', 'mx-smi  version: 2.1.12\n\nNo MetaX GPU was found\n', /says "No MetaX GPU was found"; the driver runs/],
    [
      'hy-smi',
      exited('', 'ERROR: Driver not initialized (hycu not found in modules)\n', 1),
      /; load the driver, or install/,
    ],
    [
      'rocm-smi',
      'WARNING: AMD GPU device(s) is/are in a low-power state. Check power control/runtime_status\n',
      /; wake the device/,
    ],
    [
      'efsmi',
      exited('', 'Error 17 in module x\n', 1),
      /; see the driver's log \(dmesg\); if there is no driver, install/,
    ],
  ])('%s', async (tool, printed, advice) => {
    expect(await missing(tool, printed)).toMatch(advice);
  });

  test('nor are the boards of other makers looked for under NVIDIA’s number alone', async () => {
    expect(await missing('ixsmi', 'No devices were found\n')).toContain('(lspci; NVIDIA: lspci -d 10de:)');
  });
});
