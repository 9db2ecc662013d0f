/** Where a work stands under the roofs: of the same run's largest matrix product, and of the data sheet. */
import type { Chip } from '../../catalog/catalog.ts';
import { decimalUnit } from '../../format.ts';
import { PEAK_OF } from '../../reference/reference.ts';
import type { Report, ReportRow } from '../../report/schema.ts';
import type { Language } from '../../words/language.ts';
import type { PlotWords } from '../../words/pages/plots/plot-words.ts';
import { PLOT_WORDS } from '../../words/pages/plots/plots.ts';
import type { Plot, Roof } from '../plot.ts';
import { type RowNames, rowNames } from './names.ts';

/** What a data sheet gives of a roof. */
export type RoofChip = Pick<Chip, 'id' | 'name' | 'peakFlops' | 'memoryBytesPerSecond'>;

/** `rows`: those to show, as a rule of one work. Intensity: useful FLOPs ÷ the least bytes of a step (docs/method/reference.md). */
export function rooflinePlot(
  report: Report,
  rows: readonly ReportRow[],
  chips: readonly RoofChip[],
  language: Language = 'en',
  id = 'roofline',
): Plot {
  const words = PLOT_WORDS[language];
  const names = rowNames(report, language);
  const shown = rows.filter(row => row.status === 'measured' && row.flopsPerSecond.available);
  if (shown.length === 0) return { id, title: words.roofline, drawn: false, reason: words.noRoofline };
  const roofs = distinct([
    ...shown.flatMap(row => measuredRoof(report, row, names, words)),
    ...sheetRoofs(shown, chips, names, words),
  ]);
  const rates = shown.flatMap(({ flopsPerSecond: rate }) => (rate.available ? [rate.high] : []));
  const unit = decimalUnit(Math.max(...rates, ...roofs.map(({ peak }) => peak)), 'FLOP/s');
  const lanes = [...new Set(shown.map(names.lane))];
  return {
    id,
    title: findingOf(shown, chips, names, words) ?? words.roofline,
    drawn: true,
    language,
    kind: 'roofline',
    axis: words.rooflineAxis(unit.symbol),
    acrossAxis: words.intensityAxis,
    roofs: roofs.map(({ peak, slope, ...roof }) => ({
      ...roof,
      peak: peak * unit.factor,
      slope: slope === null ? null : slope * unit.factor,
    })),
    series: lanes.map(label => ({
      label,
      points: shown
        .filter(row => names.lane(row) === label)
        .flatMap(({ workload, leastBytesPerStep, flopsPerSecond: rate }) =>
          rate.available
            ? [
                {
                  x: workload.flopsPerStep / leastBytesPerStep,
                  of: names.work(workload),
                  point: rate.point * unit.factor,
                  low: rate.low * unit.factor,
                  high: rate.high * unit.factor,
                },
              ]
            : [],
        ),
    })),
    caption: [words.rooflineCaption],
  };
}

/** The highest median of the list in the same run on the same target and type; its memory's speed is not in a report. */
function measuredRoof({ roofline }: Report, row: ReportRow, names: RowNames, { largestMatmul }: PlotWords): Roof[] {
  const target = row.target.split('+')[0];
  const rates = roofline.flatMap(({ run, target: of, role, dtype, flopsPerSecond: rate }) =>
    run === row.run && of === target && role === 'largest-matmul' && dtype === row.workload.dtype && rate.available
      ? [rate.point]
      : [],
  );
  if (rates.length === 0) return [];
  const label = largestMatmul(names.device(row));
  return [{ label, of: names.lane(row), basis: 'measured', peak: Math.max(...rates), slope: null }];
}

const sheetRoofs = (
  rows: readonly ReportRow[],
  chips: readonly RoofChip[],
  names: RowNames,
  { sheetRoof }: PlotWords,
): Roof[] =>
  rows.flatMap(row => {
    const sheet = sheetOf(row, chips);
    if (sheet === null) return [];
    const { chip, peak } = sheet;
    const label = sheetRoof(chip.name, row.workload.dtype);
    return [{ label, of: names.lane(row), basis: 'data-sheet', peak, slope: chip.memoryBytesPerSecond }];
  });

function sheetOf({ chip: id, workload }: ReportRow, chips: readonly RoofChip[]) {
  const chip = chips.find(other => other.id === id);
  const dtype = PEAK_OF[workload.dtype];
  const peak = chip === undefined || dtype === null ? null : chip.peakFlops[dtype];
  return chip === undefined || peak === null ? null : { chip, peak };
}

/** Of one chip on two machines the first. */
const distinct = (roofs: readonly Roof[]): Roof[] =>
  roofs.filter(
    ({ label, basis, peak }, index) =>
      roofs.findIndex(other => other.label === label && other.basis === basis && other.peak === peak) === index,
  );

/** Which side of its data sheet's ridge the work lies on, where there is one work on one chip. */
function findingOf(
  rows: readonly ReportRow[],
  chips: readonly RoofChip[],
  names: RowNames,
  words: PlotWords,
): string | null {
  const works = new Set(rows.map(({ workload }) => workload.sha256));
  const [row] = rows;
  if (row === undefined || works.size !== 1 || new Set(rows.map(({ chip }) => chip)).size !== 1) return null;
  const sheet = sheetOf(row, chips);
  if (sheet === null || sheet.chip.memoryBytesPerSecond === null) return null;
  const ridge = sheet.peak / sheet.chip.memoryBytesPerSecond;
  const intensity = row.workload.flopsPerStep / row.leastBytesPerStep;
  return words.limits[intensity < ridge ? 'memory' : 'compute'](names.work(row.workload));
}
