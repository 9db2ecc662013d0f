/** The columns of the table of results: which figure, and how it is shown. Their words: `columns` of reports/words/pages/workloads. */
import { isEstimate } from '../../../results/readings/energy.ts';
import type { AgedPrice } from '../../catalog/staleness.ts';
import type { Figure } from '../../figure.ts';
import {
  decimalUnit,
  moneyUnit,
  PERCENT,
  pointText,
  relativeShown,
  type Shown,
  savingShown,
  shown,
  timeUnit,
  tokenRateUnit,
  type Unit,
} from '../../format.ts';
import { costSavedFrom } from '../../money/cost.ts';
import { isReferenceOf } from '../../race/comparison.ts';
import type { ReferenceRow } from '../../report/reference-schema.ts';
import type { ReportRow } from '../../report/row-schema.ts';
import type { FigureName } from '../../rows/figure-schemas.ts';
import type { Language } from '../../words/language.ts';
import { rentText } from '../../words/names/rent-text.ts';
import type { ColumnId, RentMarks } from '../../words/pages/workloads/page-words.ts';
import { WORKLOADS_WORDS } from '../../words/pages/workloads.ts';
import { lackText } from '../../words/report/row-lacks.ts';
import { scopeText } from '../../words/report/scope-text.ts';
import { type Html, html } from '../frame/html.ts';
import { basisMark, verdictMark } from '../frame/marks.ts';

export type AnyRow = ReportRow | ReferenceRow;

type Known = Extract<Figure, { available: true }>;

export type Column = {
  readonly id: ColumnId;
  /** What `moebench list metrics` explains it by. */
  readonly metric: FigureName;
  /** Null where the column does not apply to the row: an empty cell. */
  readonly figure: (row: AnyRow) => Figure | null;
  readonly show: (figure: Known, row: AnyRow, language: Language) => Shown;
  /** `references`: every reference row of the report. */
  readonly tag?: (row: AnyRow, language: Language, references: readonly ReferenceRow[]) => Html | null;
  /** Whether rows are sorted by it; absent: yes. */
  readonly ranks?: (row: AnyRow) => boolean;
  /** What must be known of the figure's prices. */
  readonly marks?: (row: AnyRow, language: Language) => readonly string[];
};

export const isMeasuredRow = (row: AnyRow): row is ReportRow => 'target' in row;

/** The columns of the table; adding one is adding its row here and its words. */
export const COLUMNS: readonly Column[] = [
  {
    id: 'step',
    metric: 'stepMs',
    figure: row => row.stepMs,
    show: (figure, _, language) => shown(figure, timeUnit(figure.point), language),
  },
  {
    id: 'speed',
    metric: 'tokensPerSecond',
    figure: row => row.tokensPerSecond,
    show: (figure, _, language) => shown(figure, tokenRateUnit(figure.point, language), language),
  },
  {
    id: 'usefulWork',
    metric: 'flopsPerSecond',
    figure: row => row.flopsPerSecond,
    show: (figure, _, language) => shown(figure, decimalUnit(figure.point, 'FLOP/s'), language),
  },
  {
    id: 'efficiency',
    metric: 'efficiencyOfLargestMatmul',
    figure: row => (isMeasuredRow(row) ? row.efficiencyOfLargestMatmul : null),
    show: (figure, _, language) => shown(figure, PERCENT, language),
  },
  {
    id: 'relative',
    metric: 'relative',
    figure: row => (isMeasuredRow(row) ? row.relative : null),
    show: (figure, _, language) => relativeShown(figure, language),
    tag: referenceTag,
  },
  {
    id: 'cost',
    metric: 'costPerTrillionTokens',
    figure: row => row.costPerTrillionTokens,
    show: (figure, { costPerTrillionTokens: cost }, language) =>
      shown(figure, moneyUnit(figure.point, cost.available ? cost.price.currency : '', language), language),
    marks: ({ costPerTrillionTokens: cost }, language) =>
      cost.available
        ? [
            WORKLOADS_WORDS[language].atRent(rentText(cost.price, language)),
            ...priceMarks(WORKLOADS_WORDS[language].rentMarks, cost.price),
          ]
        : [],
  },
  {
    id: 'saving',
    metric: 'saving',
    figure: row => (isMeasuredRow(row) ? row.saving : null),
    show: (figure, _, language) => savingShown(figure, language),
    tag: (row, language) =>
      isMeasuredRow(row) && row.saving.available ? verdictMark(row.saving.verdict, language) : null,
    marks: (row, language) =>
      isMeasuredRow(row) && row.saving.available
        ? [
            ...savedFrom(row, language),
            ...row.saving.lacks.map(lack => lackText(lack, language)),
            ...priceMarks(WORKLOADS_WORDS[language].referenceRentMarks, row.saving.referencePrice),
          ]
        : [],
  },
  {
    id: 'energy',
    metric: 'energyKWhPerTrillionTokens',
    figure: row => (isMeasuredRow(row) ? row.energyKWhPerTrillionTokens : null),
    show: (figure, _, language) => shown(figure, KWH, language),
    ranks: row => !isEstimated(row),
    marks: energyMarks,
  },
  {
    id: 'energyCost',
    metric: 'energyCostPerTrillionTokens',
    figure: row => (isMeasuredRow(row) ? row.energyCostPerTrillionTokens : null),
    show: (figure, row, language) => shown(figure, moneyUnit(figure.point, energyCurrency(row), language), language),
    marks: energyCostMarks,
  },
];

