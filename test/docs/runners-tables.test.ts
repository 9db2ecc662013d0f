/** docs/RUNNERS.md names every fault code and states the tolerances that are used. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PARITY_TOLERANCE } from '../../results/proof/tolerance.ts';
import { FAULT_CODES } from '../../results/schema/outcome.ts';
import { activationSchema, PARTS, routingSchema } from '../../suites/workload.ts';

const TEXT = readFileSync(new URL('../../docs/RUNNERS.md', import.meta.url), 'utf8');

/** Codes of the harness's own: a cell that others disturbed. */
const HARNESS_ALONE = ['disturbed'];

test('every fault a runner can cause is named', () => {
  const unnamed = FAULT_CODES.filter(code => !HARNESS_ALONE.includes(code) && !TEXT.includes(`\`${code}\``));
  expect(unnamed).toEqual([]);
});

test('every part, activation and routing is explained', () => {
  const kinds = routingSchema.options.map(option => option.shape.kind.value);
  const unnamed = [...PARTS, ...activationSchema.options, ...kinds].filter(name => !TEXT.includes(`\`${name}\``));
  expect(unnamed).toEqual([]);
});

test('the tolerances are those that proofs are held to', () => {
  const stated = 'float32 1e-4, tf32 and float16 2⁻⁸, bfloat16 2⁻⁵, float8-tensorwise 2⁻², float64 1e-11';
  expect(TEXT).toContain(stated);
  expect(PARITY_TOLERANCE).toEqual({
    float32: 1e-4,
    tf32: 2 ** -8,
    float16: 2 ** -8,
    bfloat16: 2 ** -5,
    'float8-tensorwise': 2 ** -2,
    float64: 1e-11,
  });
});

test('every kind of device of the PyTorch runner has its row, and only the CPU has been run', () => {
  const folder = new URL('../../harness/runners/torch/devices/', import.meta.url);
  const kinds = readdirSync(folder).flatMap(file => /^([a-z]+)\.py$/.exec(file)?.[1] ?? []);
  const devices = kinds.filter(kind => readFileSync(new URL(`${kind}.py`, folder), 'utf8').includes('DEVICE ='));
  expect(devices).toContain('npu');
  for (const kind of devices) {
    expect(TEXT).toMatch(
      new RegExp(`^\\| \`${kind}\` \\|.*\\| ${kind === 'cpu' ? 'yes' : 'never run by us'} \\|$`, 'm'),
    );
  }
});

test('every strategy of our runners in Python has its row', () => {
  const folder = new URL('../../harness/runners/torch/strategies/', import.meta.url);
  const strategies = readdirSync(folder).flatMap(file => /^([a-z]+)\.py$/.exec(file)?.[1] ?? []);
  const named = strategies.filter(name =>
    /^NAME|^KERNEL|^def run/m.test(readFileSync(new URL(`${name}.py`, folder), 'utf8')),
  );
  expect(named).toContain('eager');
  for (const name of named) expect(TEXT).toContain(`| torch | \`${name}\` |`);
});
