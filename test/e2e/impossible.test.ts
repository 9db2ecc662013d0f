/** A record that is whole and unchanged, and cannot be true: what a user is told of it. */
import { describe, expect, test } from 'vitest';
import { violations } from '../harness/commands/published.ts';
import { contextOf, target } from '../results/small-record.ts';
import { wholeRecord } from '../results/whole-record.ts';
import { MISSING, moebench, SKIP, workFolder } from './command-line.ts';

const folder = workFolder('impossible');
const h800 = target('webgpu-0', {
  onnx: { provider: 'webgpu' },
  device: { vendor: 'NVIDIA', name: 'NVIDIA H800', index: 0 },
});
const parts = { targets: [h800], rounds: 2 };
const fast = contextOf(parts).plan.at(-1)?.id ?? '';
// 1.2 MFLOP in 10 picoseconds.
wholeRecord(folder, { parts, stepsMs: cell => (cell.id === fast ? [1e-8, 1e-8] : [4, 6, 5]) });

const MESSAGE = '1.21 MFLOP in 1e-8 ms are 121 PFLOP/s; NVIDIA H800 SXM in float32 has 59.3 TFLOP/s';

describe.skipIf(SKIP)(`a record that cannot be true${SKIP ? ` (${MISSING})` : ''}`, () => {
  test('does not verify: exit 1, with the cell, the code and the values', async () => {
    const { code, stdout } = await moebench(folder, 'verify', '.');
    expect(code).toBe(1);
    const [first, second = ''] = stdout.trimEnd().split('\n');
    expect(first).toMatch(/^sealed, 5 lines {2}/);
    const [head, message] = second.split(': ');
    expect(head).toBe(`  invalid ${fast} (above-peak)`);
    expect(message).toBe(MESSAGE);
  });

  test('says so in JSON as published', async () => {
    const { code, stdout } = await moebench(folder, 'verify', '.', '--json');
    const document = JSON.parse(stdout);
    expect(code).toBe(1);
    expect(document).toMatchObject({
      holds: false,
      records: [
        { status: 'sealed', problems: [], invalid: [{ cell: fast, code: 'above-peak', why: { text: MESSAGE } }] },
      ],
    });
    expect(violations('verification', document)).toEqual([]);
  });

  test('has a row without a speed in the report', async () => {
    const { code, stdout } = await moebench(folder, 'report', '--results', '.', '--out', 'site', '--json');
    const report = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(report.rows).toMatchObject([
      { status: 'invalid', stepMs: { available: false }, invalid: [{ why: { text: MESSAGE } }] },
    ]);
    expect(report.failures).toMatchObject([{ code: 'invalid', reason: 'above-peak', rounds: [1], message: MESSAGE }]);
    expect(violations('report', report)).toEqual([]);
  });
});
