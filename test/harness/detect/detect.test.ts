import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { renderDetection } from '../../../harness/commands/detect.ts';
import { detect, detectionSchema } from '../../../harness/detect/detect.ts';
import { machineSchema } from '../../../results/record.ts';
import { version2 } from './limits/machines.ts';
import { type Parts, PROVEN, worldOf } from './world.ts';

const printed = (fixture: string) => readFileSync(join(import.meta.dirname, '../../fixtures/detect', fixture), 'utf8');

async function detected(parts: Parts) {
  const detection = detectionSchema.parse(await detect(worldOf(parts)));
  return { ...detection, names: detection.accelerators.map(device => `${device.vendor} ${device.name}`) };
}

const NOTHING_ELSE = /^other accelerators looked for and not found: /;

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

describe('a tool in trouble is a line, not a crash', () => {
  const saying = async (tool: string, execution: Exclude<NonNullable<Parts['tools']>[string], string>) =>
    (await detected({ tools: { [tool]: execution } })).missing.filter(line => !NOTHING_ELSE.test(line));

  test('on standard output', async () => {
    const lines = await saying('nvidia-smi', {
      status: 'exited',
      code: 6,
      stdout: 'No devices were found\n',
      stderr: '',
    });
    expect(lines).toEqual([expect.stringContaining('NVIDIA: nvidia-smi says "No devices were found"; install')]);
  });

  test('on standard error', async () => {
    const stderr = 'Cannot open /dev/kfd: Permission denied\n';
    const lines = await saying('rocminfo', { status: 'exited', code: 1, stdout: '', stderr });
    expect(lines).toEqual([expect.stringContaining('"Cannot open /dev/kfd: Permission denied"')]);
  });

  test('hanging', async () => {
    const lines = await saying('npu-smi', { status: 'timeout', afterMs: 20_000 });
    expect(lines).toEqual([expect.stringContaining('npu-smi did not answer within 20 s')]);
  });

  test('printing something new', async () => {
    const lines = await saying('efsmi', { status: 'exited', code: 0, stdout: 'brand new form\n', stderr: '' });
    expect(lines).toEqual(['Enflame: efsmi printed no device listing known here ("brand new form"); please report it']);
  });

  test('is not mentioned when another of the vendor’s tools does better', async () => {
    const tools = {
      'amd-smi': { status: 'exited', code: 1, stdout: '', stderr: 'ModuleNotFoundError: error' } as const,
      'rocm-smi': printed('rocm-smi.table-named.txt'),
    };
    const { missing } = await detected({ tools });
    expect(missing.join()).not.toContain('amd-smi');
  });
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
  const plain = renderDetection(detection, { colour: true }).replace(/\x1b\[\d+m/g, '');
  expect(plain).toBe(renderDetection(detection, { colour: false }));
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
  const told: Parts['told'] = [
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
  const text = renderDetection(await detect(worldOf({ tools, proofs, energy, files, told })), { colour: false });
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
  who else uses the CPUs cannot be told: absent: no /proc/stat here

Missing
  cuda: Failed to load shared library; needs CUDA 12, cuDNN 9 and \`npm rebuild onnxruntime-node --onnxruntime-node-install=cuda12\`
  other accelerators looked for and not found: T-Head PPU, AMD, Hygon DCU, Intel GPU, Intel Gaudi, Moore Threads, Iluvatar, Cambricon, Enflame, Kunlunxin
`);
});

describe('in a container', () => {
  const linesOf = async (files: Readonly<Record<string, string>>, section: string) => {
    const text = renderDetection(await detect(worldOf({ files })), { colour: false });
    return text
      .split('\n\n')
      .find(part => part.startsWith(section))
      ?.split('\n')
      .slice(1);
  };

  test('its limits stand beside what the machine has, and its threads are cut to them', async () => {
    const files = version2('/', {
      '/sys/fs/cgroup/cpu.max': '250000 100000\n',
      '/sys/fs/cgroup/memory.max': `${8 * 2 ** 30}\n`,
    });
    expect(await linesOf(files, 'Machine')).toEqual([
      '  id            node-07-lab-example-97629cf3',
      '  cpu           AMD EPYC 9654, 96 cores (192 threads)',
      '  memory        64.0 GiB',
      '  CPU quota     2.5 CPUs (/sys/fs/cgroup/cpu.max)',
      '  memory limit  8.0 GiB (/sys/fs/cgroup/memory.max)',
      '  system        Debian GNU/Linux 12, kernel 6.1.0, x64',
    ]);
    expect(await linesOf(files, 'Targets')).toEqual(['  cpu  AMD EPYC 9654, 3 threads']);
    const { machine, targets } = await detected({ files });
    expect(machine.limits).toMatchObject({ cpuQuota: { cores: 2.5 }, memory: { bytes: 8 * 2 ** 30 } });
    expect(targets).toMatchObject([{ id: 'cpu', threads: 3 }]);
  });

  test('a limit above what the machine has is in the record alone', async () => {
    const files = version2('/', { '/sys/fs/cgroup/memory.max': `${80 * 2 ** 30}\n` });
    expect((await linesOf(files, 'Machine'))?.join()).not.toContain('limit');
    expect((await detected({ files })).machine.limits?.memory).toMatchObject({ bytes: 80 * 2 ** 30 });
  });

  test('limits that cannot be told are not taken for none', async () => {
    expect((await linesOf({}, 'Machine'))?.filter(line => line.includes('cannot'))).toEqual([
      '  CPU quota     cannot be told: no control group with this controller is mounted here',
      '  memory limit  cannot be told: no control group with this controller is mounted here',
    ]);
  });

  test('without /proc/stat, as in gVisor, nothing is called calm, whatever else is read', async () => {
    const files = { '/proc/loadavg': '0.00 0.00 0.00 1/9 9\n' };
    expect(await linesOf(files, 'Quiet')).toEqual([
      '  load 0',
      '  who else uses the CPUs cannot be told: absent: no /proc/stat here',
    ]);
  });

  test('a name that the user gave is the machine’s id', async () => {
    const { machine } = await detect(worldOf({}), 'lab-h20');
    expect(machine).toMatchObject({ id: 'lab-h20', named: true });
  });
});

test('other systems than Linux have no control groups, of which nothing is said', async () => {
  const detection = await detect(worldOf({ platform: 'darwin' }));
  expect(detection.machine.limits?.cpuQuota).toEqual({ status: 'unknown', code: 'not-linux', values: {} });
  expect(renderDetection(detection, { colour: false })).not.toMatch(/quota|memory limit/);
});
