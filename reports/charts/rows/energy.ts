/** Energy of a token through each work. */
import { isEstimate } from '../../../results/readings/energy.ts';
import { decimalUnit, type Unit } from '../../format.ts';
import type { Report, ReportRow } from '../../report/schema.ts';
import { isComparable } from '../../rows/work.ts';
import type { Language } from '../../words/language.ts';
import { PLOT_WORDS } from '../../words/pages/plots/plots.ts';
import { grouped, type Mark, type Plot } from '../plot.ts';
import { rowNames } from './names.ts';

/** kWh per 10¹² tokens → J per token: 3.6e6 J a kWh. */
const JOULES = 3.6e6 / 1e12;

/** Readings and estimates are two bases: an estimate is tens of percent off either way. */
export function energyPerToken(report: Report, language: Language = 'en', id = 'energy'): Plot {
  const words = PLOT_WORDS[language];
  const names = rowNames(report, language);
  const known = report.rows.flatMap(row => (row.status === 'measured' ? jouleOf(row) : []));
  if (known.length === 0) return { id, title: words.energy, drawn: false, reason: words.noEnergy };
  const unit = jouleUnit(Math.max(...known.map(({ high }) => high)));
  const groups = grouped(
    report.referenceRows.map(({ workload }) => workload),
    names.work,
    shown =>
      known
        .filter(({ row }) => isComparable(row.workload, shown))
        .map(
          ({ row, estimated, point, low, high }): Mark => ({
            label: `${names.lane(row)}${estimated ? words.estimated : ''}`,
            basis: estimated ? 'assumed' : 'measured',
            point: point * unit.factor,
            low: low * unit.factor,
            high: high * unit.factor,
          }),
        ),
  );
  return {
    id,
    title: words.energy,
    drawn: true,
    language,
    kind: 'dots',
    axis: words.energyAxis(unit.symbol),
    groups,
    caption: [words.energyCaption],
  };
}

function jouleOf(row: ReportRow) {
  const { energyKWhPerTrillionTokens: energy } = row;
  if (!energy.available) return [];
  const [point, low, high] = [energy.point * JOULES, energy.low * JOULES, energy.high * JOULES];
  return [{ row, estimated: isEstimate(energy.method), point, low, high }];
}

/** A token takes far less than a joule: mJ and µJ read well. */
function jouleUnit(joules: number): Unit {
  if (joules >= 1) return decimalUnit(joules, 'J');
  return joules >= 1e-3 ? { factor: 1e3, symbol: 'mJ' } : { factor: 1e6, symbol: 'µJ' };
}
