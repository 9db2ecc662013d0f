/** On which speeds an answer stands: of a sibling's, and of two speeds of the reference that cannot both be right. */
import { expect, test } from 'vitest';
import type { Catalog } from '../../../../reports/catalog/catalog.ts';
import { plotsOf, throughput } from '../../../../reports/charts/plots.ts';
import { threeDigits } from '../../../../reports/format.ts';
import { linesOf } from '../../../../reports/pages/overview/know.ts';
import { disagreements } from '../../../../reports/reference/disagreement.ts';
import { answerOf } from '../../../../reports/report/answer.ts';
import { buildReport } from '../../../../reports/report/report.ts';
import type { ReferenceRow, Report } from '../../../../reports/report/schema.ts';
import { isComparable } from '../../../../reports/rows/work.ts';
import { answerLines, answerText } from '../../../../reports/words/report/answer-text.ts';
import { headline } from '../../../../reports/words/report/report-headline.ts';
import type { RunRecord } from '../../../../results/record.ts';
import { agreeingRecord, chipOf, fixtureCatalog } from '../../fixture.ts';
import { siteText } from '../../site-text.ts';
import { pair, spread } from '../../two-chips.ts';

const madeUp = { source: 'made up for the tests', date: '2026-01', confidence: 'low' } as const;
const h800 = chipOf('nvidia-h800', 'NVIDIA H800', 60e12);
const chips = [h800, chipOf('nvidia-h20', 'NVIDIA H20', 44e12), chipOf('nvidia-h100', 'NVIDIA H100', 59e12)];
const catalog: Catalog = {
  ...fixtureCatalog(),
  chips,
  siblings: {
    families: [{ id: 'one', chips: chips.map(({ id }) => id), reason: 'one die', ...madeUp }],
    pairs: [
      {
        ...{ first: 'nvidia-h20', second: 'nvidia-h800', what: 'a product', dtype: 'float32' },
        ...{ firstFlops: 10, secondFlops: 12, ...madeUp },
      },
    ],
  },
};

const reportOf = (records: readonly RunRecord[], of = catalog): Report =>
  buildReport({ records, unread: [], catalog: of, reference: h800, asOf: null });

const referencesBeside = ({ workload }: ReferenceRow): ReferenceRow[] =>
  report.referenceRows.filter(other => isComparable(other.workload, workload));

/** Of an H20 beside an H800 that nobody measured. */
const report = reportOf([agreeingRecord()]);
const answer = answerOf(report);

test('a heading names the chip whose speed stands for the reference', () => {
  expect(answerText(answer, report, 'en')).toContain('NVIDIA H800 (speed scaled from NVIDIA H20)');
  expect(answerText(answer, report, 'zh')).toContain('NVIDIA H800（由 NVIDIA H20 换算的速度）');
});

test('that the chip is compared with a scaled copy of itself stands above the chart, in the terminal and in both languages', () => {
  const copy = /compares NVIDIA H20 with a scaled copy of itself/;
  expect(answerLines(answer, report, 'en').above.join(' ')).toMatch(copy);
  expect(headline(report).join(' ')).toMatch(copy);
  expect(answerLines(answer, report, 'zh').above.join('')).toContain('NVIDIA H20 与其自身换算值的对比');
  const page = siteText(report, 'overview');
  expect(page).toMatch(copy);
  expect(page.search(copy)).toBeLessThan(page.indexOf('<figure'));
});

test('one beside a measured reference is no copy, and says that both were measured', () => {
  const measured = reportOf([pair({ h20: spread, h800: spread })]);
  expect(headline(measured).join(' ')).not.toContain('copy of itself');
  expect(answerLines(answerOf(measured), measured, 'en').above.join(' ')).toContain('Both speeds were measured');
});

test('two speeds of the reference that are further apart than the projection reaches are named beneath the chart and in what to know', () => {
  const [found] = disagreements(report.referenceRows);
  if (found === undefined) throw new Error('made-up steps are far slower than the sheet');
  expect(found.surer.basis).toBe('sibling');
  const speed = plotsOf(report).find(({ id }) => id === 'throughput');
  expect(speed?.drawn === true && speed.caption).toEqual([
    expect.stringMatching(/^NVIDIA H800 stands here twice beside some works, up to [\d,.]+ times apart/),
  ]);
  const { surer, times } = found;
  const ofWork = referencesBeside(surer);
  const alone = (language: 'en' | 'zh') => {
    const plot = throughput({ ...report, referenceRows: ofWork }, language);
    return plot.drawn ? plot.caption.join('') : '';
  };
  expect(ofWork).toHaveLength(2);
  expect(alone('en')).toMatch(`NVIDIA H800 has two speeds here, ${threeDigits(times)} times apart: each device`);
  expect(alone('zh')).toMatch(`NVIDIA H800 在该工作负载上有两个速度，相差 ${threeDigits(times)} 倍：每个设备`);
  const lines = linesOf(answer, report, 'en').map(({ text }) => text);
  expect(lines.join('\n')).toMatch(/The two speeds of NVIDIA H800 on this work are [\d,.]+ times apart/);
  expect(lines.join('\n')).toContain('The answer uses the scaled one');
});

test('a speed within the interval of the projection is no disagreement', () => {
  const at = (basis: 'sibling' | 'projected', point: number): ReferenceRow => {
    const row = report.referenceRows.find(reference => reference.basis === basis);
    if (row === undefined) throw new Error(`a reference is ${basis}`);
    const workload = report.referenceRows[0]?.workload ?? row.workload;
    const tokensPerSecond = { available: true, point, low: 50, high: 200, kind: 'bounds', rounds: 0 } as const;
    return { ...row, workload, tokensPerSecond };
  };
  expect(disagreements([at('sibling', 60), at('projected', 100)])).toEqual([]);
  expect(disagreements([at('sibling', 20), at('projected', 100)])).toMatchObject([{ times: 5 }]);
});
