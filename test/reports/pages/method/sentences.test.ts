/** One test for each sentence of the page's method paragraph: the types ask for one where a sentence has none. */
import { describe, expect, test } from 'vitest';
import { plan } from '../../../../harness/plan.ts';
import { program } from '../../../../harness/runners/onnx/program.ts';
import type { Catalog, Chip } from '../../../../reports/catalog/catalog.ts';
import { loadCatalog } from '../../../../reports/catalog/load.ts';
import { ratioOf } from '../../../../reports/figure.ts';
import { deviceHoursPerTrillionTokens } from '../../../../reports/money/cost.ts';
import { buildReport } from '../../../../reports/report/report.ts';
import { stepTime } from '../../../../reports/rows/normalise.ts';
import { poolNewest } from '../../../../reports/rows/pool-newest.ts';
import { boardSpread } from '../../../../reports/spread/board-spread.ts';
import { verdictOf } from '../../../../reports/spread/verdict.ts';
import { absenceText } from '../../../../reports/words/absence-text.ts';
import { LANGUAGES } from '../../../../reports/words/language.ts';
import { METHOD, type MethodSentence } from '../../../../reports/words/pages/method/method-sentences.ts';
import type { RunRecord } from '../../../../results/record.ts';
import { type Interval, intervalOverRounds } from '../../../../results/statistics.ts';
import { workloadSha256 } from '../../../../suites/identity.ts';
import { shrink } from '../../../../suites/shrink.ts';
import { printOf, layerA as smallA, layerB as smallB, target } from '../../../results/small-record.ts';
import { caseA, layerA } from '../../fixture.ts';
import { partsRecord, trainCase } from '../../parts-fixture.ts';
import { siteText } from '../../site-text.ts';
import { catalog, pair, spread, times } from '../../two-chips.ts';

const reference = chipOf('nvidia-h800');

function chipOf(id: string): Chip {
  const chip = catalog.chips.find(row => row.id === id);
  if (chip === undefined) throw new Error(`the fixture has ${id}`);
  return chip;
}

function reportOf(record: RunRecord, of: Catalog = catalog) {
  return buildReport({ records: [record], unread: [], catalog: of, reference, asOf: null });
}

function h20Of(record: RunRecord, of: Catalog = catalog) {
  const report = reportOf(record, of);
  const row = report.rows.find(({ chip }) => chip === 'nvidia-h20');
  if (row === undefined) throw new Error('the record has an H20');
  return { row, report };
}

function verdictAt(factor: number, rounds = 5) {
  const { row } = h20Of(pair({ h20: times(spread, factor).slice(0, rounds), h800: spread.slice(0, rounds) }));
  if (!row.saving.available) throw new Error(absenceText(row.saving));
  return row.saving;
}

const bounds = (low: number, high: number): Interval => ({ point: 10, low, high, kind: 'bounds', rounds: 0 });
const sampled = (low: number, high: number): Interval => ({ ...bounds(low, high), kind: 'confidence-95', rounds: 8 });
const widthOf = ({ low, high }: { readonly low: number; readonly high: number }) => Math.log(high / low);

