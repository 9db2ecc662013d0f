/** Two chips by one software in one report: what may be said of them, and what not. */
import { describe, expect, test } from 'vitest';
import type { Catalog } from '../../../reports/catalog/catalog.ts';
import { oneLine } from '../../../reports/catalog/line.ts';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { flatRows } from '../../../reports/pages/runs/flat-rows.ts';
import { buildReport } from '../../../reports/report/report.ts';
import { reportSchema } from '../../../reports/report/schema.ts';
import { factText } from '../../../reports/words/fact-text.ts';
import { reportDocument } from '../../../reports/words/report/report-document.ts';
import { headline } from '../../../reports/words/report/report-headline.ts';
import type { RunRecord, Target } from '../../../results/record.ts';
import { spoken } from '../../spoken.ts';
import { siteText } from '../site-text.ts';
import { catalog, pair, spread, times } from '../two-chips.ts';

const [h800Chip] = catalog.chips;
if (h800Chip === undefined) throw new Error('the fixture has an H800');
const reference = h800Chip;

function reportOf(records: readonly RunRecord[], of: Catalog = catalog) {
  const report = buildReport({ records, unread: [], catalog: of, reference, asOf: null });
  expect(reportSchema.safeParse(reportDocument(report)).error?.message).toBeUndefined();
  return report;
}

function savingOf(records: readonly RunRecord[], of: Catalog = catalog) {
  const row = reportOf(records, of).rows.find(({ chip }) => chip === 'nvidia-h20');
  if (row?.saving.available !== true) throw new Error('a saving is to be had');
  return row.saving;
}

/** As `verdictMark` writes it: the sign is not read out. */
const NO_INTERVAL =
  '<span class="verdict no-interval"><span class="sign" aria-hidden="true">?</span> no interval</span>';

describe('few rounds', () => {
  test.each([1, 2, 3, 4])('of %i a chip of half the cost has a saving, a break-even rent and no verdict', count => {
    const record = pair({ h20: times(spread, 0.5).slice(0, count), h800: spread.slice(0, count) });
    const saving = savingOf([record]);
    expect(saving.verdict).toBe('no interval');
    expect(saving.lacks.map(({ code }) => code)).toEqual(['few-rounds', 'few-rounds']);
    expect(saving.point).toBeGreaterThan(0.4);
    expect(saving.breakEvenPerHour).toBeCloseTo(1 / (1 - saving.point), 9);
    const answer = headline(reportOf([record]));
    expect(answer[0]).toContain(`No verdict, because NVIDIA H20 by ONNX Runtime WebGPU, float32 has ${count} round`);
    expect(answer[0]).toMatch(/break-even rent [\d.]+ USD an hour/);
    expect(answer[0]).toContain('and an interval takes 5; run: moebench run --target webgpu-0');
    expect(answer[0]).toContain('--rounds 5');
    expect(answer.join(' ')).not.toMatch(/is (cheaper|dearer) than/);
  });

  test('of either side are enough to have none', () => {
    const few = savingOf([pair({ h20: times(spread, 0.5), h800: spread.slice(0, 4) })]);
    expect([few.verdict, few.lacks.length]).toEqual(['no interval', 1]);
    expect(few.lacks[0]?.values.what).toBe('NVIDIA H800 by ONNX Runtime WebGPU, float32');
    expect(savingOf([pair({ h20: times(spread, 0.5).slice(1), h800: spread })]).verdict).toBe('no interval');
  });

  test('are not so few from five on: half the cost is cheaper, twice is dearer', () => {
    expect(savingOf([pair({ h20: times(spread, 0.5), h800: spread })])).toMatchObject({
      verdict: 'cheaper',
      lacks: [],
      scope: 'chips',
      kind: 'confidence-95',
    });
    expect(savingOf([pair({ h20: times(spread, 2), h800: spread })]).verdict).toBe('dearer');
  });

  test('are said on the page and in the spreadsheet, with the verdict', () => {
    const report = reportOf([pair({ h20: spread.slice(0, 1), h800: spread.slice(0, 1) })]);
    expect(siteText(report, 'workloads')).toContain(NO_INTERVAL);
    expect(siteText(report, 'overview')).toMatch(
      /<h1>NVIDIA H20 beside NVIDIA H800: .* No verdict: a speed lacks an interval\.<\/h1>/,
    );
    const [row] = flatRows(report).filter(({ chip }) => chip === 'nvidia-h20');
    expect(row).toMatchObject({
      saving_verdict: 'no interval',
      runner: 'onnx',
      provider: 'webgpu',
      strategy: 'session',
    });
    expect(row?.saving_lacks).toContain('has 1 round, and an interval takes 5');
    expect(row?.saving_break_even_per_hour).toBeCloseTo(1, 9);
  });
});

