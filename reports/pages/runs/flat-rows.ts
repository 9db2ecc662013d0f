/** The rows of a report as flat cells for a spreadsheet: units in the column names, a reason beside every missing value. */
import { noteText } from '../../../results/note-text.ts';
import type { Reading } from '../../../results/schema/reading.ts';
import { median } from '../../../results/statistics.ts';
import type { AgedPrice } from '../../catalog/staleness.ts';
import type { Figure } from '../../figure.ts';
import { isReferenceOf } from '../../race/comparison.ts';
import type { ReferenceRow } from '../../report/reference-schema.ts';
import type { ReportRow } from '../../report/row-schema.ts';
import type { Report } from '../../report/schema.ts';
import type { Figures } from '../../rows/figure-schemas.ts';
import { FIGURE_NAMES } from '../../rows/figures.ts';
import { softwareText } from '../../rows/software.ts';
import { absenceText } from '../../words/absence-text.ts';
import { factText } from '../../words/fact-text.ts';
import { lackText } from '../../words/report/row-lacks.ts';

type Cell = string | number | boolean | null;
type Cells = Readonly<Record<string, Cell>>;

/** One flat row for every row, then one for every reference that was not measured. */
export function flatRows({ rows, referenceRows }: Report): Cells[] {
  const absentees = referenceRows.filter(({ basis }) => basis !== 'measured');
  return [
    ...rows.map(row => ({ ...flatRow(row), reference_boards: referenceBoards(row, referenceRows) })),
    ...absentees.map(flatReference),
  ];
}

/** On how many boards the reference beside a row was measured; 0: on none. */
const referenceBoards = (row: ReportRow, referenceRows: readonly ReferenceRow[]): number =>
  referenceRows.find(reference => isReferenceOf(reference, row))?.boards.length ?? 0;

function flatRow(row: ReportRow): Cells {
  return {
    kind: 'row',
    machine: row.machine,
    run: row.run,
    target: row.target,
    device: row.device.name,
    board: row.board,
    software: row.software,
    chip: row.chip,
    chip_reason: row.chipReason === null ? null : factText(row.chipReason),
    status: row.status,
    unproven: row.unproven?.code ?? null,
    unproven_reason: row.unproven === null ? null : noteText(row.unproven),
    imported: row.imported,
    race: row.race.standing,
    race_winner: row.race.winner,
    ...sharedCells(row),
    ...figuresOf(row),
    relative_basis: row.relative.available ? row.relative.basis : null,
    saving_verdict: row.saving.available ? row.saving.verdict : null,
    saving_lacks: row.saving.available ? row.saving.lacks.map(lack => lackText(lack)).join('; ') : null,
    saving_scope: row.saving.available ? row.saving.scope : null,
    saving_break_even_per_hour: row.saving.available ? row.saving.breakEvenPerHour : null,
    saving_basis: row.saving.available ? row.saving.basis : null,
    ...priceCells('saving_reference_price', row.saving.available ? row.saving.referencePrice : null),
    ...readingCells('peak_host_bytes', row.peakHostBytes),
    ...readingCells('peak_device_bytes', row.peakDeviceBytes),
    ...memoryCells(row),
    ...readingCells('energy_per_step_j', row.energyPerStepJ),
    ...energyCells(row),
    ...openingCells(row),
    ...partCells(row),
    ...curveCells(row),
    warnings: row.warnings.map(({ code }) => code).join(' '),
    settled_rounds: row.rounds.filter(({ settled }) => settled).length,
    outliers: row.rounds.reduce((total, { outliers }) => total + outliers, 0),
    command: row.command,
  };
}

/** Each with the boundary, the price and the PUE that it rests on. */
function energyCells({ energyKWhPerTrillionTokens: energy, energyCostPerTrillionTokens: cost }: ReportRow): Cells {
  const [known, price] = [energy.available ? energy : null, cost.available ? cost.pricePerKWh : null];
  return {
    energy_method: known?.method ?? null,
    energy_boundary: known?.scope ?? null,
    energy_other_accelerators: known?.otherAccelerators ?? null,
    energy_cost_currency: price?.currency ?? null,
    energy_price_per_kwh_low: price?.low ?? null,
    energy_price_per_kwh_high: price?.high ?? null,
    energy_price_place: price?.place ?? null,
    energy_price_date: price?.date ?? null,
    energy_price_stale: price?.age?.stale ?? null,
    energy_pue: cost.available ? cost.pue.value : null,
  };
}

/** Medians over rounds of what is paid once a process. */
function openingCells({ rounds }: ReportRow): Cells {
  return {
    graph_build_ms: medianOrNull(rounds.flatMap(({ graphBuildMs }) => graphBuildMs ?? [])),
    session_create_ms: median(rounds.map(({ sessionCreateMs }) => sessionCreateMs)),
  };
}

