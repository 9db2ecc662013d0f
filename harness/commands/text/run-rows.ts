/** The rows of a run for people: a table, or where the screen is too narrow for it two lines for each row. */
import pc from 'picocolors';
import type { Figure } from '../../../reports/figure.ts';
import { decimalUnit, isEven, PERCENT, shown, timeUnit, type Unit } from '../../../reports/format.ts';
import type { ReportRow } from '../../../reports/report/schema.ts';
import { softwareText } from '../../../reports/rows/software.ts';
import type { Language } from '../../../reports/words/language.ts';
import { rowsText } from '../../../reports/words/report/work-text.ts';
import { RUN_TEXT_WORDS } from '../words/run-text-words.ts';
import { columnsOf } from './column-width.ts';
import { answer, type Section } from './screen.ts';
import { aligned, hanging } from './terminal.ts';

/** What a cell shows that has no value. */
const UNKNOWN = '–';
/** Columns with numbers. */
const RIGHT = [6, 7, 8, 9, 10, 11];

export function rowSection(rows: readonly ReportRow[], columns: number, language: Language = 'en'): Section {
  const words = RUN_TEXT_WORDS[language];
  if (rows.length === 0) return answer([words.noRow]);
  const [head = '', ...body] = aligned(
    [
      [...words.workHeads, ...words.figureHeads],
      ...rows.map(row => [...workCells(row, language), ...figureCells(row, language)]),
    ],
    RIGHT,
  );
  const isWide = [head, ...body].some(line => columnsOf(line) > columns);
  return {
    heading: isWide ? [] : [pc.bold(head)],
    entries: isWide ? rows.map(row => rowLines(row, columns, language)) : body.map(line => [line]),
    shown: 'room',
    name: 'rows',
  };
}

/** `cpu by ONNX Runtime CPU, float32: mixtral-8x7b, …`, and below it `28.9 ms (step); 2,210 (1,280 to 8,040) tokens/s; …`. */
function rowLines(row: ReportRow, columns: number, language: Language): readonly string[] {
  const words = RUN_TEXT_WORDS[language];
  const [target = '', by = '', ...work] = workCells(row, language);
  const figures = figureCells(row, language).flatMap((cell, index) =>
    cell === UNKNOWN ? [] : [`${cell} ${words.figureNames[index]}`.trim()],
  );
  return [
    ...hanging(words.lane(target, by, work.slice(0, -1), work.at(-1) ?? ''), columns),
    ...hanging(figures.length === 0 ? words.noFigure : figures.join(words.semicolon), columns, '  '),
  ];
}

function workCells({ target, ran, workload, race }: ReportRow, language: Language): readonly string[] {
  const words = RUN_TEXT_WORDS[language];
  return [
    target,
    words.software(softwareText(ran), workload.dtype, words.standing[race.standing]),
    `${workload.model ?? workload.id}${workload.changed === undefined ? '' : words.changed}`,
    workload.part,
    workload.pass,
    workload.dispatch === 'dropless' ? workload.routing : `${workload.routing}, ${workload.dispatch}`,
    rowsText(workload.rowsPerExpert),
  ];
}

function figureCells(row: ReportRow, language: Language): readonly string[] {
  const figureText = (figure: Figure, unitOf: (point: number) => Unit): string => figureIn(figure, unitOf, language);
  return [
    figureText(row.stepMs, point => timeUnit(point)),
    figureText(row.tokensPerSecond, () => ({ factor: 1, symbol: '' })),
    figureText(row.flopsPerSecond, point => decimalUnit(point, 'FLOP/s')),
    figureText(row.efficiencyOfLargestMatmul, () => PERCENT),
    figureText(row.efficiencyOfExpertMatmul, () => PERCENT),
  ];
}

function figureIn(figure: Figure, unitOf: (point: number) => Unit, language: Language): string {
  if (!figure.available) return UNKNOWN;
  const unit = unitOf(figure.point);
  const { main, spread } = shown(figure, unit, language);
  return RUN_TEXT_WORDS[language].spread(main, spread, isEven(figure, unit));
}
