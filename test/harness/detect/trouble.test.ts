import { describe, expect, test } from 'vitest';
import { detect } from '../../../harness/detect/detect.ts';
import { detected, NOTHING_ELSE, printed } from './detected.ts';
import { type Parts, worldOf } from './world.ts';

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
