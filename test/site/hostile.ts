/** A report, and a site, whose every name and note was written by somebody who means harm. */
import { calculatorOn } from '../../reports/calculator/calculator.ts';
import { loadLinks, loadPower } from '../../reports/catalog/load.ts';
import type { Comparison } from '../../reports/money/schema.ts';
import type { SiteData } from '../../reports/pages/site-data.ts';
import { buildReport } from '../../reports/report/report.ts';
import type { Report } from '../../reports/report/schema.ts';
import { runFactsOf } from '../../reports/runs/run-facts.ts';
import type { CellLine, RunRecord } from '../../results/record.ts';
import { calculatorData, preset, catalog as shipped } from '../reports/calculator/fixture.ts';
import { fixtureCatalog, fixtureRecord } from '../reports/fixture.ts';
import { siteDataOf } from '../reports/site-text.ts';

export const MARKUP = '</script><img src=x onerror=alert(1)>';
export const FORMULA = '=HYPERLINK("http://example.test","x")';

/** Every text of the record that a device, a driver or a user chose. */
export function hostileReport(): Report {
  const catalog = fixtureCatalog();
  const [reference] = catalog.chips;
  if (reference === undefined) throw new Error('the fixture catalog is empty');
  const unread = [{ path: MARKUP, reason: FORMULA }];
  return buildReport({ records: [hostileRecord()], unread, catalog, reference, asOf: null });
}

/** The same with the page of its run, a catalog of somebody's own, and a calculator on that. */
export function hostileSite(): SiteData {
  const report = hostileReport();
  return {
    ...siteDataOf(report),
    runs: runFactsOf([hostileRecord()], report),
    catalog: { catalog: CATALOG, power: loadPower(), links: loadLinks() },
    calculator: { data: { ...calculatorData, catalog: CATALOG, preset }, comparison: hostileComparison() },
  };
}

/** Of offers whose chips are called so. */
export function hostileComparison(): Comparison {
  const answer = calculatorOn({ ...calculatorData, catalog: CATALOG })(preset);
  if (answer.status !== 'compared') throw new Error('the preset is compared');
  return answer.comparison;
}

/** As a YAML file of one's own can name chips, offers and sources. */
const CATALOG = {
  ...shipped,
  chips: shipped.chips.map((chip, index) => ({
    ...chip,
    name: `${index % 2 === 0 ? MARKUP : FORMULA} ${index}`,
    vendor: MARKUP,
    source: MARKUP,
  })),
  prices: shipped.prices.map(price => ({ ...price, offer: FORMULA, region: MARKUP, source: MARKUP, notes: MARKUP })),
};

function hostileRecord(): RunRecord {
  const record = fixtureRecord();
  return {
    ...record,
    context: {
      ...record.context,
      machine: { ...record.context.machine, id: FORMULA, hostname: MARKUP },
      command: ['run', MARKUP],
      suite: { ...record.context.suite, name: MARKUP },
      targets: record.context.targets.map((target, i) => ({
        ...target,
        device: { ...target.device, name: i === 0 ? MARKUP : FORMULA },
      })),
    },
    cells: record.cells.map(hostileFault),
  } as RunRecord;
}

/** The last words of what broke. */
function hostileFault(cell: CellLine): CellLine {
  if (cell.outcome.status !== 'fault') return cell;
  return { ...cell, outcome: { ...cell.outcome, fault: { ...cell.outcome.fault, message: MARKUP, detail: MARKUP } } };
}
