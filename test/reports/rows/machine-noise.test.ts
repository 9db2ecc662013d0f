import { describe, expect, test } from 'vitest';
import { absent } from '../../../reports/figure.ts';
import { buildReport, type ReportInput } from '../../../reports/report/report.ts';
import { noiseWarnings } from '../../../reports/rows/warnings/comparison.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import type { RunRecord } from '../../../results/record.ts';
import { unavailable } from '../../../results/schema/reading.ts';
import { type MachineNoise, machineNoise } from '../../../results/selftest/newest.ts';
import { twinRecord } from '../../results/selftest/twin-record.ts';
import { fixtureCatalog, fixtureRecord, ROUNDS } from '../fixture.ts';
import { siteText } from '../site-text.ts';

const catalog = fixtureCatalog();
const [reference] = catalog.chips;
if (reference === undefined) throw new Error('the fixture catalog is empty');

const reportOf = (records: readonly RunRecord[]) =>
  buildReport({ records, unread: [], catalog, reference, asOf: null } satisfies ReportInput);

const twins = twinRecord({ pairs: 30, stepMs: (name, round) => 10 + Math.sin(round * (name === 'a' ? 7 : 5)) });
const selftest: RunRecord = {
  path: 'selftest.jsonl',
  ...twins,
  context: { ...twins.context, runId: 'the-selftest', startedAt: '2026-03-02T01:00:00.000Z' },
  attempts: [],
  sealed: true,
};

describe('a self-test among the records of a report', () => {
  const report = reportOf([fixtureRecord(), selftest]);

  test('is no row, no run and no failure: everything but the noise is as without it', () => {
    const plain = reportOf([fixtureRecord()]);
    const withoutNoise = ({ rows, ...rest }: typeof report) => ({
      ...rest,
      rows: rows.map(row => ({ ...row, machineNoise: null })),
    });
    expect(withoutNoise(report)).toEqual(withoutNoise(plain));
  });

  test('tells the noise of the rows of its machine and target, and of no others', () => {
    const noise = machineNoise([selftest], 'lab-1', 'cpu', ROUNDS);
    expect(noise).toMatchObject({ available: true, run: 'the-selftest' });
    for (const row of report.rows) {
      if (row.target === 'cpu') expect(row.machineNoise).toEqual(noise);
      else expect(row.machineNoise).toMatchObject({ available: false });
    }
  });

  test('is on the page beside them', () => {
    expect(siteText(report)).toMatch(
      /<dt>Noise of the machine<\/dt><dd>equal things differ by up to [\d.]+ % within a run and [\d.]+ % between runs, at 5 rounds \(self-test the-selftest, 30 comparisons\)<\/dd>/,
    );
    expect(siteText(report)).toContain(
      '<dd>no self-test of this machine has measured it on webgpu-0: moebench selftest</dd>',
    );
  });

  test('that cannot be true tells nothing', () => {
    const cells = selftest.cells.map(line => ({ ...line, wallMs: 1 }));
    const [row] = reportOf([fixtureRecord(), { ...selftest, cells }]).rows;
    expect(row?.machineNoise).toMatchObject({ available: false });
  });
});

describe('a difference from the reference', () => {
  const noise: MachineNoise = {
    available: true,
    run: 'x',
    startedAt: '2026-03-02T01:00:00.000Z',
    rounds: 5,
    comparisons: 40,
    interleaved: 0.01,
    apart: 0.03,
    method: 'observed',
  };
  const relative = (point: number) =>
    ({ available: true, point, low: point, high: point, kind: 'bounds', rounds: 5 }) as const;

  test('that runs of equal things show too is warned of, whichever way it goes', () => {
    const warnings = noiseWarnings(relative(1.029), noise);
    expect(warnings.map(warning => ({ code: warning.code, message: factText(warning) }))).toEqual([
      {
        code: 'below-noise',
        message:
          "its speed is 2.9 % from the reference's, and repeated runs of the same work on this machine differ by up to 3 %",
      },
    ]);
    expect(noiseWarnings(relative(1 / 1.029), noise)).toHaveLength(1);
  });

  test('above that is not, nor where either is unknown', () => {
    expect(noiseWarnings(relative(1.031), noise)).toEqual([]);
    expect(noiseWarnings(relative(1), unavailable('no-selftest'))).toEqual([]);
    expect(noiseWarnings(absent('is-reference'), noise)).toEqual([]);
  });
});