/** What a relative speed was divided by, and what that rests on: rows by other software can have another. */
function referenceTag(row: AnyRow, language: Language, references: readonly ReferenceRow[]): Html | null {
  if (!isMeasuredRow(row) || !row.relative.available) return null;
  const rate = references.find(reference => isReferenceOf(reference, row))?.tokensPerSecond;
  const speed = rate?.available === true ? pointText(rate.point, tokenRateUnit(rate.point, language), language) : null;
  return html`${speed === null ? null : html`÷ ${speed}<br>`}${basisMark(row.relative.basis, language)}`;
}

/** The reference's cost that a saving is from: its own row may be priced by another rent. */
function savedFrom({ costPerTrillionTokens: cost, saving }: ReportRow, language: Language): string[] {
  if (!cost.available || !saving.available) return [];
  const words = WORKLOADS_WORDS[language];
  const amount = costSavedFrom(cost, saving);
  const money = pointText(amount, moneyUnit(amount, cost.price.currency, language), language);
  return [words.savedFrom(money, rentText(saving.referencePrice, language))];
}

const KWH: Unit = { factor: 1, symbol: 'kWh' };

const isEstimated = (row: AnyRow): boolean => {
  const energy = isMeasuredRow(row) ? row.energyKWhPerTrillionTokens : null;
  return energy?.available === true && isEstimate(energy.method);
};

/** Its boundary, and that it is no measurement where it is none. */
function energyMarks(row: AnyRow, language: Language): string[] {
  const energy = isMeasuredRow(row) ? row.energyKWhPerTrillionTokens : null;
  if (energy?.available !== true) return [];
  return [...(isEstimated(row) ? [WORKLOADS_WORDS[language].marks.estimated] : []), scopeText(energy.scope, language)];
}

const energyCurrency = (row: AnyRow): string =>
  isMeasuredRow(row) && row.energyCostPerTrillionTokens.available
    ? row.energyCostPerTrillionTokens.pricePerKWh.currency
    : '';

function energyCostMarks(row: AnyRow, language: Language): string[] {
  const cost = isMeasuredRow(row) ? row.energyCostPerTrillionTokens : null;
  const stale = cost?.available === true && cost.pricePerKWh.age?.stale === true;
  return stale ? [WORKLOADS_WORDS[language].marks.powerStale] : [];
}

/** What a reader must know of a price beside the figure; how old it is stands among what the figures rest on. */
function priceMarks({ stale, from }: RentMarks, { age, overlay }: AgedPrice): string[] {
  return [...(age?.stale === true ? [stale] : []), ...(overlay === undefined ? [] : [from(overlay)])];
}
