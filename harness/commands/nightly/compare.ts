/** Suspected steps of tonight, each measured again in turns with the previous runtime or program. What agrees is kept for the next nights. */
import { basename } from 'node:path';
import { absent } from '../../../reports/figure.ts';
import type { Check } from '../../../reports/regressions/schema.ts';
import { type Agreement, INTERLEAVED_SCHEMA } from '../../../results/history/interleaved.ts';
import { addAgreements, agreementsPath } from '../../../results/history/interleaved-file.ts';
import type { RunRecord } from '../../../results/record.ts';
import { readRecords, recordFiles } from '../../../results/store.ts';
import { CLOCK } from '../../timing/clock.ts';
import { USUAL_TURNS } from '../history/diff.ts';
import { type Interleaved, interleaved } from '../history/interleaved.ts';
import { observationsIn } from '../history/observations.ts';
import { type SuspectedStep, suspectedSteps } from './suspicions.ts';

export type Compared = {
  readonly case: string;
  readonly target: string;
  readonly strategy: string;
  readonly result: Interleaved;
};

export type CompareRequest = {
  readonly results: string;
  /** The folder for the records of turns. */
  readonly out: string;
  /** The program of the previous checkout; null: only the runtime may be the previous one. */
  readonly previous: string | null;
  /** When the night has to end, by the monotonic clock, and the minutes it has; null: any time. */
  readonly limit: { readonly untilMs: number; readonly minutes: number } | null;
};

/** Nights that the last judged run of the old level is looked for in. */
const LAST_NIGHTS = 400;

/** Interrupted where the signal fires: agreements so far are on disk. */
export async function compareSuspected(
  check: Check,
  request: CompareRequest,
  { interrupt, say }: { readonly interrupt: AbortSignal; readonly say: (text: string) => void },
): Promise<readonly Compared[]> {
  if (check.counts.suspected === 0) return [];
  const steps = suspectedSteps(check, await observationsIn(request.results, { lastNights: LAST_NIGHTS }));
  const compared: Compared[] = [];
  for (const step of steps) {
    const { target, strategy } = step.series;
    const report = (turn: number, side: 'A' | 'B') =>
      say(`${step.case} on ${target}: turn ${turn + 1} of ${USUAL_TURNS}, ${side === 'A' ? 'previous' : 'tonight’s'}`);
    const result = await comparedStep(step, request, { interrupt, report });
    addAgreements(agreementsPath(request.results), agreementOf(step, result));
    compared.push({ case: step.case, target, strategy, result });
  }
  return compared;
}

async function comparedStep(
  step: SuspectedStep,
  { results, out, previous, limit }: CompareRequest,
  parts: Parameters<typeof interleaved>[2],
): Promise<Interleaved> {
  if (limit !== null && CLOCK.monotonicMs() >= limit.untilMs) return absent('no-time-left', { minutes: limit.minutes });
  const [before, now] = [recordOf(step.before, results), recordOf(step.now, results)];
  if (before === null || now === null) return absent('case-not-in-turns', { case: step.case });
  const { target, strategy } = step.series;
  const suspicion = { case: step.case, target, strategy, before, now };
  return interleaved(suspicion, { turns: USUAL_TURNS, out, previous }, parts);
}

/** A record's file has the name of its run. */
function recordOf(runId: string, results: string): RunRecord | null {
  const file = recordFiles(results).find(path => basename(path) === `${runId}.jsonl`);
  return file === undefined ? null : (readRecords(file).records[0] ?? null);
}

/** Tonight's steps take longer beyond doubt: the step is an update's, and no night has to agree. */
function agreementOf({ series, first }: SuspectedStep, result: Interleaved): readonly Agreement[] {
  if (!result.available || result.verdict !== 'more') return [];
  const comparedAt = CLOCK.now().toISOString();
  const place = { series, metric: 'step-time', first: { runId: first } } as const;
  return [{ schema: INTERLEAVED_SCHEMA, comparedAt, ...place, ratio: result.ratio }];
}
