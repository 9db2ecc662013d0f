/** What a self-test has to say: lines for people, a document for programs. */

import pc from 'picocolors';
import * as z from 'zod';
import { durationText } from '../../../reports/format.ts';
import type { InEvery, Language } from '../../../reports/words/language.ts';
import { selftestText as selftestFinding } from '../../../reports/words/notes/selftest-text.ts';
import { noteText } from '../../../results/note-text.ts';
import type { Check } from '../../../results/selftest/checks.ts';
import type { Finding } from '../../../results/selftest/finding.ts';
import { findingText } from '../../../results/selftest/finding-text.ts';
import { type Selftest, selftestOf, selftestSchema } from '../../../results/selftest/selftest.ts';
import { roughPercent } from '../../../results/significant.ts';
import type { FinishedRun } from '../../session/finished-run.ts';
import { finishedRunFields, finishedRunValues } from '../finished-run.ts';
import { RUN_TEXT_WORDS } from '../words/run-text-words.ts';
import { answer, type Screen, type Section, screenText } from './screen.ts';
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
  return { schema: SELFTEST_SCHEMA, ...finishedRunValues(finished), selftest: withTexts(selftest) };
}

/** With the sentence of each finding. */
const withTexts = (selftest: Selftest): Selftest => ({
  ...selftest,
  targets: selftest.targets.map(target => ({
    ...target,
    checks: target.checks.map(check => ({ ...check, text: findingText(check) })),
    sensors: { ...target.sensors, reason: written(target.sensors.reason) },
  })),
});

const written = (reason: Finding | null): Finding | null =>
  reason === null ? null : { ...reason, text: findingText(reason) };

export function selftestText(document: SelftestDocument, screen: Screen): string {
  const { selftest, record, status, measured, failed } = document;
  const path = displayPath(record);
  const { language = 'en' } = screen;
  const words = RUN_TEXT_WORDS[language];
  const counts = words.counts(measured, failed, 0);
  const end =
    status === 'interrupted'
      ? words.interrupted(counts, `moebench selftest --resume ${path}`)
      : words.end(counts, path);
  const targets = selftest.targets.flatMap(target => targetSections(target, selftest.workload.id, language));
  return screenText([...targets, answer([end])], screen);
}

const PAINT: Readonly<Record<Check['status'], (text: string) => string>> = {
  holds: pc.green,
  fails: pc.red,
  unavailable: pc.yellow,
};

const CHECK_STATES: InEvery<Readonly<Record<Check['status'], string>>> = {
  en: { holds: 'holds', fails: 'fails', unavailable: 'unavailable' },
  zh: { holds: '成立', fails: '不成立', unavailable: '无法得知' },
};

/** Checks that do not hold are always printed; checks that hold and the figures behind them as far as there is room. */
function targetSections(target: OfTarget, workload: string, language: Language): readonly Section[] {
  const states = CHECK_STATES[language];
  const lines = aligned(
    target.checks.map(found => [
      found.check,
      PAINT[found.status](states[found.status]),
      selftestFinding(found, language),
    ]),
  ).map(line => [line]);
  const isHolding = (_: unknown, index: number) => target.checks[index]?.status === 'holds';
  const holding = lines.filter(isHolding);
  const others = lines.filter((line, index) => !isHolding(line, index));
  const title = [pc.bold(`${target.target}  ${workload}`)];
  const rest = { shown: 'room', name: 'checks that hold', joined: true } as const;
  const figures = aligned(figureRows(target)).map(line => [line]);
  return [
    { heading: title, entries: others, shown: 'always', name: 'checks' },
    others.length === 0
      ? { heading: title, entries: holding, shown: 'always', name: 'checks' }
      : { heading: [], entries: holding, ...rest },
    { heading: [], entries: figures, shown: 'all-or-none', name: 'figures' },
  ];
}

function figureRows(target: OfTarget): readonly (readonly string[])[] {
  return [
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
}

function noiseText({ spread }: OfTarget): string {
  if (spread === null) return 'not measured';
  const { betweenRounds, withinRounds, medianMs, rounds } = spread;
  return `fresh processes vary by ${roughPercent(betweenRounds)}, steps of one by ${roughPercent(withinRounds)}; a step takes ${durationText(medianMs)}; ${rounds} rounds of both`;
}

function disturbedText({ disturbed: { looked, disturbed } }: OfTarget): string {
  return looked === 0 ? 'not known' : `${disturbed} of ${looked} cells (docs/method/quiet-machine.md)`;
}

function differenceRows({ smallestDifferences }: OfTarget): string[][] {
  if (smallestDifferences.length === 0) return [['differences', 'too few rounds to state the smallest difference']];
  return smallestDifferences.map(({ rounds, interleaved, apart, comparisons, method }) => {
    const how = method === 'observed' ? '95th percentile' : 'as if normal';
    return [
      'differences',
      `below ${roughPercent(interleaved)} within a run and ${roughPercent(apart)} between runs is noise at ${rounds} rounds (${how} of ${comparisons} comparisons)`,
    ];
  });
}

function windowText({ harness: { wholeWindow } }: OfTarget): string {
  if (!wholeWindow.available) return noteText(wholeWindow);
  const { point, low, high, rounds } = wholeWindow;
  return `with everything around its steps ${roughPercent(point)} longer than a bare loop (${roughPercent(low)} to ${roughPercent(high)}, ${rounds} processes)`;
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
