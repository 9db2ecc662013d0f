/** The rows of a run for people: a table, or where the screen is too narrow for it two lines for each row. */
import pc from 'picocolors';
import type { Figure } from '../../../reports/figure.ts';
import { decimalUnit, isEven, PERCENT, shown, timeUnit, type Unit } from '../../../reports/format.ts';
import type { ReportRow } from '../../../reports/report/schema.ts';
import { softwareText } from '../../../reports/rows/software.ts';
import { rowsText } from '../../../reports/words/report/work-text.ts';
import { answer, type Section } from './screen.ts';
import { aligned, hanging } from './terminal.ts';

const WORK_HEADS = ['target', 'by', 'model', 'part', 'pass', 'routing', 'rows/expert'];
const FIGURE_HEADS = ['step', 'tokens/s', 'useful', 'of largest matmul', 'of own matmuls'];
/** What a cell shows that has no value. */
const UNKNOWN = '–';
/** Columns with numbers. */
const RIGHT = [6, 7, 8, 9, 10, 11];

export function rowSection(rows: readonly ReportRow[], columns: number): Section {
  if (rows.length === 0) return answer(['No workload was measured.']);
  const [head = '', ...body] = aligned(
    [[...WORK_HEADS, ...FIGURE_HEADS], ...rows.map(row => [...workCells(row), ...figureCells(row)])],
    RIGHT,
  );
  const isWide = [head, ...body].some(line => line.length > columns);
  return {
    heading: isWide ? [] : [pc.bold(head)],
    entries: isWide ? rows.map(row => rowLines(row, columns)) : body.map(line => [line]),
    shown: 'room',
    name: 'rows',
  };
}

/** `cpu by ONNX Runtime CPU, float32: mixtral-8x7b, …`, and below it `28.9 ms (step); 2,210 (1,280 to 8,040) tokens/s; …`. */
function rowLines(row: ReportRow, columns: number): readonly string[] {
  const [target, by, ...work] = workCells(row);
  const rowsPerExpert = `${work.at(-1)} rows/expert`;
  const figures = figureCells(row).flatMap((cell, index) =>
    cell === UNKNOWN ? [] : [`${cell} ${FIGURE_NAMES[index]}`.trim()],
  );
  return [
    ...hanging(`${target} by ${by}: ${[...work.slice(0, -1), rowsPerExpert].join(', ')}`, columns),
    ...hanging(figures.length === 0 ? 'no figure' : figures.join('; '), columns, '  '),
  ];
}

/** Of the figures, in their order; a unit says what some are. */
const FIGURE_NAMES = ['a step', 'tokens/s', '', 'of largest matmul', 'of own matmuls'];

function workCells({ target, ran, workload, race }: ReportRow): readonly string[] {
  return [
    target,
    `${softwareText(ran)}, ${workload.dtype}${STANDING[race.standing]}`,
    workload.model ?? workload.id,
    workload.part,
    workload.pass,
    workload.dispatch === 'dropless' ? workload.routing : `${workload.routing}, ${workload.dispatch}`,
    rowsText(workload.rowsPerExpert),
  ];
}

function figureCells(row: ReportRow): readonly string[] {
  return [
    figureText(row.stepMs, point => timeUnit(point)),
    figureText(row.tokensPerSecond, () => ({ factor: 1, symbol: '' })),
    figureText(row.flopsPerSecond, point => decimalUnit(point, 'FLOP/s')),
    figureText(row.efficiencyOfLargestMatmul, () => PERCENT),
    figureText(row.efficiencyOfExpertMatmul, () => PERCENT),
  ];
}

const STANDING: Readonly<Record<ReportRow['race']['standing'], string>> = {
  only: '',
  winner: '',
  'runner-up': ' (runner-up)',
  lost: ' (lost its race)',
  unraced: ' (not raced)',
};

function figureText(figure: Figure, unitOf: (point: number) => Unit): string {
  if (!figure.available) return UNKNOWN;
  const unit = unitOf(figure.point);
  const { main, spread } = shown(figure, unit);
  return isEven(figure, unit) ? `${main} ${spread}` : `${main} (${spread})`;
}