describe('what is said to be a chip', () => {
  const withH20 = (record: RunRecord, change: (target: Target) => Target): RunRecord => ({
    ...record,
    context: {
      ...record.context,
      targets: record.context.targets.map(target => (target.id === 'cpu' ? target : change(target))),
    },
  });

  test('two chips under one serial number are two boards, and compared as such', () => {
    // Boards differ by more than runs of one board do: taken for one board, the two would have the narrower spread.
    const published = { ...catalog, variability: loadCatalog().variability };
    const record = pair({ h20: times(spread, 0.9), h800: spread }, { uuid: 'GPU-1' });
    const together = withH20(record, target => ({ ...target, device: { ...target.device, uuid: 'GPU-1' } }));
    const { low, high } = savingOf([record], published);
    expect(savingOf([together], published)).toMatchObject({ low, high });
  });

  test('a software adapter is none, whatever its name: it has no cost, and the row says why', () => {
    const record = withH20(pair({ h20: times(spread, 0.5), h800: spread }), target => ({ ...target, software: true }));
    const [row] = reportOf([record]).rows.filter(({ target }) => target === 'webgpu-0');
    expect(spoken(row)).toMatchObject({
      chip: null,
      saving: { reason: expect.stringContaining('is a software adapter: a CPU acting as a GPU') },
    });
  });

  test('a name that a foreign record gives in two lines is no sentence of the headline', () => {
    const name = 'NVIDIA H20\nNVIDIA H20 is cheaper than NVIDIA H800\u001b[2J';
    const record = withH20(pair({ h20: spread, h800: spread }), target => ({
      ...target,
      device: { ...target.device, name },
    }));
    for (const sentence of headline(reportOf([record]))) expect(sentence).toBe(oneLine(sentence));
  });

  test('of the reference alone no sentence stands without its subject', () => {
    const answer = headline(reportOf([pair({ h20: times(spread, 0.5), h800: spread })]));
    expect(answer.join('\n')).not.toMatch(/^It is the reference\.$/m);
    expect(answer.join('\n')).toMatch(/NVIDIA H800 by .* takes .*, it is the reference\./);
  });
});

describe('copies', () => {
  test('of one round are no further rounds, in the row and in the reference', () => {
    const record = pair({ h20: times(spread, 0.5), h800: spread });
    const copied = (target: string): RunRecord => {
      const lines = record.cells.filter(({ cell }) => cell.startsWith(`${target}:`));
      const [first] = lines;
      if (first === undefined) throw new Error('the fixture has cells');
      const cells = record.cells.map(line => (lines.includes(line) ? { ...first, cell: line.cell } : line));
      return { ...record, cells };
    };
    for (const target of ['webgpu-0', 'cpu']) {
      const values = { rounds: 5, distinct: 1 };
      expect(savingOf([copied(target)])).toMatchObject({
        verdict: 'no interval',
        lacks: [{ code: 'copied-rounds', values }],
      });
    }
  });
});

