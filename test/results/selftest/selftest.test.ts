import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { CellLine } from '../../../results/record.ts';
import type { SensorReading } from '../../../results/schema/energy.ts';
import { read, unavailable } from '../../../results/schema/reading.ts';
import { CHECKS, type Check } from '../../../results/selftest/checks.ts';
import { findingText } from '../../../results/selftest/finding-text.ts';
import { SUITE_ROUNDS, selftestOf } from '../../../results/selftest/selftest.ts';
import { createRun, readRecords } from '../../../results/store.ts';
import { verifyRecord } from '../../../results/verify.ts';
import { loadSuite } from '../../../suites/suite-files.ts';
import { contextOf } from '../small-record.ts';
import { startOf, windowOf } from '../whole-record.ts';
import { overheadOf, type Twins, twinContext, twinRecord } from './twin-record.ts';

const sensor = (id: string, boundary: string, joules: number): SensorReading => ({
  sensor: id,
  device: null,
  boundary,
  energyJ: read(joules, 'energy-counter', boundary),
  idlePowerW: unavailable('not-asked'),
});

const folder = mkdtempSync(join(tmpdir(), 'moebench-selftest-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const wobble: Twins['stepMs'] = (name, round) => 10 + Math.sin(round * (name === 'a' ? 7 : 5));

function verdicts(twins: Omit<Twins, 'pairs' | 'stepMs'> & { pairs?: number; stepMs?: Twins['stepMs'] }) {
  const selftest = selftestOf(twinRecord({ pairs: 30, stepMs: wobble, ...twins }));
  const checks = selftest?.targets[0]?.checks.map(({ check, status }) => [check, status]);
  return { holds: selftest?.holds, proof: selftest?.proof, ...Object.fromEntries(checks ?? []) };
}

/** Each what one check alone fails by. */
const FAILING: readonly (readonly [Check['check'], Omit<Twins, 'pairs' | 'stepMs'> & { stepMs?: Twins['stepMs'] }])[] =
  [
    [
      'false-alarms',
      { stepMs: (name: 'a' | 'b', round: number) => (10 + Math.sin(round)) * (name === 'b' ? 1.03 : 1) },
    ],
    ['overhead', { overheads: [0.02, 0.021, 0.019, 0.02, 0.02].map(share => overheadOf(share, share)) }],
    ['overhead', { overheads: [0.02, 0.021, 0.019, 0.02, 0.02].map(share => overheadOf(-share, share)) }],
    ['sensors', { sensors: [sensor('ipmi/chassis', 'chassis', 800), sensor('rapl/package-0', 'package', 900)] }],
    ['sampler', { overheads: [{ ...overheadOf(0, 0), samplerShare: read(0.006, 'processor-time', 'sampler') }] }],
  ];

describe('a self-test', () => {
  test('holds where nothing fails; what there is nothing to judge by is no failure', () => {
    expect(verdicts({ overheads: [0.001, 0.002, 0, 0.001, 0.001].map(share => overheadOf(share, share)) })).toEqual({
      holds: true,
      proof: false,
      'false-alarms': 'holds',
      overhead: 'holds',
      sampler: 'unavailable',
      sensors: 'unavailable',
    });
  });

  test('is a proof from 200 pairs on, and says so before', () => {
    expect(verdicts({ pairs: 200 }).proof).toBe(true);
    const [few] = selftestOf(twinRecord({ pairs: 199, stepMs: wobble }))?.targets ?? [];
    const [alarms] = few?.checks ?? [];
    expect(alarms).toMatchObject({ code: 'alarms-of-few-pairs', values: { judged: 199, pairsForProof: 200 } });
    expect(alarms === undefined ? '' : findingText(alarms)).toMatch(
      /of 199 pairs .*; an estimate: a proof takes 200 pairs$/,
    );
  });

  test.each(FAILING)('fails by %s alone', (check, twins) => {
    expect(verdicts(twins)).toMatchObject({ holds: false, [check]: 'fails' });
  });

  test('says of an overhead that could be more than a percent or none that it cannot tell', () => {
    const overheads = [0.05, -0.04, 0.03, -0.02, 0.01].map(share => overheadOf(share, share));
    expect(verdicts({ overheads })).toMatchObject({ holds: true, overhead: 'unavailable' });
  });

  test('judges differences at the round counts of the suites', () => {
    expect(SUITE_ROUNDS).toEqual([loadSuite('quick').rounds, loadSuite('nightly').rounds]);
    const [target] = selftestOf(twinRecord({ pairs: 30, stepMs: wobble }))?.targets ?? [];
    expect(target?.smallestDifferences.map(({ rounds, comparisons }) => [rounds, comparisons])).toEqual([
      [5, 30],
      [8, 18],
    ]);
  });

  test('of no record but its own', () => {
    expect(selftestOf({ context: { ...contextOf(), previousSha256: null }, proofs: [], cells: [] })).toBeNull();
  });
});

test('every check is failed by a record here, and explained in docs/method/self-test.md', () => {
  const method = readFileSync(new URL('../../../docs/method/self-test.md', import.meta.url), 'utf8');
  expect(new Set(FAILING.map(([check]) => check))).toEqual(new Set(CHECKS));
  for (const check of CHECKS) expect(method).toContain(`\`${check}\``);
});

test('its record is one like any other: chained, sealed, verified, and read back to the same verdict', () => {
  const overheads = Array.from({ length: 8 }, () => overheadOf(0.001, 0.002));
  const twins = { pairs: 6, stepMs: wobble, overheads };
  const made = twinRecord(twins);
  const writer = createRun(folder, twinContext(twins));
  for (const line of made.proofs) writer.append({ ...line, startedAt: startOf(0) });
  const cells = made.cells.map((line, i): CellLine => {
    const begun = { ...line, startedAt: startOf(i + 1) };
    if (line.outcome.status !== 'measured') return begun;
    const { measurement } = line.outcome;
    const { medianMs, steps } = measurement.stepMs;
    const samplesSha256 = writer.appendSamples(
      line.cell,
      Array.from({ length: steps }, () => medianMs),
    );
    const window = windowOf(i + 1, [measurement.window.endMs - measurement.window.startMs]);
    return { ...begun, outcome: { status: 'measured', measurement: { ...measurement, window, samplesSha256 } } };
  });
  for (const line of cells) writer.append(line);
  writer.seal('2026-03-01T02:00:00.000Z');
  writer.close();
  expect(verifyRecord(writer.path)).toMatchObject({ status: 'sealed', problems: [], invalid: [] });
  const [record] = readRecords(writer.path).records;
  expect(record === undefined ? null : selftestOf(record)).toEqual(selftestOf({ ...made, cells }));
});
