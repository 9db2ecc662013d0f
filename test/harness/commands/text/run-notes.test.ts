import { describe, expect, test } from 'vitest';
import { runNotes } from '../../../../harness/commands/text/run-notes.ts';
import { driftOf } from '../../../../results/drift.ts';
import type { CellLine } from '../../../../results/record.ts';
import { sha256 } from '../../../../suites/identity.ts';
import { contextOf, measurementOf, STARTED } from '../../../results/small-record.ts';

const context = { ...contextOf(), previousSha256: null };

describe('what a run says beside its table', () => {
  test('is nothing where nothing was cut and nothing sustained', () => {
    expect(runNotes({ context, cells: [] })).toEqual([]);
  });

  test('is what was cut to fit, once for all passes and routings of it', () => {
    const [item] = context.cases;
    if (item === undefined) throw new RangeError('one case');
    const cut = [
      { what: 'layers' as const, from: 61, to: 2 },
      { what: 'experts' as const, from: 256, to: 16 },
    ];
    const fitted = { ...item, fitted: { memoryBytes: 56 * 2 ** 30, cut } };
    expect(runNotes({ context: { ...context, cases: [fitted, fitted] }, cells: [] })).toEqual([
      'cut to fit 56.0 GiB: toy moe-layer: layers 61 → 2, experts 256 → 16',
    ]);
    const whole = { ...item, fitted: { memoryBytes: 56 * 2 ** 30, cut: [] } };
    expect(runNotes({ context: { ...context, cases: [whole] }, cells: [] })).toEqual([]);
  });

  test('is how the step time of a sustained cell went', () => {
    // A minute of 10 s steps, nine of 12.5 s ones (five a part).
    const samples = [...Array<number>(6).fill(10_000), ...Array<number>(45).fill(12_500)];
    const line: CellLine = {
      kind: 'cell',
      cell: 'cpu/toy/sustained',
      startedAt: STARTED,
      wallMs: 1,
      previousSha256: sha256(''),
      outcome: {
        status: 'measured',
        measurement: { ...measurementOf(), drift: driftOf(samples, 60_000), samplesSha256: sha256('') },
      },
    };
    expect(runNotes({ context, cells: [line] })).toEqual([
      'cpu/toy/sustained: 10 s a step at first, 12.5 s after 10 min (+25.0 %), steady from part 2 of 10 on',
    ]);
  });
});
