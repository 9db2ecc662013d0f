import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ChildRun, Ending } from '../../../harness/child.ts';
import { EXPECTED, INPUT } from '../../../harness/detect/one-node-model.ts';
import { adapterIn, againIfKilled, judge } from '../../../harness/detect/prove.ts';

const ended = (code: number | null, signal: NodeJS.Signals | null = null): Ending => ({
  kind: 'exit',
  code,
  signal,
  oomKills: null,
});
const clean = { ending: ended(0), stderr: '', result: null };
const right = JSON.stringify({ status: 'right' });

describe('what a child’s end means', () => {
  test('right numbers prove the provider', () => {
    expect(judge({ ...clean, result: right })).toEqual({ status: 'proven', adapter: null });
  });

  test('a crash is a refusal with the signal', () => {
    expect(judge({ ...clean, ending: ended(null, 'SIGSEGV') })).toEqual({
      status: 'refused',
      reason: 'its process ended without a result (killed by SIGSEGV)',
    });
  });

  test('a hang is told apart from a crash', () => {
    expect(judge({ ...clean, ending: { kind: 'timeout', timeoutMs: 60_000 } })).toEqual({
      status: 'refused',
      reason: 'it did not answer within 60 s',
    });
  });

  test('an abort has its last words', () => {
    const stderr = 'loading\nterminate called after throwing an instance of std::bad_alloc\n';
    expect(judge({ ...clean, ending: ended(134), stderr })).toEqual({
      status: 'refused',
      reason: expect.stringContaining('(exit code 134): terminate called after throwing'),
    });
  });

  test('wrong numbers are no proof', () => {
    const result = JSON.stringify({ status: 'wrong', message: 'returned 0, 0, 0, 0, …' });
    expect(judge({ ...clean, result })).toMatchObject({
      status: 'refused',
      reason: expect.stringContaining('came out wrong'),
    });
  });

  test('a missing Vulkan loader is named, rather than the adapter that was not found for lack of it', () => {
    const stderr = "Warning: Couldn't load Vulkan: libvulkan.so.1: cannot open shared object file: No such file\n";
    const message =
      '/src/context.cc:136 Initialize() status == Success was false. Failed to get a WebGPU adapter: none\n';
    const refused = JSON.stringify({ status: 'refused', message });
    expect(judge({ ...clean, stderr, result: refused })).toMatchObject({ reason: 'libvulkan.so.1 is missing' });
    expect(judge({ ...clean, result: refused })).toMatchObject({ reason: 'Failed to get a WebGPU adapter: none' });
  });
});

test('the adapter is the one the Vulkan loader made a device of, not any it merely found', () => {
  const stderr = [
    'INFO | DRIVER:             [0] llvmpipe (LLVM 15)',
    'DRIVER | LAYER:          Using "NVIDIA H800" with driver: "libGLX_nvidia.so.0"',
  ].join('\n');
  expect(adapterIn(stderr)).toBe('NVIDIA H800');
  expect(adapterIn('nothing of the kind')).toBeNull();
});

test('the expected product is the product', () => {
  const product = EXPECTED.map((_, at) => {
    const row = Math.floor(at / 4) * 4;
    return [0, 1, 2, 3].reduce((sum, k) => sum + (INPUT[row + k] ?? 0) * (INPUT[4 * k + (at % 4)] ?? 0), 0);
  });
  expect(product).toEqual(EXPECTED);
});

const requireAll = process.env.MOEBENCH_REQUIRE_ALL === '1';
const built = join(import.meta.dirname, '../../../dist/harness/detect/prove.js');
const chromium = '/usr/lib/chromium';
const icd = join(chromium, 'vk_swiftshader_icd.json');

describe.skipIf(!existsSync(built) && !requireAll)('a provider in a process of its own (needs npm run build)', () => {
  afterEach(() => void vi.unstubAllEnvs());

  test('the CPU is proven', async () => {
    const { proveInChild } = await import(built);
    expect(await proveInChild('cpu', 0)).toEqual({ status: 'proven', adapter: null });
  });

  test('a provider that is not there is refused, with words', async () => {
    const { proveInChild } = await import(built);
    expect(await proveInChild('no-such-provider', 0)).toMatchObject({ status: 'refused', reason: /\w/ });
  });

  test.skipIf(!existsSync(icd) && !requireAll)(
    'WebGPU is proven on SwiftShader, by name (needs chromium)',
    async () => {
      vi.stubEnv('VK_ICD_FILENAMES', icd);
      vi.stubEnv('LD_LIBRARY_PATH', chromium);
      const { proveInChild } = await import(built);
      expect(await proveInChild('webgpu', 0)).toEqual({
        status: 'proven',
        adapter: expect.stringMatching(/SwiftShader/),
      });
    },
  );
});

describe('a probe that somebody killed', () => {
  const ended = (signal: NodeJS.Signals | null): ChildRun => ({
    ending: { kind: 'exit', code: signal === null ? 1 : null, signal, oomKills: null },
    stderr: '',
    result: null,
  });
  const runs = (all: readonly ChildRun[]) => {
    const left = [...all];
    return { left, run: async () => left.shift() ?? ended('SIGKILL') };
  };

  test('is asked once more, and that counts', async () => {
    const { left, run } = runs([ended('SIGKILL'), ended(null), ended(null)]);
    expect(await againIfKilled(run)).toEqual(ended(null));
    expect(left).toHaveLength(1);
  });

  test('and killed again is refused; one that crashed by itself is not asked again', async () => {
    expect(judge(await againIfKilled(runs([]).run))).toMatchObject({ status: 'refused' });
    const { left, run } = runs([ended('SIGSEGV'), ended(null)]);
    expect(await againIfKilled(run)).toEqual(ended('SIGSEGV'));
    expect(left).toHaveLength(1);
  });
});
