/** The data rule in PyTorch, bit for bit. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fill, stored } from '../../../../suites/data.ts';
import type { FloatType } from '../../../../suites/graph/tensor.ts';
import { sha256 } from '../../../../suites/identity.ts';
import { REQUIRE_ALL, TORCH_PYTHONS } from './pythons.ts';

const SCRIPT = fileURLToPath(new URL('bits.py', import.meta.url));
const SEED = 42;
const VALUES = 10 ** 6;
const NAMES = [
  ...[
    'x',
    'dy',
    'router',
    'router.bias',
    'experts.0.w1',
    'experts.127.w2',
    'experts.255.w3',
    'experts.7.b1',
    'shared.w1',
    'shared.w2',
  ],
  ...[
    'embedding',
    'head',
    'layers.0.attention.q',
    'layers.11.attention.kvDown',
    'layers.3.dense.w3',
    'a.0',
    'b.0.15',
    'probe/y',
  ],
  ...['probe/grad:experts.3.w1', 'späte Ünïcode-名前'],
];
type Row = readonly [name: string, count: number, amplitude: number, dtype: FloatType];

function drawn(python: string, tensors: readonly Row[]): string[] {
  const input = JSON.stringify({ seed: SEED, tensors });
  const { status, stdout, stderr } = spawnSync(python, [SCRIPT], {
    input,
    encoding: 'utf8',
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  if (status !== 0) throw new Error(`bits.py: exit ${status}\n${stderr}`);
  return stdout.trim().split('\n');
}

const expected = ([name, count, amplitude, dtype]: Row): string => {
  const values = stored(dtype, fill(dtype, SEED, name, count, amplitude));
  return sha256(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
};

describe.skipIf(TORCH_PYTHONS.length === 0 && !REQUIRE_ALL)('torch (skipped where no python3 can import one)', () => {
  it('there is one', () => {
    expect(TORCH_PYTHONS).not.toEqual([]);
  });

  it.each(TORCH_PYTHONS)('$torch draws the same bits: a million values of each of 20 names', ({ python }) => {
    const rows = NAMES.map((name, i): Row => [name, VALUES, 2 ** -(i % 8), 'float32']);
    expect(NAMES).toHaveLength(20);
    expect(drawn(python, rows)).toEqual(rows.map(expected));
  });

  it.each(TORCH_PYTHONS)('$torch rounds half types and keeps float64 likewise', ({ python }) => {
    const dtypes: readonly FloatType[] = ['float16', 'bfloat16', 'float64'];
    const rows = dtypes.flatMap(dtype =>
      [1, 2 ** -6, 2 ** -13].map((amplitude): Row => ['x', 10 ** 5, amplitude, dtype]),
    );
    expect(drawn(python, rows)).toEqual(rows.map(expected));
  });
});
