/** What a self-test has to say: lines for people, a document for programs. */

import pc from 'picocolors';
import { z } from 'zod';
import { durationText } from '../../../reports/format.ts';
import { noteText } from '../../../results/note-text.ts';
import { type Check, percent } from '../../../results/selftest/checks.ts';
import { type Selftest, selftestOf, selftestSchema } from '../../../results/selftest/selftest.ts';
import { finishedRunFields, finishedRunValues } from '../finished-run.ts';
import type { FinishedRun } from '../run.ts';
import { aligned, displayPath } from './terminal.ts';

export const SELFTEST_SCHEMA = 'moebench.selftest/2';

export const selftestDocumentSchema = z.strictObject({
  schema: z.literal(SELFTEST_SCHEMA),
  ...finishedRunFields,
  selftest: selftestSchema,
});

export type SelftestDocument = Readonly<z.infer<typeof selftestDocumentSchema>>;
type OfTarget = Selftest['targets'][number];

export function selftestDocument(finished: FinishedRun): SelftestDocument {
  const { record } = finished;
  const selftest = selftestOf(record);
  if (selftest === null) throw new TypeError(`${record.path} is of no self-test`);
  return { schema: SELFTEST_SCHEMA, ...finishedRunValues(finished), selftest };
}

export function selftestText({ selftest, record, status, measured, failed }: SelftestDocument): string {
  const path = displayPath(record);
  const counts = `${measured} cells measured, ${failed} failed`;
  const end =
    status === 'interrupted'
      ? `Interrupted: ${counts}; go on with: moebench selftest --resume ${path}`
      : `${counts}. Record: ${path}`;
  const body = selftest.targets.flatMap(target => [...targetLines(target, selftest.workload.id), '']);
  return `${[...body, end].join('\n')}\n`;
}

const PAINT: Readonly<Record<Check['status'], (text: string) => string>> = {
  holds: pc.green,
  fails: pc.red,
  unavailable: pc.yellow,
};

function targetLines(target: OfTarget, workload: string): string[] {
  const checks = target.checks.map(({ check, status, message }) => [check, PAINT[status](status), message]);
  const figures = [
    ['noise', noiseText(target)],
    ['disturbed', disturbedText(target)],
    ...differenceRows(target),
    ['window', windowText(target)],
    ['cell', cellText(target)],
    ['clock', clockText(target)],
    ...target.sensors.readings.map(({ sensor, boundary, energyJ }) => [
      sensor,
      energyJ.available
        ? `${Number(energyJ.value.toPrecision(4))} J (${boundary}, ${energyJ.method})`
        : noteText(energyJ),
    ]),
  ];
  return [pc.bold(`${target.target}  ${workload}`), ...aligned(checks), '', ...aligned(figures)];
}

function noiseText({ spread }: OfTarget): string {
  if (spread === null) return 'not measured';
  const { betweenRounds, withinRounds, medianMs, rounds } = spread;
  return `fresh processes vary by ${percent(betweenRounds)}, steps of one by ${percent(withinRounds)}; a step takes ${durationText(medianMs)}; ${rounds} rounds of both`;
}

function disturbedText({ disturbed: { looked, disturbed } }: OfTarget): string {
  return looked === 0 ? 'it cannot be told' : `${disturbed} of ${looked} cells (docs/METHOD.md, Quiet machine)`;
}

function differenceRows({ smallestDifferences }: OfTarget): string[][] {
  if (smallestDifferences.length === 0) return [['differences', 'too few rounds to say what equal things differ by']];
  return smallestDifferences.map(({ rounds, interleaved, apart, comparisons, method }) => {
    const how = method === 'observed' ? '95th percentile' : 'as if normal';
    return [
      'differences',
      `below ${percent(interleaved)} within a run and ${percent(apart)} between runs cannot be told from noise at ${rounds} rounds (${how} of ${comparisons} comparisons)`,
    ];
  });
}

function windowText({ harness: { wholeWindow } }: OfTarget): string {
  if (!wholeWindow.available) return noteText(wholeWindow);
  const { point, low, high, rounds } = wholeWindow;
  return `with all around its steps ${percent(point)} longer than a bare loop (${percent(low)} to ${percent(high)}, ${rounds} processes)`;
}

function cellText({ cell }: OfTarget): string {
  if (cell === null) return 'not measured';
  const { cellMs, windowMs, warmupMs, sessionMs, graphMs, restMs, proofMs } = cell;
  const parts = `window ${durationText(windowMs)}, warm-up ${durationText(warmupMs)}, session ${durationText(sessionMs)}, graph ${durationText(graphMs)}, process, data and files ${durationText(restMs)}`;
  return `${durationText(cellMs)}: ${parts}${proofMs === null ? '' : `; the proof ${durationText(proofMs)}`}`;
}

function clockText({ harness: { clock } }: OfTarget): string {
  return clock === null
    ? 'not measured'
    : `a tick is ${durationText(clock.tickMs)}, reading it takes ${durationText(clock.readingMs)}`;
}
