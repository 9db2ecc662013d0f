/** When a report gives costs by what others published, and that nothing measured is among them. */
import { describe, expect, test } from 'vitest';
import { plotsOf } from '../../../reports/charts/plots.ts';
import { TRAINING_COST } from '../../../reports/charts/training-cost.ts';
import { buildReport, type ReportInput } from '../../../reports/report/report.ts';
import { headline } from '../../../reports/words/report/report-headline.ts';
import type { RunRecord } from '../../../results/record.ts';
import { caseA, fixtureRecord, MEDIANS, proofsOf } from '../fixture.ts';
import { linked, type Made, madeCatalog, rent, speedsOf, trained } from '../known-costs/made-costs.ts';
import { siteText } from '../site-text.ts';
import { pair, spread, times, catalog as twoChips } from '../two-chips.ts';

const made: Made = {
  chips: [linked('nvidia-h800', { name: 'NVIDIA H800' }), linked('acme-one', { name: 'Acme <One>' })],
  prices: [rent('nvidia-h800', 7.2), rent('acme-one', 1.8)],
  projected: { 'nvidia-h800': 1000, 'acme-one': 500 },
};
const training = { model: trained, speeds: speedsOf(made) };

function reportOf(records: readonly RunRecord[], changes: Partial<ReportInput> = {}) {
  const catalog = madeCatalog(made);
  const [reference] = catalog.chips;
  if (reference === undefined) throw new Error('no chip');
  return buildReport({ records, unread: [], catalog, reference, asOf: null, training, ...changes });
}

/** The fixture's run on its CPU alone: five rounds of one layer. */
const ofCpu = (() => {
  const cpu = { [caseA.id]: MEDIANS.cpu?.[caseA.id] ?? [] };
  const record = fixtureRecord({ work: { cases: [caseA], medians: { cpu }, proofs: proofsOf([caseA]) } });
  const targets = record.context.targets.filter(({ id }) => id === 'cpu');
  return { ...record, context: { ...record.context, targets } };
})();

describe('a run without an accelerator', () => {
  const report = reportOf([ofCpu]);
  const page = siteText(report);

  test('leads with what is known without one, and then says what this machine shows', () => {
    const [first, second, third] = headline(report);
    expect(first).toBe(
      'Not measured here: by projected speeds, 1 of 1 chip is cheaper than NVIDIA H800 for training Toy: Acme <One>.',
    );
    expect(second).toContain('2 million CNY');
    expect(third).toMatch(
      /^No accelerator was measured\. This machine proves that moebench measures correctly: 5 timings of 1 workload/,
    );
    expect(headline(report).join(' ')).not.toContain('No saving');
    expect(page).toContain(
      '<h1>No accelerator was measured. This machine proves that moebench measures correctly; the chart shows what a comparison looks like.</h1>',
    );
    expect(page).toContain(
      '<p class="below">Not measured here, but computed from what others published: the cost of training Toy, a Mixture-of-Experts model',
    );
  });

  test('has the costs under a title of their own, above what was measured, with names as text', () => {
    const places = [
      'Training Toy on each chip with a price: not measured here</a></h2>',
      'catalog prices of 2026-03 (rent on demand)',
      '<th scope="row">Acme &lt;One&gt;</th>',
      '<figure id="training-cost" data-plot="training-cost"',
      '<table class="results sortable">\n<thead><tr><th scope="col">Device</th>',
    ].map(part => page.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('draws no measured mark among them, and none of them among what was measured', () => {
    for (const plot of plotsOf(report)) {
      if (!plot.drawn || plot.kind !== 'dots') continue;
      const chips = plot.groups.flatMap(({ marks }) => marks).map(({ label, basis }) => [label, basis]);
      if (plot.id === TRAINING_COST) {
        expect(chips).toEqual([
          ['Acme <One>', 'projected'],
          ['NVIDIA H800, reference', 'projected'],
        ]);
      } else expect(chips.map(([label]) => label)).not.toContain('Acme <One>');
    }
  });

  test('has the same costs whatever was measured', () => {
    const slower = {
      ...ofCpu,
      cells: ofCpu.cells.map(cell => ({ ...cell, target: 'cpu' })),
      context: { ...ofCpu.context, machine: { ...ofCpu.context.machine, id: 'other' } },
    };
    expect(reportOf([slower]).knownCosts).toEqual(report.knownCosts);
    const empty = reportOf([], { asOf: report.asOf });
    expect(empty.knownCosts).toEqual(report.knownCosts);
    expect(headline(empty)).toContain('Nothing was measured here.');
  });
});

test('an accelerator without a saving keeps the reason, behind what is known', () => {
  const report = reportOf([fixtureRecord()]);
  const sentences = headline(report);
  expect(report.instrument.onHostAlone).toBe(false);
  expect(sentences[0]).toMatch(/^Not measured here/);
  expect(sentences).toContain('No saving can be stated against NVIDIA H800.');
  expect(sentences.join(' ')).not.toContain('measures correctly');
});

test('where a saving was measured, it is the answer and nothing else is', () => {
  const [reference] = twoChips.chips;
  if (reference === undefined) throw new Error('no chip');
  const records = [pair({ h20: spread, h800: times(spread, 2) })];
  const report = buildReport({ records, unread: [], catalog: twoChips, reference, asOf: null, training });
  expect(report.rows.some(({ saving }) => saving.available)).toBe(true);
  expect(report.knownCosts).toMatchObject({ available: false, code: 'saving-is-measured' });
  expect(siteText(report)).not.toContain('ot measured here');
  expect(plotsOf(report).map(({ id }) => id)).not.toContain(TRAINING_COST);
});

test('costs that are not known say why on the page; nobody asking says nothing', () => {
  const catalog = madeCatalog({ ...made, prices: [] });
  expect(siteText(reportOf([ofCpu], { catalog }))).toContain(
    'Not known: the catalog has no rent of NVIDIA H800 on demand, reserved or fair; give another --reference',
  );
  const { training: _, ...unasked } = { catalog: madeCatalog(made), training };
  const [reference] = unasked.catalog.chips;
  if (reference === undefined) throw new Error('no chip');
  const report = buildReport({ records: [ofCpu], unread: [], ...unasked, reference, asOf: null });
  expect(report.knownCosts).toMatchObject({ available: false, code: 'training-not-asked' });
  expect(siteText(report)).not.toContain('each chip with a price');
});
