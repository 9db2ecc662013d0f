/** docs/RUNNERS.md names every fault code and states the tolerances that are used. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FAULT_CODES } from '../../results/outcome.ts';
import { PARITY_TOLERANCE } from '../../results/tolerance.ts';
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
  expect(TEXT).toContain('float32 1e-4, float16 2⁻⁸, bfloat16 2⁻⁵, float64 1e-11');
  expect(PARITY_TOLERANCE).toMatchObject({ float32: 1e-4, float16: 2 ** -8, bfloat16: 2 ** -5, float64: 1e-11 });
});
