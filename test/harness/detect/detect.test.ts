import { describe, expect, test } from 'vitest';
import { detectionText } from '../../../harness/commands/text/detect/detect-text.ts';
import { detect } from '../../../harness/detect/detect.ts';
import { machineSchema } from '../../../results/schema/machine.ts';
import { detected, NOTHING_ELSE, printed } from './detected.ts';
import { version2 } from './limits/machines.ts';
import { type Parts, PROVEN, worldOf } from './world.ts';

test('an empty server gets one short line for all it does not have', async () => {
  const { accelerators, targets, missing } = await detected({});
  expect(accelerators).toEqual([]);
  expect(targets.map(target => target.id)).toEqual(['cpu']);
  expect(missing).toHaveLength(1);
  expect(missing[0]).toMatch(NOTHING_ELSE);
  expect(missing[0]).not.toContain('Apple');
});

test('the record’s machine can be written as it is', async () => {
  const { machine } = await detected({ tools: { 'nvidia-smi': printed('nvidia-smi.csv.txt') } });
  expect(machineSchema.parse(machine).accelerators[0]).toEqual({
    vendor: 'nvidia',
    name: 'NVIDIA H800',
    driver: '550.12.01',
    memoryBytes: { available: true, value: 81000 * 2 ** 20, method: 'nvidia-smi', scope: 'device' },
    partitioned: false,
  });
});

describe('the same devices listed by several tools are there once', () => {
  test('AMD by amd-smi and rocm-smi', async () => {
    const tools = {
      'amd-smi': printed('amd-smi.static-json.txt'),
      'rocm-smi': printed('rocm-smi.table-named.txt'),
    };
    expect((await detected({ tools })).names).toEqual(['amd AMD Instinct MI300X', 'amd AMD Instinct MI300X']);
  });

  test('a PPU by ppu-smi and by an nvidia-smi that speaks to its look-alike library', async () => {
    const tools = { 'ppu-smi': printed('ppu-smi.table.txt'), 'nvidia-smi': printed('nvidia-smi.csv-ppu.txt') };
    expect((await detected({ tools })).names).toEqual(['alibaba-thead PPU-ZW810E', 'alibaba-thead PPU-ZW810E']);
  });

  test('a DCU by rocm-smi, which knows its name, and hy-smi, which does not', async () => {
    const tools = { 'rocm-smi': printed('rocm-smi.json-hygon.txt'), 'hy-smi': printed('hy-smi.table.txt') };
    expect((await detected({ tools })).names).toEqual(['hygon K100 test']);
  });

  test('but Intel’s GPUs and Gaudis are not the same devices', async () => {
    const tools = { 'xpu-smi': printed('xpu-smi.table.txt'), 'hl-smi': printed('hl-smi.csv.txt') };
    expect((await detected({ tools })).names).toEqual([
      'intel Intel(R) Arc(TM) B580',
      'intel HL-325L',
      'intel HL-325L',
    ]);
  });
});

describe('parts of cards are kept in the record', () => {
  test('an MI300X in DPX beside a whole one', async () => {
    const { machine, accelerators } = await detected({ tools: { 'amd-smi': printed('amd-smi.static-dpx.txt') } });
    expect(machineSchema.parse(machine).accelerators.map(({ partitioned }) => partitioned)).toEqual([
      true,
      true,
      false,
    ]);
    expect(accelerators.map(({ card }) => card)).toEqual([0, 0, null]);
  });

  test('a vGPU slice, a card that does not tell, and one that has no MIG', async () => {
    const { machine } = await detected({ tools: { 'nvidia-smi': printed('nvidia-smi.csv-vgpu.txt') } });
    expect(machine.accelerators.map(({ partitioned }) => partitioned)).toEqual([
      true,
      true,
      true,
      true,
      true,
      null,
      false,
    ]);
  });
});

test('MetaX boards are in the list of accelerators', async () => {
  const { names } = await detected({ tools: { 'mx-smi': printed('mx-smi.table.txt') } });
  expect(names).toEqual(['metax MetaX C500', 'metax MetaX C500']);
});

test('hy-smi is asked for the form that names devices, and for its table where it has none', async () => {
  const tools = { 'hy-smi --json': printed('hy-smi.json.txt'), 'hy-smi': printed('hy-smi.table.txt') };
  const { names, accelerators } = await detected({ tools });
  expect(names).toEqual(['hygon K100_AI', 'hygon K100_AI']);
  expect(accelerators[0]?.memoryBytes).toMatchObject({ available: true, value: 65_000 * 2 ** 20 });
  const old = { 'hy-smi --json': 'usage: hy-smi [-h]\n', 'hy-smi': printed('hy-smi.table.txt') };
  expect((await detected({ tools: old })).names).toEqual(['hygon Hygon DCU', 'hygon Hygon DCU']);
});

