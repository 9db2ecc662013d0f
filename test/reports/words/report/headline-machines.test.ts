/** A report of several machines says of each answer which one it is of. */
import { expect, test } from 'vitest';
import { headlineParts } from '../../../../reports/words/report/report-headline.ts';
import type { RunRecord } from '../../../../results/record.ts';
import { agreeingRecord, fixtureRecord } from '../../fixture.ts';
import { reportOf } from '../../report/fixture-report.ts';

const on = (id: string, record: RunRecord): RunRecord => ({
  ...record,
  context: { ...record.context, runId: `run-${id}`, machine: { ...record.context.machine, id } },
});
const partsOf = (...machines: readonly string[]) =>
  headlineParts(reportOf({ records: machines.map(id => on(id, agreeingRecord())) }));

test('of one machine no sentence names it', () => {
  const { verdicts, speeds } = partsOf('lab-a');
  expect([...verdicts.flat(), ...speeds].join(' ')).not.toContain('lab-a');
});

test('of two machines each verdict and each speed begins with its own', () => {
  const { verdicts, speeds } = partsOf('lab-a', 'lab-b');
  for (const machine of ['lab-a', 'lab-b']) {
    expect(verdicts.filter(([first]) => first?.startsWith(`On ${machine}: `))).not.toEqual([]);
    expect(speeds.filter(text => text.startsWith(`On ${machine}: NVIDIA H20 by `))).toHaveLength(1);
  }
  expect(verdicts.every(([first]) => /^On lab-[ab]: /.test(first ?? ''))).toBe(true);
  expect(speeds.every(text => /^On lab-[ab]: /.test(text))).toBe(true);
});

test('a name with a line break is no sentence of the program', () => {
  const parts = headlineParts(reportOf({ records: [on('a\nb', fixtureRecord()), on('c', fixtureRecord())] }));
  expect([...parts.verdicts.flat(), ...parts.speeds].filter(text => text.includes('\n'))).toEqual([]);
});