function memoryCells({ memory }: ReportRow): Cells {
  return {
    weights_bytes: memory.weightsBytes,
    ...readingCells('gradients_bytes', memory.gradientsBytes),
    optimizer_bytes: memory.optimizerBytes,
    ...readingCells('activations_bytes', memory.activationsBytes),
    ...readingCells('empty_session_bytes', memory.emptySessionBytes),
    ...readingCells('arena_slack_bytes', memory.arenaSlackBytes),
  };
}

function partCells({ parts }: ReportRow): Cells {
  if (!parts.available) return { traced_step_ms: null, parts_reason: noteText(parts) };
  const each = Object.entries(parts.partsMs).map(([name, ms]) => [`part_${name.replaceAll('-', '_')}_ms`, ms]);
  return { traced_step_ms: parts.stepMs, parts_reason: null, ...Object.fromEntries(each) };
}

function curveCells({ proof }: ReportRow): Cells {
  const curve = proof?.proof?.curve ?? null;
  return {
    curve_steps: curve?.steps ?? null,
    curve_max_difference: curve?.maxDifference ?? null,
    curve_flips: curve?.flips.reduce((total, flips) => total + flips, 0) ?? null,
  };
}

function flatReference(row: ReferenceRow): Cells {
  const { sibling } = row;
  return {
    kind: 'reference',
    chip: row.chip,
    ...sharedCells(row),
    ...figuresOf(row),
    boards: row.boards.length,
    scope: row.scope,
    lacks: row.lacks.map(lack => lackText(lack)).join('; '),
    besides: row.besides.map(softwareText).join('; '),
    sibling: sibling?.chip ?? null,
    sibling_time_ratio: sibling?.ratio.point ?? null,
    sibling_error_factor: sibling?.error.factor ?? null,
  };
}

function sharedCells(row: ReportRow | ReferenceRow): Cells {
  const { workload, costPerTrillionTokens: cost } = row;
  return {
    workload: workload.id,
    workload_sha256: workload.sha256,
    model: workload.model,
    part: workload.part,
    pass: workload.pass,
    dtype: workload.dtype,
    tokens: workload.tokens,
    rows_per_expert: workload.rowsPerExpert,
    sequence: workload.sequence,
    layers: workload.layers,
    routing: workload.routing,
    dispatch: workload.dispatch,
    dropped_share: workload.dispatchShares.available ? workload.dispatchShares.droppedShare : null,
    padded_share: workload.dispatchShares.available ? workload.dispatchShares.paddedShare : null,
    shares_reason: workload.dispatchShares.available ? null : absenceText(workload.dispatchShares),
    flops_per_step: workload.flopsPerStep,
    concurrent: workload.concurrent,
    runner: row.ran?.runner ?? null,
    runner_version: row.ran?.version ?? null,
    provider: row.ran?.provider ?? null,
    strategy: row.ran?.strategy ?? null,
    kernel: row.ran?.kernel ?? null,
    basis: row.basis,
    rate_kind: row.rateKind,
    cost_currency: cost.available ? cost.price.currency : null,
    ...priceCells('cost_price', cost.available ? cost.price : null),
  };
}

function priceCells(name: string, price: AgedPrice | null): Cells {
  return {
    [`${name}_kind`]: price?.kind ?? null,
    [`${name}_date`]: price?.date ?? null,
    [`${name}_stale`]: price?.age?.stale ?? null,
    [`${name}_overlay`]: price?.overlay ?? null,
  };
}

/** Every figure that a row has; of a reference not all. */
function figuresOf(row: Partial<Figures>): Cells {
  return Object.fromEntries(
    FIGURE_NAMES.flatMap(name => {
      const figure = row[name];
      return figure === undefined ? [] : Object.entries(figureCells(snakeCase(name), figure));
    }),
  );
}

/** `energyKWhPerTrillionTokens` → `energy_kwh_per_trillion_tokens`. */
const snakeCase = (name: string): string => name.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();

function figureCells(name: string, figure: Figure): Cells {
  const known = figure.available ? figure : null;
  return {
    [name]: known?.point ?? null,
    [`${name}_low`]: known?.low ?? null,
    [`${name}_high`]: known?.high ?? null,
    [`${name}_interval`]: known?.kind ?? null,
    [`${name}_rounds`]: known?.rounds ?? null,
    [`${name}_reason`]: figure.available ? null : absenceText(figure),
  };
}

const medianOrNull = (values: readonly number[]): number | null => (values.length === 0 ? null : median(values));

function readingCells(name: string, reading: Reading): Cells {
  return {
    [name]: reading.available ? reading.value : null,
    [`${name}_method`]: reading.available ? `${reading.method}, ${reading.scope}` : null,
    [`${name}_reason`]: reading.available ? null : noteText(reading),
  };
}
