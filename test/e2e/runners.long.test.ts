/** The built program with a real PyTorch: found, tried, kept, left out of a run unless it is named, and held to the oracle. */
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { detectionSchema } from '../../harness/detect/detect.ts';
import { noteText } from '../../results/note-text.ts';
import { takeLock } from '../../results/record-file/lock.ts';
import { inspectRecord } from '../../results/seal.ts';
import { REQUIRE_ALL, TORCH_PYTHONS } from '../harness/runners/torch/pythons.ts';
import { eventually, MISSING, recordIn, SKIP, start, workFolder } from './command-line.ts';
import { writeSuite } from './suites.ts';

const folder = workFolder('runners');
const [found] = TORCH_PYTHONS;
const missing = MISSING ?? (found === undefined ? 'no python3 can import torch' : undefined);
const skip = SKIP || (found === undefined && !REQUIRE_ALL);
const python = found?.python ?? 'python3';
const cache = join(folder, 'cache');

/** One thread: tests run beside others. */
const variables = { XDG_CACHE_HOME: cache, OMP_NUM_THREADS: '1' };

async function detected(args: readonly string[], more: Readonly<Record<string, string>> = {}) {
  const { code, stdout, stderr } = await start(folder, ['detect', '--json', ...args], {
    variables: { ...variables, ...more },
  }).ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return detectionSchema.parse(JSON.parse(stdout));
}

const torchOf = ({ targets }: Awaited<ReturnType<typeof detected>>) => targets.find(({ id }) => id === 'torch-cpu');

describe.skipIf(skip)(`a PyTorch that is there${skip ? ` (${missing})` : ''}`, () => {
  test('is a target on the CPU, with what works by which kernel; the second detection reads what the first kept', async () => {
    const first = torchOf(await detected(['--python', python]));
    expect(first?.process?.versions.torch).toBe(found?.torch);
    expect(first?.strategies[0]).toBe('eager');
    expect(first?.process?.tried).toContainEqual(
      expect.objectContaining({ strategy: 'eager', dtype: 'float32', works: true }),
    );
    expect(first?.process?.tried.filter(({ works }) => !works)).not.toEqual([]);
    const [file = ''] = readdirSync(join(cache, 'moebench', 'tries'));
    const path = join(cache, 'moebench', 'tries', file);
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('a matrix product an expert', 'kept'));
    const second = torchOf(await detected([], { MOEBENCH_PYTHON: python }));
    expect(JSON.stringify(second?.process?.tried)).toContain('"kept"');
    const fresh = torchOf(await detected(['--fresh'], { MOEBENCH_PYTHON: python }));
    expect(fresh?.process?.tried).toEqual(first?.process?.tried);
  });

  test('takes part in a run when it is named, with its versions in the record, and when that is resumed; else the record says why not', async () => {
    writeSuite(folder, 'tiny', { rounds: 1 });
    /** The first line is on disk before anything is measured. */
    const contextOf = async (name: string, args: readonly string[]) => {
      const all = ['run', '--suite', 'tiny.yaml', '--python', python, '--out', name, ...args];
      const started = start(folder, all, { variables });
      const path = await eventually(() => recordIn(join(folder, name)));
      const [context] = await eventually(() => {
        const { lines } = inspectRecord(readFileSync(path, 'utf8'));
        return lines.length > 0 ? lines : undefined;
      });
      started.process.kill('SIGINT');
      expect((await started.ended).code).toBe(130);
      if (context?.kind !== 'context') throw new Error('no context');
      return context;
    };
    const linesOf = (name: string) =>
      inspectRecord(readFileSync(recordIn(join(folder, name)) ?? '', 'utf8')).lines.length;
    const named = await contextOf('named', ['--target', 'torch-cpu']);
    expect(named.targets.map(({ id, process }) => [id, process?.versions.torch])).toEqual([
      ['torch-cpu', found?.torch],
    ]);
    // The same Python, found by the command that began it: nothing differs, so the run goes on in its record.
    const before = linesOf('named');
    const resumed = start(folder, ['run', '--resume', recordIn(join(folder, 'named')) ?? ''], { variables });
    await eventually(() => (linesOf('named') > before ? true : undefined));
    resumed.process.kill('SIGINT');
    const { code, stderr } = await resumed.ended;
    expect({ code, stderr }).toEqual({ code: 130, stderr: expect.not.stringContaining('is not continued') });
    const unnamed = await contextOf('unnamed', []);
    expect(unnamed.targets.map(({ id }) => id)).toEqual(['cpu']);
    expect(unnamed.skipped.map(({ what, ...reason }) => [what, noteText(reason)])).toContainEqual([
      'torch-cpu',
      'runs only when named (--target torch-cpu): the CPU is measured by ONNX Runtime',
    ]);
  });

  test('is held to the oracle by conform', async () => {
    const dims = ['--tokens', '32', '--hidden', '16', '--ffn', '24', '--experts', '4'];
    const args = ['conform', '--model', 'mixtral-8x7b', ...dims, '--python', python, '--target', 'torch-cpu', '--json'];
    const { code, stdout, stderr } = await start(folder, args, { variables }).ended;
    expect(code, stderr).toBe(0);
    expect(JSON.parse(stdout).target).toMatchObject({ id: 'torch-cpu', provider: 'torch', holds: true });
  });

  test('is not tried while a run measures, which is told', async () => {
    const locks = join(folder, 'held');
    mkdirSync(locks);
    const lock = takeLock(join(locks, 'moebench-measuring.lock'), 'this machine');
    const args = ['detect', '--fresh', '--json', '--python', python];
    const { stdout, stderr } = await start(folder, args, { variables: { ...variables, MOEBENCH_LOCKS: locks } }).ended;
    lock.release();
    expect(stderr).toMatch(/^Devices of PyTorch and JAX are not tried: this machine is .*\n$/);
    const detection = detectionSchema.parse(JSON.parse(stdout));
    expect(torchOf(detection)?.process?.tried).toEqual([]);
  });

  test('is not looked for where MOEBENCH_PYTHON is empty', async () => {
    expect((await detected([], { MOEBENCH_PYTHON: '' })).runners).toEqual([]);
  });

  test('beside a venv that is a link to it is asked once each: what is installed differs', async () => {
    const venv = join(folder, 'venv');
    mkdirSync(join(venv, 'bin'), { recursive: true });
    writeFileSync(join(venv, 'pyvenv.cfg'), 'home = /usr/bin\ninclude-system-site-packages = false\n');
    symlinkSync('/usr/bin/python3', join(venv, 'bin', 'python'));
    const both = [join(venv, 'bin', 'python'), '/usr/bin/python3', '/usr/bin/python3'].join(delimiter);
    const { runners } = await detected([], { MOEBENCH_PYTHON: both });
    const torches = runners.filter(({ ours }) => ours === 'torch');
    expect(torches.map(({ label }) => label)).toEqual([join(venv, 'bin', 'python'), '/usr/bin/python3']);
    expect(torches[0]?.status).toBe('absent');
  });
});
