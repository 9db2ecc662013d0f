/** A target whose own provider did none of the work: the time is that of another processor, and no measurement of the chip. */
import { expect, test } from 'vitest';
import { answerOf } from '../../../reports/report/answer.ts';
import { buildReport } from '../../../reports/report/report.ts';
import type { ReportRow } from '../../../reports/report/schema.ts';
import { absenceText } from '../../../reports/words/absence-text.ts';
import { comparedRows } from '../../../reports/words/report/answer-text.ts';
import { headline } from '../../../reports/words/report/report-headline.ts';
import { catalog, pair, spread, times } from '../two-chips.ts';

const medians = { h20: times(spread, 0.5), h800: spread };

function reportOn(placedOn: string) {
  const [reference] = catalog.chips;
  if (reference === undefined) throw new Error('the fixture has an H800');
  return buildReport({ records: [pair(medians, { placedOn })], unread: [], catalog, reference, asOf: null });
}

const reasonOf = (figure: ReportRow['saving'] | ReportRow['relative']): string =>
  figure.available ? 'there is one' : absenceText(figure);

test('an H800 whose steps ran on the CPU altogether is no reference: none of its rows carries a verdict', () => {
  const report = reportOn('cpu');
  expect(report.referenceRows.map(({ basis }) => basis)).toEqual(['projected']);
  const h800 = report.rows.find(({ device }) => device.name === 'NVIDIA H800');
  if (h800 === undefined) throw new Error('the H800 ran');
  expect(h800.chip).toBeNull();
  expect(reasonOf(h800.saving)).toContain("the work of the model did not run on 'NVIDIA H800' but on cpu");
  expect(reasonOf(h800.relative)).toContain("the work of the model did not run on 'NVIDIA H800'");
  expect(headline(report).join('\n')).not.toContain('(measured)');
  expect(comparedRows(answerOf(report)).map(({ row }) => row.device.name)).not.toContain('NVIDIA H800');
});

test('one whose steps ran on it is', () => {
  const report = reportOn('webgpu');
  expect(report.referenceRows.map(({ basis }) => basis)).toEqual(['measured']);
  expect(report.rows.map(({ chip }) => chip)).toEqual(['nvidia-h800', 'nvidia-h20']);
  expect(headline(report).join('\n')).toContain('NVIDIA H800 (measured)');
});
