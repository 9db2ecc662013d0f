/** The PyTorch side itself: identities, arithmetic by hand, and a text of its own writing. */
import { describe, expect, it } from 'vitest';
import { findTorch, runTorch, torchSelfChecks } from './torch.ts';
import { TRAIN_STEPS } from './train-workloads.ts';

const python = findTorch();
const skip = python === undefined && process.env.MOEBENCH_REQUIRE_ALL !== '1';
const lingMini = TRAIN_STEPS['as Ling-mini: a dense layer first, a selection bias'];

describe.skipIf(skip)('the PyTorch side by itself (skipped where no python3 can import torch)', () => {
  it('holds every identity it has to', () => {
    const checks = torchSelfChecks(torch());
    expect(checks).toHaveLength(12);
    expect(checks.filter(({ error, tolerance }) => !(error <= tolerance))).toEqual([]);
  });

  it.each([
    ['a text that is not the one it writes itself', { text: { ...lingMini?.text, sha256: '00' } }, 'SHA-256'],
    ['half types, whose values it would have to round', { dtype: 'bfloat16' }, "dtype is 'bfloat16'"],
    ['part of a sequence', { tokens: 17 }, '17 tokens'],
    ['another part', { part: 'moe-layer' }, "part is 'moe-layer'"],
    ['a trace of another length', { routing: { kind: 'trace', choices: 'AAAA' } }, 'trace of 3 bytes'],
  ])('refuses %s', (_, change, message) => {
    const { status, stderr } = runTorch(torch(), [], [{ workload: { ...lingMini, ...change } }]);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });
});

function torch(): string {
  if (python === undefined) throw new Error('MOEBENCH_REQUIRE_ALL=1, but no python3 can import torch and numpy');
  return python;
}
