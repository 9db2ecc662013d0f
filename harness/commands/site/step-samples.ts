/** The step times behind the rows of a report, from the samples files beside the records. */
import { existsSync } from 'node:fs';
import type { RowSamples } from '../../../reports/charts/rows/step-histogram.ts';
import type { Report, ReportRow } from '../../../reports/report/schema.ts';
import type { CellLine, RunRecord } from '../../../results/record.ts';
import { sampleLineSchema } from '../../../results/record-file/samples-file.ts';
import { readSampleLines, samplesPath } from '../../../results/store.ts';
import { sha256 } from '../../../suites/identity.ts';

/** Rows whose samples are all there and are those that the record names; pruned ones, and those of another record, have none. */
export function rowSamples({ rows }: Pick<Report, 'rows'>, records: readonly RunRecord[]): readonly RowSamples[] {
  return records.flatMap(record => {
    const ofRun = rows.filter(row => isOfRun(row, record));
    const lines = ofRun.length === 0 ? new Map<string, string>() : linesByHash(samplesPath(record.path));
    return ofRun.flatMap(row => {
      const samplesMs = cellsOf(row, record).map(cell => stepsIn(lines, cell));
      const all = samplesMs.flatMap(steps => steps ?? []);
      return all.length === 0 || samplesMs.includes(null) ? [] : [{ row: row.id, samplesMs: all }];
    });
  });
}

const isOfRun = ({ machine, run, imported }: ReportRow, { context, imported: origin }: RunRecord): boolean =>
  context.runId === run && context.machine.id === machine && (origin !== undefined) === imported;

/** The measured cells of the rounds that a row stands on. */
function cellsOf({ target, workload, ran, rounds }: ReportRow, { context, cells }: RunRecord): readonly CellLine[] {
  const measured = new Set(rounds.map(({ round }) => round));
  const planned = new Set(
    context.plan
      .filter(cell => cell.kind === 'time' && cell.target === target && cell.case === workload.id)
      .filter(cell => cell.strategy === ran.strategy && measured.has(cell.round))
      .map(({ id }) => id),
  );
  return cells.filter(({ cell, outcome }) => planned.has(cell) && outcome.status === 'measured');
}

/** The record has the hash of each line: a line that was changed is no sample. */
function linesByHash(path: string): ReadonlyMap<string, string> {
  if (!existsSync(path)) return new Map();
  return new Map(readSampleLines(path).map(line => [sha256(line), line]));
}

function stepsIn(lines: ReadonlyMap<string, string>, { cell, outcome }: CellLine): readonly number[] | null {
  const line = outcome.status === 'measured' ? lines.get(outcome.measurement.samplesSha256) : undefined;
  if (line === undefined) return null;
  const parsed = sampleLineSchema.safeParse(JSON.parse(line));
  return parsed.success && parsed.data.cell === cell ? parsed.data.stepMs : null;
}
