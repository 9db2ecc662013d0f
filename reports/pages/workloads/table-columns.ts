/** The columns of the table of results: which figure, and how it is shown. */

import { isEstimate } from '../../../results/readings/energy.ts';
import { overlayText } from '../../catalog/catalog.ts';
import type { AgedPrice } from '../../catalog/staleness.ts';
import type { Figure } from '../../figure.ts';
import {
  decimalUnit,
  moneyUnit,
  PERCENT,
  type Shown,
  savingShown,
  shown,
  timeUnit,
  tokenRateUnit,
  type Unit,
} from '../../format.ts';
import type { ReferenceRow } from '../../report/reference-schema.ts';
import type { ReportRow } from '../../report/row-schema.ts';
import { lackText } from '../../words/report/row-lacks.ts';
import { rowsText } from '../../words/report/work-text.ts';

export type AnyRow = ReportRow | ReferenceRow;

type Known = Extract<Figure, { available: true }>;

export type Column = {
  readonly title: string;
  readonly under: string;
  readonly missing: string;
  /** Null where the column does not apply to the row: an empty cell. */
  readonly figure: (row: AnyRow) => Figure | null;
  readonly show: (figure: Known, row: AnyRow) => Shown;
  readonly tag?: (row: AnyRow) => string | null;
  /** Whether rows are sorted by it; absent: yes. */
  readonly ranks?: (row: AnyRow) => boolean;
  /** What must be known of the figure's prices. */
  readonly marks?: (row: AnyRow) => readonly string[];
};

export const isMeasuredRow = (row: AnyRow): row is ReportRow => 'target' in row;

/** The columns of the table; adding one is adding its row here. */
export const COLUMNS: readonly Column[] = [
  {
    title: 'Rows per expert',
    under: 'tokens × k ÷ experts',
    missing: 'none',
    figure: ({ workload }) => exactly(workload.rowsPerExpert),
    show: ({ point }) => ({ main: rowsText(point), spread: '' }),
  },
  {
    title: 'Step',
    under: 'median',
    missing: 'no time',
    figure: row => row.stepMs,
    show: figure => shown(figure, timeUnit(figure.point)),
  },
  {
    title: 'Speed',
    under: 'through this work',
    missing: 'no speed',
    figure: row => row.tokensPerSecond,
    show: figure => shown(figure, tokenRateUnit(figure.point)),
  },
  {
    title: 'Useful work',
    under: 'matmul FLOPs only',
    missing: 'no rate',
    figure: row => row.flopsPerSecond,
    show: figure => shown(figure, decimalUnit(figure.point, 'FLOP/s')),
  },
  {
    title: 'Efficiency',
    under: 'of the largest matmul',
    missing: 'none',
    figure: row => (isMeasuredRow(row) ? row.efficiencyOfLargestMatmul : null),
    show: figure => shown(figure, PERCENT),
  },
  {
    title: 'Relative',
    under: 'speed ÷ reference',
    missing: 'none',
    figure: row => (isMeasuredRow(row) ? row.relative : null),
    show: figure => shown(figure, PERCENT),
  },
  {
    title: 'Cost',
    under: 'per 10¹² tokens',
    missing: 'no cost',
    figure: row => row.costPerTrillionTokens,
    show: (figure, { costPerTrillionTokens: cost }) =>
      shown(figure, moneyUnit(figure.point, cost.available ? cost.price.currency : '')),
    marks: ({ costPerTrillionTokens: cost }) => (cost.available ? marksOf('rent', cost.price) : []),
  },
  {
    title: 'Saving',
    under: 'against the reference',
    missing: 'no saving',
    figure: row => (isMeasuredRow(row) ? row.saving : null),
    show: saving => savingShown(saving),
    tag: row => (isMeasuredRow(row) && row.saving.available ? row.saving.verdict : null),
    marks: row =>
      isMeasuredRow(row) && row.saving.available
        ? [...row.saving.lacks.map(lack => lackText(lack)), ...marksOf("reference's rent", row.saving.referencePrice)]
        : [],
  },
  {
    title: 'Energy',
    under: 'per 10¹² tokens',
    missing: 'no energy',
    figure: row => (isMeasuredRow(row) ? row.energyKWhPerTrillionTokens : null),
    show: figure => shown(figure, KWH),
    ranks: row => !isEstimated(row),
    marks: row => energyMarks(row),
  },
  {
    title: 'Energy cost',
    under: 'with PUE, in a rent',
    missing: 'no cost',
    figure: row => (isMeasuredRow(row) ? row.energyCostPerTrillionTokens : null),
    show: (figure, row) => shown(figure, moneyUnit(figure.point, energyCurrency(row))),
    marks: row => energyCostMarks(row),
  },
];

/** Known, not measured. */
const exactly = (value: number): Figure => ({
  available: true,
  point: value,
  low: value,
  high: value,
  kind: 'bounds',
  rounds: 0,
});

const KWH: Unit = { factor: 1, symbol: 'kWh' };

const isEstimated = (row: AnyRow): boolean => {
  const energy = isMeasuredRow(row) ? row.energyKWhPerTrillionTokens : null;
  return energy?.available === true && isEstimate(energy.method);
};

/** Its boundary, and that it is no measurement where it is none. */
function energyMarks(row: AnyRow): string[] {
  const energy = isMeasuredRow(row) ? row.energyKWhPerTrillionTokens : null;
  if (energy?.available !== true) return [];
  return [...(isEstimated(row) ? ['estimated'] : []), energy.scope];
}

const energyCurrency = (row: AnyRow): string =>
  isMeasuredRow(row) && row.energyCostPerTrillionTokens.available
    ? row.energyCostPerTrillionTokens.pricePerKWh.currency
    : '';

function energyCostMarks(row: AnyRow): string[] {
  const cost = isMeasuredRow(row) ? row.energyCostPerTrillionTokens : null;
  return cost?.available === true && cost.pricePerKWh.age?.stale === true ? ['price of power stale'] : [];
}

/** What a reader must know of a price beside the figure; how old it is stands among what the figures rest on. */
function marksOf(what: string, { age, ...price }: AgedPrice): string[] {
  const overlay = overlayText(price);
  return [...(age?.stale === true ? [`${what} stale`] : []), ...(overlay === null ? [] : [`${what} ${overlay}`])];
}
