/** Are the step times beside a record those that were hashed, and are its statistics those of the step times? Pure. */
import { sha256 } from '../../suites/identity.ts';
import { driftOf } from '../drift.ts';
import type { AttemptLine, CellLine } from '../record.ts';
import { sampleLineSchema } from '../record-file/samples-file.ts';
import type { Measurement } from '../schema/outcome.ts';
import type { PrunedFound } from '../schema/pruned.ts';
import { roundStatistics } from '../statistics.ts';
import { firstDifference } from './difference.ts';
import { broken, type Finding, holds, notKnown } from './promise.ts';

/** What lies beside a record. `lines`: what of it can be read. */
export type SamplesFile = { readonly sha256: string; readonly lines: readonly string[]; readonly damaged: boolean };

/** A measured line with the hash of its step times. */
export type MeasuredLine = { readonly cell: string; readonly measurement: Measurement };

export function measuredLines(lines: readonly (CellLine | AttemptLine)[]): readonly MeasuredLine[] {
  return lines.flatMap(({ cell, outcome }) =>
    outcome.status === 'measured' ? [{ cell, measurement: outcome.measurement }] : [],
  );
}

/** `file`: null where there is none. `seal`: the hash of the file when the record was sealed; null where it was not. `pruned`: the mark of pruning beside the record. */
export function checkSamples(
  measured: readonly MeasuredLine[],
  file: SamplesFile | null,
  seal: string | null,
  pruned: PrunedFound = { status: 'none' },
): Finding {
  if (file === null) return absentSamples(pruned, seal);
  const hashes = file.lines.map(line => sha256(line));
  const problems = [
    ...(seal !== null && seal !== file.sha256 ? ['the samples file was changed after the seal'] : []),
    ...(file.damaged && seal !== null ? ['a part of the samples file cannot be read'] : []),
    ...missingProblems(measured, hashes),
    ...strangeProblems(measured, file.lines, hashes, seal !== null),
  ];
  if (problems.length > 0) return broken('samples', 'samples-changed', {}, problems);
  return holds('samples', 'samples-hold', { cells: measured.length });
}

/** By the mark of `moebench prune`, which lies beside the record; without a mark nobody knows what became of them. */
function absentSamples(found: PrunedFound, seal: string | null): Finding {
  if (found.status === 'none') return notKnown('samples', 'samples-pruned');
  if (found.status === 'damaged') return notKnown('samples', 'samples-pruned-unread');
  const { prunedAt, by, samplesSha256, samplesBytes } = found.pruned;
  return seal === null || seal === samplesSha256
    ? notKnown('samples', 'samples-pruned-by', { prunedAt, by, bytes: samplesBytes })
    : broken('samples', 'samples-pruned-other', { prunedAt, by }, [
        'the samples that were pruned are not those of the seal',
      ]);
}

/** Cells whose line is not there, and lines that two cells name. */
function missingProblems(measured: readonly MeasuredLine[], hashes: readonly string[]): string[] {
  const there = new Set(hashes);
  const named = new Set<string>();
  return measured.flatMap(({ cell, measurement: { samplesSha256 } }) => {
    if (!there.has(samplesSha256)) return [`${cell}: its samples are not in the samples file`];
    if (named.has(samplesSha256)) return [`${cell}: its samples are those of another line`];
    named.add(samplesSha256);
    return [];
  });
}

/** Lines that no cell names, or that are there twice. What an interruption left at the end of an open record is none of them. */
function strangeProblems(
  measured: readonly MeasuredLine[],
  lines: readonly string[],
  hashes: readonly string[],
  sealed: boolean,
): string[] {
  const named = new Set(measured.map(({ measurement }) => measurement.samplesSha256));
  const judged = sealed ? hashes : hashes.slice(0, hashes.findLastIndex(hash => named.has(hash)) + 1);
  return judged.flatMap((hash, i) => {
    if (!named.has(hash)) return [`samples line ${i + 1}${cellText(lines[i])}: no cell names it`];
    return hashes.indexOf(hash) < i ? [`samples line ${i + 1}${cellText(lines[i])}: it is there twice`] : [];
  });
}

function cellText(line: string | undefined): string {
  const sample = parseLine(line ?? '');
  return sample === null ? '' : ` of ${sample.cell}`;
}

export function checkStatistics(measured: readonly MeasuredLine[], file: SamplesFile | null): Finding {
  if (file === null) return notKnown('statistics', 'samples-pruned');
  const byHash = new Map(file.lines.map(line => [sha256(line), line]));
  const found = measured.map(({ cell, measurement }) => {
    const line = byHash.get(measurement.samplesSha256);
    return line === undefined ? null : statisticsProblems(cell, measurement, line);
  });
  const problems = found.flatMap(of => of ?? []);
  if (problems.length > 0) return broken('statistics', 'statistics-differ', {}, problems);
  const lost = found.filter(of => of === null).length;
  if (lost > 0) return notKnown('statistics', 'samples-lost', { cells: lost });
  return holds('statistics', 'statistics-hold', { cells: measured.length });
}

function statisticsProblems(cell: string, { stepMs, drift }: Measurement, line: string): string[] {
  const sample = parseLine(line);
  if (sample === null) return [`${cell}: its samples are no step times`];
  if (sample.cell !== cell) return [`${cell}: its samples are those of ${sample.cell}`];
  const again = roundStatistics(sample.stepMs);
  // Records of before it was kept have no order.
  const { order, ...rest } = again;
  const statistics = firstDifference(stepMs, stepMs.order === undefined ? rest : { ...rest, order });
  const drifts = drift === undefined ? null : firstDifference(drift, driftOf(sample.stepMs, drift.everyMs));
  const say = (of: string) => (difference: NonNullable<typeof drifts>) =>
    `${cell}: ${of}${difference.path} is ${difference.found}, by its samples ${difference.expected}`;
  return [
    ...(statistics === null ? [] : [say('stepMs')(statistics)]),
    ...(drifts === null ? [] : [say('drift')(drifts)]),
  ];
}

function parseLine(line: string): { readonly cell: string; readonly stepMs: readonly number[] } | null {
  try {
    return sampleLineSchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}
