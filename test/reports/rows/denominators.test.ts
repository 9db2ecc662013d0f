import { describe, expect, test } from 'vitest';
import { factText } from '../../../reports/words/fact-text.ts';
import type { RunRecord } from '../../../results/record.ts';
import { unavailable } from '../../../results/schema/reading.ts';
import { caseA, caseB, expertMatmuls, fixtureRecord, largeMatmul, smallMatmul } from '../fixture.ts';
import { reportOf } from '../report/fixture-report.ts';

const quiet = {
  loadAverage: unavailable('not-asked'),
  otherCores: unavailable('not-asked'),
  stolenCores: unavailable('not-asked'),
  temperatureC: unavailable('not-asked'),
  swappedInPages: unavailable('not-asked'),
  throttling: unavailable('no-throttle-count'),
  otherProcesses: unavailable('not-asked'),
  disturbed: [{ code: 'swapping' as const, values: { pages: 9000 } }],
};

/** The fixture's run with these cells disturbed. */
function disturbedIn(...ids: readonly string[]): RunRecord {
  const record = fixtureRecord();
  const cells = record.cells.map(line =>
    ids.includes(line.cell) && line.outcome.status === 'measured'
      ? { ...line, outcome: { ...line.outcome, quiet } }
      : line,
  );
  return { ...record, cells };
}

/** The warning of each row of webgpu-0 by its case, as it is read. */
function warningsIn(record: RunRecord): Readonly<Record<string, string>> {
  const rows = reportOf({ records: [record] }).rows.filter(({ target }) => target === 'webgpu-0');
  return Object.fromEntries(
    rows.flatMap(({ workload, warnings }) =>
      warnings.filter(({ code }) => code === 'denominator-disturbed').map(warning => [workload.id, factText(warning)]),
    ),
  );
}

const cell = (id: string, round: number) => `webgpu-0:${id}:${round}`;

describe('a row whose efficiency is taken of a disturbed product', () => {
  test('says so, with the product, the rounds and the cause', () => {
    const record = disturbedIn(cell(largeMatmul.id, 1), cell(largeMatmul.id, 3));
    const text = `an efficiency of this row is taken of a disturbed product or stream: ${largeMatmul.id} in round 2, 4, at first: `;
    expect(warningsIn(record)).toEqual({
      [caseA.id]: expect.stringContaining(text),
      [caseB.id]: expect.stringContaining(text),
    });
  });

  test('of its own products, says so alone', () => {
    expect(Object.keys(warningsIn(disturbedIn(cell(expertMatmuls.id, 0))))).toEqual([caseA.id]);
  });

  test('is no row that stands on another product, on another target, or in rounds that it lacks', () => {
    expect(warningsIn(disturbedIn(cell(smallMatmul.id, 1)))).toEqual({});
    expect(warningsIn(disturbedIn(`cpu:${largeMatmul.id}:1`))).toEqual({});
    // Layer B has no round 5 there.
    expect(Object.keys(warningsIn(disturbedIn(cell(largeMatmul.id, 4))))).toEqual([caseA.id]);
  });

  test('is not the row whose own round was disturbed', () => {
    expect(warningsIn(disturbedIn(cell(caseA.id, 1)))).toEqual({});
  });

  test('has the same figures', () => {
    const figures = (record: RunRecord) =>
      reportOf({ records: [record] }).rows.map(({ warnings: _, rounds: __, ...rest }) => rest);
    expect(figures(disturbedIn(cell(largeMatmul.id, 1)))).toEqual(figures(fixtureRecord()));
  });
});
