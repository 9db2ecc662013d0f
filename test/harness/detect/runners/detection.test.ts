/** `moebench detect` where there are runners: what it tells of each, and what is missing. */
import { describe, expect, test } from 'vitest';
import { detectionText } from '../../../../harness/commands/text/detect/detect-text.ts';
import { detect, detectionSchema } from '../../../../harness/detect/detect.ts';
import type { Answered, RunnerAnswer, Tried } from '../../../../harness/detect/runners/answer.ts';
import { type Asked, NO_RUNNERS } from '../../../../harness/detect/runners/detect.ts';
import type { Dtype } from '../../../../suites/workload.ts';
import { type Parts, worldOf } from '../world.ts';

const torch: Answered = {
  status: 'answered',
  label: 'python3',
  namedBy: 'PATH',
  ours: 'torch',
  command: ['/usr/bin/python3', '/moebench/torch/server.py'],
  runner: 'torch',
  versions: { python: '3.11.2', torch: '2.13.0+cpu' },
  strategies: ['eager', 'grouped'],
  devices: [{ id: 'cpu', vendor: null, name: 'x86_64', index: 0, memoryBytes: null }],
  words: '',
};
const noJax: RunnerAnswer = {
  status: 'absent',
  label: 'python3',
  namedBy: 'PATH',
  ours: 'jax',
  command: ['/usr/bin/python3', '/moebench/jax/server.py'],
  howToGet: 'python3 -m pip install jax',
};
const hung: RunnerAnswer = {
  status: 'failed',
  label: '/opt/npu/bin/python',
  namedBy: 'MOEBENCH_PYTHON',
  ours: 'torch',
  command: ['/opt/npu/bin/python', '/moebench/torch/server.py'],
  code: 'timeout',
  message: "no answer to 'hello' within 180000 ms",
  lastWords: 'loading CANN',
  fix: 'see dmesg',
};
const H20 = { id: 'cuda:0', vendor: 'nvidia', name: 'NVIDIA H20', index: 0, memoryBytes: 95e9 };

const works = (strategy: string, dtype: Dtype, kernel: string): Tried => ({ strategy, dtype, works: true, kernel });
const fails = (strategy: string, dtype: Dtype, reason: string): Tried => ({ strategy, dtype, works: false, reason });

const SMI =
  'index, name, uuid, memory.total [MiB], driver_version, mig.mode.current\n0, NVIDIA H20, GPU-1, 97871 MiB, 550.1, Disabled\n';

function detected(parts: Parts, changes: Partial<Asked> = {}, missing: readonly string[] = []) {
  const runners = parts.runners ?? [];
  const asked: Asked = { ...NO_RUNNERS, sought: { commands: runners, missing }, wanted: () => true, ...changes };
  return detect(worldOf(parts), undefined, asked);
}

const own = (lines: readonly string[]) => lines.filter(line => !line.startsWith('other accelerators'));
const missingOf = async (parts: Parts, pythons: readonly string[] = []) =>
  own((await detected(parts, {}, pythons)).missing);

describe('a detection with runners', () => {
  const tried = {
    'python3 cpu': [works('eager', 'float32', 'mm'), fails('grouped', 'float32', 'no grouped product')],
  };

  test('has their devices as targets behind ONNX Runtime’s, and every answer', async () => {
    const detection = detectionSchema.parse(await detected({ runners: [torch, noJax, hung], tried }));
    expect(detection.targets.map(({ id, strategies }) => [id, strategies])).toEqual([
      ['cpu', ['session']],
      ['torch-cpu', ['eager']],
    ]);
    expect(detection.runners.map(({ status }) => status)).toEqual(['answered', 'absent', 'failed']);
  });

  test('tries only what is wanted, by its target’s name', async () => {
    const runners = [{ ...torch, devices: [...torch.devices, H20] }];
    const seen: string[] = [];
    const wanted: Asked['wanted'] = ({ id, onHost }) => {
      seen.push(`${id} ${onHost}`);
      return false;
    };
    const { targets } = await detected({ runners }, { wanted });
    expect(seen).toEqual(['torch-cpu true', 'torch-cuda:0 false']);
    expect(targets.map(({ process }) => process?.tried)).toEqual([undefined, [], []]);
  });

  test('says of what was not tried that it was not', async () => {
    const detection = await detected({ runners: [torch] }, { wanted: () => false });
    expect(detectionText(detection, { colour: false, columns: 80, verbose: true })).toContain(
      '    torch-cpu\n      not tried: eager, grouped\n\nEnergy',
    );
  });

  test('reads within 80 columns, equal kernels and equal reasons told once', async () => {
    const rows = [
      works('eager', 'float32', 'one matrix product an expert'),
      works('eager', 'bfloat16', 'one matrix product an expert'),
      fails('eager', 'float16', '"addmm_impl_cpu_" not implemented for Half, and a longer reason behind it'),
      works('grouped', 'float32', 'grouped_mm, fallback'),
      works('grouped', 'bfloat16', 'grouped_mm, fast path'),
      fails('compile', 'float32', 'no C compiler'),
      fails('compile', 'bfloat16', 'no C compiler'),
    ];
    const detection = await detected({
      runners: [{ ...torch, strategies: ['eager', 'grouped', 'compile'] }, noJax, hung],
      tried: { 'python3 cpu': rows },
    });
    const text = detectionText(detection, { colour: false, columns: 80, verbose: true });
    expect(text).toContain(`Targets
  cpu        AMD EPYC 9654, 96 threads
  torch-cpu  AMD EPYC 9654, 96 threads  runs when named (--target)

Runners
  python3: torch 2.13.0+cpu, python 3.11.2
    torch-cpu
      eager: float32, bfloat16 (one matrix product an expert)
        not float16: "addmm_impl_cpu_" not implemented for Half, and a longer
          reason behind it
      grouped: float32 (grouped_mm, fallback); bfloat16 (grouped_mm, fast
        path)
      compile: nothing works: no C compiler
  python3: no jax (python3 -m pip install jax)
  /opt/npu/bin/python: torch fails (timeout), see Missing

Energy
`);
  });
});

