import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { detectionText } from '../../../harness/commands/text/detect-text.ts';
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
    expect(lines).toEqual([
      expect.stringMatching(
        /^NVIDIA: nvidia-smi says "No devices were found"; the driver runs and has no board: .*lspci/,
      ),
    ]);
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

describe('Kunlunxin’s xpu-smi has the name of Intel’s', () => {
  const kunlunxin = printed('xpu-smi.table-kunlunxin.txt');
  const others = async (parts: Parts) => {
    const { names, missing, probes } = await detected(parts);
    const intel = probes.find(({ vendor, tool }) => vendor === 'intel' && tool === 'xpu-smi');
    return { names, missing, intel: intel?.finding.status };
  };

  test('its cards are Kunlunxin’s, and Intel’s tool is not there', async () => {
    const { names, missing, intel } = await others({ tools: { 'xpu-smi': kunlunxin } });
    expect(names).toEqual(['kunlunxin P800 OAM', 'kunlunxin P800 OAM', 'kunlunxin P800 VF']);
    expect(intel).toBe('absent');
    expect(missing).toEqual([expect.stringMatching(/^other accelerators .*Intel GPU/)]);
  });

  test('where it knows no discovery', async () => {
    const usage = {
      status: 'exited',
      code: 2,
      stdout: '',
      stderr: 'xpu-smi: error: invalid choice: discovery\n',
    } as const;
    const { names, missing, intel } = await others({
      tools: { 'xpu-smi discovery': usage, 'xpu-smi': kunlunxin },
    });
    expect(names).toHaveLength(3);
    expect(intel).toBe('absent');
    expect(missing.join()).not.toContain('xpu-smi');
  });

  test('where it fails, the advice is of its maker', async () => {
    const failing = {
      status: 'exited',
      code: 1,
      stdout: 'XPU-RT error: open /dev/xpuctrl failed\n',
      stderr: '',
    } as const;
    const { missing, intel } = await others({ tools: { 'xpu-smi': failing } });
    expect(intel).toBe('absent');
    expect(missing[0]).toMatch(/^Kunlunxin: xpu-smi says .*install the Kunlunxin driver/);
  });

  test('and Intel’s stays Intel’s, by discovery or by its table', async () => {
    for (const fixture of ['xpu-smi.discovery.txt', 'xpu-smi.table.txt']) {
      const { names, missing } = await others({ tools: { 'xpu-smi': printed(fixture) } });
      expect(new Set(names.map(name => name.split(' ')[0]))).toEqual(new Set(['intel']));
      expect(missing).toEqual([expect.stringMatching(/^other accelerators .*Kunlunxin/)]);
    }
  });

  test('one that hangs is one line, and is asked once by each', async () => {
    const world = worldOf({});
    const asked: string[] = [];
    const run: typeof world.run = async (tool, argv, timeoutMs) => {
      if (tool !== 'xpu-smi') return world.run(tool, argv, timeoutMs);
      asked.push([tool, ...argv].join(' '));
      return { status: 'timeout', afterMs: 20_000 };
    };
    const { missing } = await detect({ ...world, run });
    expect(asked).toEqual(['xpu-smi discovery', 'xpu-smi']);
    expect(missing.filter(line => line.includes('did not answer'))).toEqual([
      expect.stringMatching(
        /^Intel GPU: xpu-smi says "xpu-smi did not answer within 20 s"; see dmesg: a device or its driver may hang/,
      ),
    ]);
  });

  test('where neither is there, nobody’s tool is missed', async () => {
    expect((await others({})).missing).toEqual([expect.stringMatching(/Intel GPU.*Kunlunxin/)]);
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

describe('what a tool does not know is left out, and the rest asked again', () => {
  const query = (fields: string) => `nvidia-smi --query-gpu=${fields} --format=csv`;
  const unknown = (field: string) => `Field "${field}" is not a valid field to query.\n\n`;

  test('mig.mode of old drivers', async () => {
    const tools = {
      'nvidia-smi': unknown('mig.mode.current'),
      [query('index,name,uuid,driver_version,memory.total')]:
        'index, name, uuid, driver_version, memory.total [MiB]\n0, Tesla V100-SXM2-16GB, GPU-1, 418.1, 16000 MiB\n',
    };
    const { accelerators, missing } = await detected({ tools });
    expect(accelerators).toMatchObject([{ name: 'Tesla V100-SXM2-16GB', driver: '418.1', partitioned: null }]);
    expect(missing).toEqual([expect.stringMatching(NOTHING_ELSE)]);
  });

  test('one field after the other', async () => {
    const tools = {
      'nvidia-smi': unknown('mig.mode.current'),
      [query('index,name,uuid,driver_version,memory.total')]: unknown('uuid'),
      [query('index,name,driver_version,memory.total')]:
        'index, name, driver_version, memory.total [MiB]\n0, Tesla K40m, 331.1, 11000 MiB\n',
    };
    expect((await detected({ tools })).names).toEqual(['nvidia Tesla K40m']);
  });

  test('a field that was never asked for does not turn in a circle', async () => {
    const { missing } = await detected({ tools: { 'nvidia-smi': unknown('nonsense') } });
    expect(missing[0]).toContain('nonsense');
  });

  test('options of rocm-smi', async () => {
    const error = 'usage: rocm-smi [-h]\nrocm-smi: error: unrecognized arguments: --showcomputepartition\n';
    const tools = {
      'rocm-smi': { status: 'exited', code: 2, stdout: '', stderr: error } as const,
      'rocm-smi --showproductname --showmeminfo vram --showuniqueid --showdriverversion --json':
        printed('rocm-smi.json.txt'),
    };
    expect((await detected({ tools })).names).toHaveLength(2);
  });
});

describe('boards that do not answer', () => {
  test('are said to be broken, one line each with what to do, and are no accelerators', async () => {
    const { names, missing, machine } = await detected({ tools: { 'nvidia-smi': printed('nvidia-smi.csv-lost.txt') } });
    expect(names).toEqual(['nvidia NVIDIA H800']);
    expect(machine.accelerators).toHaveLength(1);
    const lines = missing.filter(line => !NOTHING_ELSE.test(line));
    expect(lines.map(line => line.split(';')[0])).toEqual([
      'NVIDIA: board 3 is broken: nvidia-smi says "Unable to determine the device handle for GPU3: 0000:A5:00.0: Unknown Error"',
      'NVIDIA: board 1 is broken: nvidia-smi says "[GPU is lost]"',
      'NVIDIA: board 2 is broken: nvidia-smi says "[Unknown Error]"',
      'NVIDIA: board 3 is broken: nvidia-smi says "[N/A]"',
    ]);
    for (const line of lines) {
      expect(line).toMatch(/; reset the board .*reboot.*dmesg.*Xid/);
      expect(line).not.toMatch(/install/);
    }
  });

  test('on standard error, beside a listing on standard output', async () => {
    const stderr =
      'Unable to determine the device handle for GPU 0000:A5:00.0: GPU is lost.  Reboot the system to recover this GPU\n';
    const tools = {
      'nvidia-smi': { status: 'exited', code: 15, stdout: printed('nvidia-smi.csv.txt'), stderr } as const,
    };
    const { names, missing } = await detected({ tools });
    expect(names).toHaveLength(3);
    expect(missing[0]).toMatch(/^NVIDIA: a board is broken: .*GPU is lost.*; reset/);
  });

  test('where it is all there is, no driver is asked for', async () => {
    const stdout = 'Unable to determine the device handle for GPU 0000:A5:00.0: Unknown Error\n';
    const { names, missing, probes } = await detected({ tools: { 'nvidia-smi': stdout } });
    expect(names).toEqual([]);
    expect(probes.find(({ tool }) => tool === 'nvidia-smi')?.finding.status).toBe('broken');
    expect(missing[0]).toMatch(/^NVIDIA: a board is broken.*; reset/);
    expect(missing[0]).not.toMatch(/install/);
  });
});

test.each([
  [
    'nvidia-smi',
    'Failed to initialize NVML: GPU access blocked by the operating system\nFailed to properly shut down NVML: GPU access blocked by the operating system',
    /wsl --shutdown/,
  ],
  ['nvidia-smi', 'Failed to initialize NVML: Driver/library version mismatch\nNVML library version: 570.86', /reboot/],
  ['nvidia-smi', "NVIDIA-SMI couldn't find libnvidia-ml.so library in your system.", /libnvidia-compute/],
  [
    'npu-smi',
    'DrvMngGetConsoleLogLevel failed. (g_conLogLevel=3)\ndcmi module initialize failed. ret is -8005',
    /give the device to the container.*davinci/,
  ],
  [
    'npu-smi',
    'DrvMngGetConsoleLogLevel failed. (g_conLogLevel=3)\ndcmi model initialized failed, because the device is used. ret is -8020',
    /give the device to the container/,
  ],
  ['rocm-smi', 'ERROR:root:Driver not initialized (amdgpu not found in modules)', /modprobe amdgpu/],
  ['rocminfo', 'Unable to open /dev/kfd read-write: Permission denied', /render/],
])('%s: %j gets its own fix, not the driver’s installation', async (tool, words, fix) => {
  const { missing } = await detected({ tools: { [tool]: `${words}\n` } });
  expect(missing[0]).toMatch(fix);
  expect(missing[0]).not.toMatch(/; install/);
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
  cuda: Failed to load shared library; needs CUDA 12, cuDNN 9 and \`npm rebuild onnxruntime-node --onnxruntime-node-install=cuda12\`
  other accelerators looked for and not found: T-Head PPU, AMD, Hygon DCU, Intel GPU, Intel Gaudi, Moore Threads, Iluvatar, Cambricon, Enflame, Kunlunxin, MetaX
`);
});

describe('in a container', () => {
  const linesOf = async (files: Readonly<Record<string, string>>, section: string) => {
    const text = detectionText(await detect(worldOf({ files })), { colour: false, columns: 80, verbose: true });
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
    expect((await linesOf({}, 'Machine'))?.filter(line => line.includes('unknown'))).toEqual([
      '  CPU quota     unknown: no control group with this controller is mounted here',
      '  memory limit  unknown: no control group with this controller is mounted here',
    ]);
  });

  test('without /proc/stat, as in gVisor, nothing is called calm, whatever else is read', async () => {
    const files = { '/proc/loadavg': '0.00 0.00 0.00 1/9 9\n' };
    expect(await linesOf(files, 'Quiet')).toEqual([
      '  load 0',
      '  who else uses the CPUs is unknown: absent: no /proc/stat here',
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
  expect(detectionText(detection, { colour: false, columns: 80, verbose: true })).not.toMatch(/quota|memory limit/);
});