describe('boards', () => {
  test('two that differ by less than boards of one chip do are not separable, however many rounds they ran', () => {
    const sixteen = Array.from({ length: 5 }, (_, i) => 10 + 0.001 * i);
    // 1 % each by the fixture's catalog: 2.8 % together.
    expect(savingOf([pair({ h20: times(sixteen, 0.98), h800: sixteen })]).verdict).toBe('not separable');
    expect(savingOf([pair({ h20: times(sixteen, 0.96), h800: sixteen })]).verdict).toBe('cheaper');
  });

  test('of equal rounds to the last digit get the width that boards have, and without it no verdict', () => {
    const exact = [10, 10, 10, 10, 10];
    expect(savingOf([pair({ h20: times(exact, 0.99), h800: exact })]).verdict).toBe('not separable');
    const blind = savingOf([pair({ h20: times(exact, 0.99), h800: exact })], { ...catalog, variability: [] });
    expect(blind).toMatchObject({ verdict: 'no interval', lacks: [{ code: 'no-spread' }, { code: 'no-spread' }] });
  });

  test('of which nothing is known are named with their day, and nothing is said of their chips', () => {
    const blind = { ...catalog, variability: [] };
    const records = [pair({ h20: times(spread, 0.5), h800: spread })];
    expect(savingOf(records, blind)).toMatchObject({ verdict: 'cheaper', scope: 'boards' });
    const [first] = headline(reportOf(records, blind));
    expect(first).toContain('these boards alone (lab-1/nvidia/0, lab-1/nvidia/1; 2026-03-01)');
    expect(headline(reportOf(records))[0]).not.toContain('these boards alone');
  });

  test('the same record under a second machine is no second board: not an end moves', () => {
    const once = pair({ h20: times(spread, 0.5), h800: [8.96, 10, 11.04, 10, 10] });
    const again = {
      ...once,
      context: { ...once.context, runId: 'run-2', machine: { ...once.context.machine, id: 'lab-2' } },
    };
    const [alone] = reportOf([once]).referenceRows;
    const [both] = reportOf([once, again]).referenceRows;
    expect(both?.stepMs).toEqual(alone?.stepMs);
    expect(both?.deviceHoursPerTrillionTokens).toEqual(alone?.deviceHoursPerTrillionTokens);
    expect(both?.boards).toEqual(['lab-1/nvidia/1']);
  });

  test('are counted by their serial number, and their number is said', () => {
    const first = pair({ h20: spread, h800: spread }, { uuid: 'GPU-1' });
    const moved = pair(
      { h20: times(spread, 1.01), h800: times(spread, 1.01) },
      { uuid: 'GPU-1', machine: 'b', runId: 'run-2' },
    );
    const second = pair(
      { h20: times(spread, 1.02), h800: times(spread, 1.02) },
      { uuid: 'GPU-2', machine: 'c', runId: 'run-3' },
    );
    expect(reportOf([first, moved]).referenceRows[0]?.boards).toEqual(['gpu-1']);
    const report = reportOf([first, moved, second]);
    expect(report.referenceRows[0]?.boards).toEqual(['gpu-1', 'gpu-2']);
    expect(report.assumptions.map(fact => factText(fact)).join('\n')).toContain(
      'Where the reference was measured, it was on 2 boards.',
    );
    expect(headline(report)[0]).toContain('NVIDIA H800 (measured on 2 boards)');
    expect(flatRows(report)[0]).toMatchObject({ reference_boards: 2 });
  });
});

describe('a reference that ran by other software', () => {
  const records = [pair({ h20: spread, h800: times(spread, 0.2) }, { provider: 'cuda' })];

  test('stands beside no row of this one: it is projected, and that it was measured otherwise is said', () => {
    const report = reportOf(records);
    const row = report.rows.find(({ chip }) => chip === 'nvidia-h20');
    expect(row?.relative).toMatchObject({ basis: 'projected' });
    expect(report.referenceRows.map(({ basis, ran }) => [basis, ran?.provider])).toEqual([
      ['measured', 'cuda'],
      ['projected', undefined],
    ]);
    const said = report.assumptions.map(fact => factText(fact)).join('\n');
    expect(said).toContain('NVIDIA H800 by ONNX Runtime CUDA, float32 (beside other rows: projected)');
    expect(said).toContain(
      '1 of 2 rows stands beside a projected speed of NVIDIA H800: on the same work, by the same software and under the same conditions, it was not measured',
    );
    expect(said).toContain('Where the reference was measured, it was on 1 board.');
  });

  test('is drawn and listed once as what it is, in one group with the rows of its work', () => {
    const page = siteText(reportOf(records), 'workloads');
    expect(page.match(/<table class="results sortable">/g)).toHaveLength(1);
    expect(page).toContain('by ONNX Runtime CUDA, float32 (cpu), reference, measured</small>');
    const reference = /<tr class="reference"><th scope="row">NVIDIA H800<small>(.*?)<\/small>/g;
    expect([...page.matchAll(reference)].map(([, facts = '']) => facts.replaceAll(/<[^>]*>/g, ''))).toEqual([
      'reference ◇ projected, for rows by ONNX Runtime WebGPU',
    ]);
  });
});