test('a card with a driver but no tool is found by its driver’s files, and the tool is missed', async () => {
  const files = {
    '/proc/driver/nvidia/version':
      'NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  560.35.03  Release Build\n',
    '/proc/driver/nvidia/gpus/0000:65:00.0/information': 'Model: \t\t NVIDIA H800\nGPU UUID: \t GPU-aaaa\n',
  };
  const { accelerators, probes, missing } = await detected({ files });
  expect(accelerators).toMatchObject([
    { vendor: 'nvidia', name: 'NVIDIA H800', driver: '560.35.03', uuid: 'GPU-aaaa' },
  ]);
  expect(probes.at(-1)).toMatchObject({ vendor: 'nvidia', finding: { status: 'found', by: 'driver-file' } });
  expect(missing[0]).toMatch(/^NVIDIA: seen by its driver files only; install/);
});

test('colour changes nothing but colour', async () => {
  const detection = await detect(worldOf({}));
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ESC starts a colour sequence
  const plain = detectionText(detection, { colour: true, columns: 80, verbose: true }).replace(/\x1b\[\d+m/g, '');
  expect(plain).toBe(detectionText(detection, { colour: false, columns: 80, verbose: true }));
});

test('what people read, in full', async () => {
  const proofs = {
    cpu: PROVEN,
    webgpu: { status: 'proven', adapter: 'SwiftShader Device (Subzero)' } as const,
    cuda: { status: 'refused', reason: 'Failed to load shared library' } as const,
  };
  const tools = { 'nvidia-smi': printed('nvidia-smi.csv.txt'), 'npu-smi': printed('npu-smi.info-910c.txt') };
  const device = { vendor: 'nvidia', index: 0, name: 'NVIDIA H800', uuid: null };
  const energy: Parts['energy'] = {
    sensors: [
      { id: 'nvml/0', source: 'nvml', device, boundary: 'board', limitW: 700 },
      { id: 'ipmi/chassis', source: 'ipmi', device: null, boundary: 'chassis', limitW: null },
    ],
    refusals: [
      { source: 'rapl', code: 'permission', message: 'energy_uj: permission denied', fix: 'run as root' },
      { source: 'npu-smi', code: 'absent', message: 'npu-smi is not there', fix: 'install it' },
      { source: 'estimated', code: 'absent', message: 'nothing states the TDP', fix: 'none' },
    ],
  };
  const files = {
    ...version2('/', {}),
    '/proc/loadavg': '1.25 0.80 0.70 3/123 20346\n',
    '/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor': 'powersave\n',
    '/sys/class/hwmon/hwmon0/name': 'k10temp\n',
    '/sys/class/hwmon/hwmon0/temp1_input': '45000\n',
  };
  const [sensor] = energy.sensors;
  if (sensor === undefined) throw new Error('no sensor');
  const conditions: Parts['conditions'] = [
    {
      sensor,
      conditions: {
        clocksMHz: {},
        temperatureC: 40,
        powerLimitW: 700,
        throttled: [],
        processes: [{ pid: 9001, memoryBytes: null }],
        memoryBytes: null,
      },
    },
  ];
  const text = detectionText(await detect(worldOf({ tools, proofs, energy, files, conditions })), {
    colour: false,
    columns: 80,
    verbose: true,
  });
  expect(text).toBe(`Machine
  id      node-07-lab-example-97629cf3
  cpu     AMD EPYC 9654, 96 cores (192 threads)
  memory  64.0 GiB
  system  Debian GNU/Linux 12, kernel 6.1.0, x64

Accelerators
  1 ×  NVIDIA H800  79.1 GiB          driver 550.12.01
  1 ×  NVIDIA H800  79.1 GiB          driver 550.12.01              cut into slices
  1 ×  NVIDIA GB10  memory not known  driver 550.12.01
  4 ×  Ascend910    63.5 GiB          driver 25.9.9     on 2 cards

Targets
  cpu     AMD EPYC 9654, 96 threads
  webgpu  SwiftShader Device (Subzero)  software: only with --include-software

Energy
  nvml/0        board of NVIDIA H800  up to 700 W
  ipmi/chassis  chassis of the host
  rapl (permission): energy_uj: permission denied; run as root
  not here: npu-smi, estimated (what each needs: detect --json)

Quiet
  load 1.25; governor powersave; 45 °C
  1 process computes on NVIDIA H800 (nvidia/0): end what its own tool lists there, or run on another
  governor powersave on 1 of 1 cores: sudo cpupower frequency-set -g performance
  who else uses the CPUs is unknown: absent: no /proc/stat here

Missing
  cuda: Failed to load shared library; needs CUDA 12, cuDNN 9 and \`ONNXRUNTIME_NODE_INSTALL=cuda12 node node_modules/onnxruntime-node/script/install.js\`
  other accelerators looked for and not found: T-Head PPU, AMD, Hygon DCU, Intel GPU, Intel Gaudi, Moore Threads, Iluvatar, Cambricon, Enflame, Kunlunxin, MetaX
`);
});

test('other systems than Linux have no control groups, of which nothing is said', async () => {
  const detection = await detect(worldOf({ platform: 'darwin' }));
  expect(detection.machine.limits?.cpuQuota).toEqual({ status: 'unknown', code: 'not-linux', values: {} });
  expect(detectionText(detection, { colour: false, columns: 80, verbose: true })).not.toMatch(/quota|memory limit/);
});