const SENTENCES: Readonly<Record<MethodSentence, () => void>> = {
  'same-work'() {
    const small = shrink(layerA);
    const [one, again] = [program(small), program(small)];
    expect(again.sha256).toBe(one.sha256);
    expect(again.inputs).toEqual(one.inputs);
    for (const change of [{ seed: 8 }, { tokens: 999 }, { routing: { kind: 'learned' } as const }]) {
      expect(workloadSha256({ ...layerA, ...change })).not.toBe(workloadSha256(layerA));
    }
  },
  proven() {
    const cells = plan([target('cpu')], [smallA], 1);
    expect(cells.map(({ kind }) => kind)).toEqual(['proof', 'time']);
    expect(cells[1]?.proof).toBe(cells[0]?.id);
    const { row } = h20Of({ ...pair({ h20: spread, h800: spread }), proofs: [] });
    expect([row.status, row.tokensPerSecond.available, row.costPerTrillionTokens.available]).toEqual([
      'unproven',
      false,
      false,
    ]);
  },
  interleaved() {
    const cells = plan([target('a'), target('b')], [smallA, smallB], 2).filter(({ kind }) => kind === 'time');
    const order = cells.map(cell => `${cell.round}${cell.target}${cell.case === smallA.id ? 'A' : 'B'}`);
    expect(order).toEqual(['0aA', '0aB', '0bA', '0bB', '1aA', '1aB', '1bA', '1bB']);
  },
  time() {
    const [pool] = poolNewest([pair({ h20: [9, 10, 11, 10, 10], h800: spread })]).filter(
      ({ target: { id } }) => id !== 'cpu',
    );
    if (pool === undefined) throw new Error('a pool');
    // The H20's rounds by hand: their mean is 10; below five rounds the least and the greatest.
    expect(stepTime(pool)).toMatchObject({ point: 10, kind: 'confidence-95', rounds: 5 });
    expect(intervalOverRounds([9, 10, 11, 14])).toMatchObject({ point: 11, low: 9, high: 14, kind: 'range' });
  },
  training() {
    const mismatchOf = (round: number, which: 'first' | 'last') => {
      const record = partsRecord((measurement, _target, id, at) =>
        id === trainCase.id && at === round
          ? { ...measurement, [which]: printOf(1, { 'next:head': 77 }) }
          : measurement,
      );
      const report = buildReport({ records: [record], unread: [], catalog, reference, asOf: null });
      return report.rows.filter(({ workload }) => workload.id === trainCase.id).map(({ status }) => status);
    };
    expect(new Set(mismatchOf(2, 'last'))).toEqual(new Set(['measured']));
    expect(mismatchOf(2, 'first')).toContain('mismatch');
  },
  cost() {
    const { row } = h20Of(pair({ h20: spread, h800: spread }));
    if (!row.meanStepMs.available || !row.stepMs.available || !row.deviceHoursPerTrillionTokens.available) {
      throw new Error('measured');
    }
    const { tokens } = layerA;
    expect(row.meanStepMs.point).toBeGreaterThan(row.stepMs.point);
    expect(row.deviceHoursPerTrillionTokens.point).toBeCloseTo((1e12 / tokens) * (row.meanStepMs.point / 3.6e6), 6);
    expect(deviceHoursPerTrillionTokens(bounds(9, 11), tokens).point).toBeCloseTo((1e9 * 10) / 3.6e6, 6);
  },
  ratio() {
    // e^(√2·0.1) for two sides of e^0.1 each; the worst case of both is e^0.2.
    const side = sampled(10 * Math.exp(-0.1), 10 * Math.exp(0.1));
    expect(ratioOf(side, side).high).toBeCloseTo(Math.exp(0.1 * Math.SQRT2), 9);
    const projected = bounds(10 * Math.exp(-0.1), 10 * Math.exp(0.1));
    expect(ratioOf(side, projected)).toMatchObject({ kind: 'bounds', high: expect.closeTo(Math.exp(0.2), 9) });
  },
  spread() {
    const record = pair({ h20: times(spread, 0.5), h800: spread });
    const published = { ...catalog, variability: loadCatalog().variability };
    const [wide, bare] = [published, { ...catalog, variability: [] }].map(of => h20Of(record, of).row.relative);
    if (wide?.available !== true || bare?.available !== true) throw new Error('a ratio');
    expect(boardSpread(published).board).toBeGreaterThan(0.05);
    expect(widthOf(wide)).toBeGreaterThan(2 * widthOf(bare));
  },
  reference() {
    const same = h20Of(pair({ h20: spread, h800: spread })).report.referenceRows;
    const published = { ...loadCatalog(), prices: catalog.prices, siblings: catalog.siblings };
    const other = h20Of(pair({ h20: spread, h800: spread }, { provider: 'cuda' }), published).report.referenceRows;
    const besideH20 = (rows: typeof same) => rows.filter(({ workload }) => workload.id === caseA.id);
    expect(besideH20(same).map(({ basis }) => basis)).toEqual(['measured']);
    const projected = besideH20(other).find(({ basis }) => basis === 'projected');
    if (projected?.stepMs.available !== true) throw new Error('a projection');
    // 45 published training speeds reach from 8 to 68 % of a peak: a factor of more than 8.
    expect(widthOf(projected.stepMs)).toBeGreaterThan(Math.log(8));
  },
  'few-rounds'() {
    expect(verdictAt(0.5, 4)).toMatchObject({ verdict: 'no interval', lacks: [{ code: 'few-rounds' }, {}] });
    expect(verdictAt(0.5, 5)).toMatchObject({ verdict: 'cheaper', lacks: [] });
  },
  separable() {
    expect(verdictAt(0.99).verdict).toBe('not separable');
    expect(verdictOf(-0.01, 0.2, [])).toBe('not separable');
    expect(verdictOf(0.01, 0.2, [])).toBe('cheaper');
  },
  missing() {
    const { row } = h20Of(pair({ h20: spread, h800: spread }));
    // The record has no sensor: no joule, and no reading of the CPU's price stands in for one.
    expect(row.energyKWhPerTrillionTokens.available).toBe(false);
    if (!row.energyKWhPerTrillionTokens.available) expect(absenceText(row.energyKWhPerTrillionTokens)).not.toBe('');
    expect(JSON.stringify(row.energyKWhPerTrillionTokens)).not.toMatch(/"(point|low|high)"/);
  },
};

describe('the method paragraph', () => {
  test.each(Object.entries(SENTENCES))('is true of %s', (_, holds) => holds());

  test('is on the page, whole', () => {
    for (const language of LANGUAGES) {
      const page = siteText(reportOf(pair({ h20: spread, h800: spread })), 'method', language);
      for (const [id, sentence] of Object.entries(METHOD[language])) {
        expect(page).toContain(`<li id="sentence-${id}">${sentence}`);
      }
    }
  });
});
