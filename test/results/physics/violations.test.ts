import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { noteText } from '../../../results/note-text.ts';
import { IMPOSSIBLE_CODES } from '../../../results/physics/codes.ts';
import { IMPOSSIBLE_TEXTS } from '../../../results/physics/impossible-text.ts';
import { type Judged, RECORD_CODES, recordViolations, violationSchema } from '../../../results/physics/violations.ts';
import { read, unavailable } from '../../../results/schema/reading.ts';
import { proofThat } from '../small-record.ts';
import {
  allowing,
  at,
  BROKEN,
  bytes,
  context,
  curve,
  measurement,
  onBoard,
  type Parts,
  stepMs,
  withCase,
} from './broken-records.ts';

const proofCell = context.plan[0]?.id ?? '';
const timedCell = context.plan[1]?.id ?? '';

/** A record of one proof and one timed cell, with what is given changed. */
function recordWith(changes: Parts = {}): Judged {
  const changed = { ...measurement, ...changes.measurement, stepMs: { ...stepMs, ...changes.stepMs } };
  const proof = { ...proofThat(true), ...changes.proof };
  return {
    context: { ...context, ...changes.context },
    proofs: [{ kind: 'proof', cell: proofCell, ...at, outcome: { status: 'proven', proof } }],
    cells: [
      {
        kind: 'cell',
        cell: timedCell,
        ...at,
        wallMs: changes.wallMs ?? at.wallMs,
        outcome: { status: 'measured', measurement: changed },
      },
    ],
  };
}

const TEXTS = new Map<string, string>(Object.entries(IMPOSSIBLE_TEXTS));

const rows = Object.entries(BROKEN).flatMap(([code, examples]) => examples.map(example => [code, ...example] as const));

describe('the physics of a record', () => {
  test('is broken by nothing in a record that can be true', () => {
    expect(recordViolations(recordWith())).toEqual([]);
    expect(recordViolations(recordWith({ proof: { curve } }))).toEqual([]);
  });

  test('has an example of every rule, and every rule a code of its own', () => {
    expect(Object.keys(BROKEN).toSorted()).toEqual(RECORD_CODES.toSorted());
  });

  test('has an example of every sentence, with all its values', () => {
    const found = rows.flatMap(([, , changes]) => recordViolations(recordWith(changes)).map(({ why }) => why));
    expect(new Set(found.map(({ code }) => code))).toEqual(new Set(IMPOSSIBLE_CODES));
    for (const { code, values } of found) {
      const wanted = [...(TEXTS.get(code) ?? '').matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(Object.keys(values).toSorted(), code).toEqual(wanted.toSorted());
    }
  });

  test.each(rows)('%s: %s', (code, _, changes, message) => {
    const cell = code === 'curve' || code.startsWith('proof-') ? proofCell : timedCell;
    const found = recordViolations(recordWith(changes));
    expect(found.map(violation => [violation.cell, violation.code])).toEqual([[cell, code]]);
    expect(found.map(({ why }) => noteText(why))).toEqual([expect.stringContaining(message)]);
    // As it is read back from JSON, where no number is infinite or NaN.
    expect(z.array(violationSchema).parse(JSON.parse(JSON.stringify(found)))).toEqual(found);
  });

  test('finds a sum above steps × the slowest by its squares too: 19² ÷ 3 > 19 · 6', () => {
    const found = recordViolations(recordWith({ stepMs: { sumMs: 19, sumSquaresMs2: 114 } }));
    expect(found.map(({ code }) => code)).toEqual(['step-sum', 'step-squares', 'window-time']);
  });

  test('says nothing of a reading that is missing, and of a device whose memory nobody read', () => {
    const none = unavailable('not-asked');
    const missing = { peakHostBytes: none, peakDeviceBytes: none, energyJ: none };
    expect(recordViolations(recordWith({ measurement: missing }))).toEqual([]);
    expect(recordViolations(recordWith({ measurement: { peakDeviceBytes: bytes(5e9) } }))).toEqual([]);
  });

  test('allows a board a tenth above its limit, and joules of another scope than the watts', () => {
    const near = { meanPowerW: onBoard(329), conditions: allowing(300) };
    expect(recordViolations(recordWith({ measurement: near }))).toEqual([]);
    const apart = { energyJ: read(9, 'made up', 'chassis'), meanPowerW: onBoard(300) };
    expect(recordViolations(recordWith({ measurement: apart }))).toEqual([]);
    const packages = { meanPowerW: read(600, 'made up', 'package'), conditions: allowing(300) };
    expect(recordViolations(recordWith({ measurement: packages }))).toEqual([]);
  });

  test('allows sums to be off by the rounding of a million additions, and clocks by a millisecond', () => {
    expect(recordViolations(recordWith({ stepMs: { sumSquaresMs2: 77 * (1 + 1e-12) } }))).toEqual([]);
    expect(recordViolations(recordWith({ wallMs: 59.5 }))).toEqual([]);
    const equal = { minMs: 5, p05Ms: 5, p25Ms: 5, medianMs: 5, p75Ms: 5, p95Ms: 5, maxMs: 5 };
    expect(
      recordViolations(recordWith({ stepMs: { ...equal, sumMs: 15 + 1e-12, sumSquaresMs2: 75 - 1e-12 } })),
    ).toEqual([]);
  });

  test('lets a proof that does not hold be as far off as it is', () => {
    expect(
      recordViolations(recordWith({ proof: { ...proofThat(false), curve: { ...curve, tolerance: 0.1 } } })),
    ).toEqual([]);
  });

  test('names every check that a cell breaks, in the order of the tables', () => {
    const changes = { ...withCase({ flopsPerStep: 1 }), stepMs: { minMs: 0 }, wallMs: 1 };
    expect(recordViolations(recordWith(changes)).map(({ code }) => code)).toEqual([
      'case-flops',
      'step-time-zero',
      'wall-time',
      'window-time',
    ]);
  });

  test('is not asked of a line that is in no plan', () => {
    expect(recordViolations(recordWith({ wallMs: 1, context: { plan: [] } }))).toEqual([]);
  });
});
