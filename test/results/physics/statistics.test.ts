import fc from 'fast-check';
import { expect, test } from 'vitest';
import { driftOf } from '../../../results/drift.ts';
import { findings } from '../../../results/physics/rule.ts';
import { TIME_RULES } from '../../../results/physics/times.ts';
import { roundStatistics } from '../../../results/statistics.ts';
import { contextOf, measurementOf, STARTED } from '../small-record.ts';

/** Far apart and all alike: what rounding and outliers make of both. */
const steps = fc.oneof(
  fc.array(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 }),
  fc
    .tuple(fc.double({ min: 1e-3, max: 1e6, noNaN: true }), fc.integer({ min: 1, max: 60 }))
    .map(([ms, count]) => Array<number>(count).fill(ms)),
  fc.array(fc.constantFrom(0.1, 0.1, 0.1, 0.1, 0.3, 1e6), { minLength: 1, maxLength: 60 }),
);

test('no steps that were really timed break a rule', () => {
  const context = { ...contextOf(), previousSha256: null };
  const [, cell] = context.plan;
  const [workloadCase] = context.cases;
  const [target] = context.targets;
  if (cell === undefined || workloadCase === undefined || target === undefined) throw new Error('an empty record');
  fc.assert(
    fc.property(steps, fc.double({ min: 1, max: 1e6, noNaN: true }), (stepsMs, everyMs) => {
      const samplesSha256 = 'a'.repeat(64);
      const drift = driftOf(stepsMs, everyMs);
      const measurement = { ...measurementOf(stepsMs), stepMs: roundStatistics(stepsMs), drift, samplesSha256 };
      const wallMs = measurement.stepMs.sumMs + 45;
      const outcome = { status: 'measured', measurement } as const;
      const line = {
        kind: 'cell',
        cell: cell.id,
        startedAt: STARTED,
        wallMs,
        previousSha256: samplesSha256,
        outcome,
      } as const;
      expect(findings(TIME_RULES, { context, line, cell, workloadCase, target, measurement })).toEqual([]);
    }),
  );
});