describe('what is missing', () => {
  test('is told of a runner that failed with its command, its last words and what to do', async () => {
    expect(await missingOf({ runners: [hung] })).toEqual([
      '/opt/npu/bin/python, torch: /opt/npu/bin/python /moebench/torch/server.py: no answer to \'hello\' within 180000 ms ("loading CANN"); see dmesg',
    ]);
  });

  test('is a torch where no Python has one, and no JAX beside a torch', async () => {
    const noTorch: RunnerAnswer = { ...noJax, ours: 'torch', howToGet: 'python3 -m pip install torch' };
    expect(await missingOf({ runners: [noTorch, noJax] })).toEqual([
      'python3: no torch (python3 -m pip install torch)',
    ]);
    const tried = { 'python3 cpu': [works('eager', 'float32', 'mm')] };
    expect(await missingOf({ runners: [torch, noJax], tried })).toEqual([]);
  });

  test('is a Python where there is none', async () => {
    expect(await missingOf({}, ['no python3'])).toEqual(['no python3']);
  });

  test('is told of a device on which nothing works', async () => {
    const tried = { 'python3 cpu': [fails('eager', 'float32', 'no BLAS')] };
    expect(await missingOf({ runners: [torch], tried })).toEqual([
      'torch-cpu: nothing that was tried works on it: no BLAS',
    ]);
  });

  describe('is told of a board that no torch sees', () => {
    const tried = {
      'python3 cpu': [works('eager', 'float32', 'mm')],
      'python3 cuda:0': [works('eager', 'float32', 'mm')],
    };
    const tools = { 'nvidia-smi': SMI };
    const cuda = { ...torch, versions: { torch: '2.13.0', cuda: '13.0' } };
    const unseen = (runner: Answered, variables = {}) => missingOf({ tools, tried, variables, runners: [runner] });

    test('a CPU build', async () => {
      expect(await unseen(torch)).toEqual([
        'python3: torch 2.13.0+cpu sees no NVIDIA H20: it is no build for it; install a CUDA build (pytorch.org, Get Started)',
      ]);
    });

    test('a driver that is too old, in torch’s own words', async () => {
      const words =
        'noise\n/x/torch/cuda/__init__.py:180: UserWarning: CUDA initialization: The NVIDIA driver on your system is too old (found version 11040). Please update it.\n  return torch._C._cuda_getDeviceCount() > 0\n';
      expect(await unseen({ ...cuda, words })).toEqual([
        expect.stringMatching(
          /^python3: torch 2\.13\.0 sees no NVIDIA H20: it says ".*driver on your system is too old \(found version 11040\).*"; update NVIDIA's driver, or install a torch/,
        ),
      ]);
    });

    test.each<[string, RegExp]>([
      [
        'CUDA initialization: forward compatibility was attempted on non supported HW',
        /libcuda and the kernel's module/,
      ],
      ['Error 802: system not yet initialized', /nvidia-fabricmanager/],
      ['CUDA unknown error - this may be due to an incorrectly set up environment', /nvidia_uvm/],
      ['RuntimeError: Found no NVIDIA driver on your system.', /nvidia-smi lists the board/],
    ])('%s', async (words, fix) => {
      const [line] = await unseen({ ...cuda, words });
      expect(line).toMatch(fix);
    });

    test('a variable that hides it', async () => {
      const [line] = await unseen(cuda, { CUDA_VISIBLE_DEVICES: '' });
      expect(line).toMatch(/: CUDA_VISIBLE_DEVICES is ''; unset it, or name the board in it$/);
    });

    test('a driver and a build that do not fit, and say nothing', async () => {
      const [line] = await unseen(cuda);
      expect(line).toMatch(/: the driver and this build do not fit; make a tensor on the device by hand/);
    });

    test('nor any tool lists', async () => {
      const words = 'RuntimeError: No CUDA GPUs are available: no CUDA-capable device is detected\n';
      expect(await missingOf({ tried, runners: [{ ...cuda, words }] })).toEqual([
        expect.stringMatching(
          /^python3: torch says "RuntimeError: .* is detected"; see that nvidia-smi lists the board/,
        ),
      ]);
      expect(await missingOf({ tried, runners: [{ ...cuda, words: 'UserWarning: no numpy\n' }] })).toEqual([]);
    });

    test('but not where another Python sees it, nor where a device may be it', async () => {
      const seeing: Answered = { ...cuda, label: 'cuda', command: ['/cuda/python'], devices: [H20] };
      const more = { ...tried, 'cuda cuda:0': [works('eager', 'float32', 'mm')] };
      expect(await missingOf({ tools, tried: more, runners: [torch, seeing] })).toEqual([]);
      const nobodys = { ...H20, vendor: null, name: 'a look-alike' };
      expect(await unseen({ ...cuda, devices: [nobodys] })).toEqual([]);
    });
  });
});
