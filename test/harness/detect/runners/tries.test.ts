import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Answered, Tried } from '../../../../harness/detect/runners/answer.ts';
import { cacheFolder, type TriesRequest, triesOf } from '../../../../harness/detect/runners/tries.ts';
import { HELLO, runnerOf } from './fake-runner.ts';

const root = mkdtempSync(join(tmpdir(), 'moebench-tries-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const { protocol: _, ...fields } = HELLO;
const asked = runnerOf('');
const answer: Answered = { status: 'answered', ...asked, command: [...asked.command], ...fields, words: '' };
const board = { id: 'cuda:0', vendor: 'nvidia', name: 'NVIDIA H20', index: 0, memoryBytes: 96e9 };
const WORKS: readonly Tried[] = [{ strategy: 'eager', dtype: 'bfloat16', works: true, kernel: 'a kernel' }];
const request: TriesRequest = {
  answer,
  device: board,
  machine: ['a CPU', 'nvidia 550.1'],
  fresh: false,
  say: () => {},
  interrupt: new AbortController().signal,
};

let folder = '';
let askedTimes = 0;
beforeEach(() => {
  folder = mkdtempSync(join(root, 'cache-'));
  askedTimes = 0;
});

/** Asks for tries in this test's folder, and says whether they were made now. */
async function made(changes: Partial<TriesRequest> = {}, tried = WORKS, variables = {}) {
  const before = askedTimes;
  const ask = async () => {
    askedTimes += 1;
    return tried;
  };
  expect(await triesOf({ ...request, ...changes }, { folder, variables, ask })).toEqual(tried);
  return askedTimes > before;
}

const onlyFile = () => join(folder, readdirSync(folder)[0] ?? '');

describe('what works on a device', () => {
  test('is tried once, and kept', async () => {
    expect([await made(), await made()]).toEqual([true, false]);
  });

  test('is kept for boards alike', async () => {
    await made();
    expect(await made({ device: { ...board, id: 'cuda:7', index: 7, uuid: 'GPU-7' } })).toBe(false);
  });

  test.each<[string, Partial<TriesRequest>, object?]>([
    ['a version', { answer: { ...answer, versions: { toy: '1.1' } } }],
    ['the command', { answer: { ...answer, command: ['env', 'A=1', ...answer.command] } }],
    ['a driver', { machine: ['a CPU', 'nvidia 560.2'] }],
    ['the CPU', { machine: ['another CPU', 'nvidia 550.1'] }],
    ['the board', { device: { ...board, name: 'NVIDIA H800' } }],
    ['its memory, as of a slice', { device: { ...board, memoryBytes: 12e9 } }],
    ['a strategy more', { answer: { ...answer, strategies: [...answer.strategies, 'graph'] } }],
    ['a variable that chooses kernels', {}, { TORCH_BLAS_PREFER_CUBLASLT: '1' }],
  ])('is tried again for another: %s', async (_, changes, variables = {}) => {
    await made();
    expect(await made(changes, WORKS, variables)).toBe(true);
  });

  test('is tried again when the runner’s file is another', async () => {
    const script = join(folder, '..', 'runner.py');
    const own = { answer: { ...answer, command: ['python3', script] } };
    writeFileSync(script, 'one');
    expect([await made(own), await made(own)]).toEqual([true, false]);
    writeFileSync(script, 'two');
    expect(await made(own)).toBe(true);
  });

  test('is tried again with --fresh, and kept anew', async () => {
    await made();
    const other: readonly Tried[] = [{ strategy: 'eager', dtype: 'bfloat16', works: false, reason: 'no' }];
    expect(await made({ fresh: true }, other)).toBe(true);
    expect(await made({}, other)).toBe(false);
  });

  test.each<[string, (text: string) => string]>([
    ['empty', () => ''],
    ['half written', text => text.slice(0, 40)],
    ['of another schema', text => text.replace('moebench.tries/1', 'moebench.tries/0')],
    ['of another key', text => text.replace('550.1', '999.9')],
    ['of a dtype that is none', text => text.replaceAll('bfloat16', 'int3')],
  ])('is tried again where the file is %s', async (_, damaged) => {
    await made();
    writeFileSync(onlyFile(), damaged(readFileSync(onlyFile(), 'utf8')));
    expect(await made()).toBe(true);
  });

  test('is not kept where the memory was taken by others', async () => {
    const reason = 'OutOfMemoryError: CUDA out of memory. Tried to allocate 2 GiB';
    await made({}, [{ strategy: 'eager', dtype: 'float32', works: false, reason }]);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('is tried where nothing can be kept', async () => {
    folder = join(folder, 'a-file');
    writeFileSync(folder, '');
    expect([await made(), await made()]).toEqual([true, true]);
  });
});

test('the cache is where the user’s caches are; a relative XDG_CACHE_HOME is to be ignored', () => {
  expect(cacheFolder({ XDG_CACHE_HOME: '/caches' })).toBe('/caches/moebench/tries');
  expect(cacheFolder({ XDG_CACHE_HOME: 'caches' })).toMatch(/^\/.*\.cache\/moebench\/tries$/);
  expect(cacheFolder({})).toMatch(/^\/.*\.cache\/moebench\/tries$/);
});
