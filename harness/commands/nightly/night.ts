/** A night: run, check, interleaved comparison, report, outputs. Each stage after the run is done whatever became of the others. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Check } from '../../../reports/regressions/schema.ts';
import type { Language } from '../../../reports/words/language.ts';
import { onDisk } from '../../../results/disk.ts';
import { machineKey } from '../../../results/history/runs.ts';
import { onInterrupt } from '../../interrupt.ts';
import type { FinishedRun } from '../../session/finished-run.ts';
import type { RunRequest } from '../../session/request.ts';
import { CLOCK } from '../../timing/clock.ts';
import { checkOf } from '../history/check.ts';
import { type Output, writeOutputs } from '../history/outputs.ts';
import type { makeReport } from '../report.ts';
import { NIGHT_TEXT_WORDS } from '../words/check-text-words.ts';
import { type Compared, type CompareRequest, compareSuspected } from './compare.ts';
import type { NightFacts } from './exit.ts';
import { runTonight } from './run-tonight.ts';
import { type StageFailure, type Stages, stagesOf } from './stages.ts';

type Site = Awaited<ReturnType<typeof makeReport>>;

export type Night = Omit<NightFacts, 'failures'> & {
  readonly finished: FinishedRun | null;
  readonly check: Check | null;
  readonly interleaved: readonly Compared[];
  /** null: it could not be made. */
  readonly site: Site | null;
  readonly outputs: readonly Output[];
  readonly failures: readonly StageFailure[];
};

export type NightRequest = {
  readonly run: RunRequest;
  /** null: no suspected step is measured again. */
  readonly compare: Pick<CompareRequest, 'out' | 'previous'> | null;
  readonly makeSite: () => Promise<Site>;
  readonly outputs: readonly Output[];
  readonly say: (text: string) => void;
  /** Left out: English. */
  readonly language?: Language;
};

/** UsageError for a run that cannot begin as it was asked for; Interrupted where nothing was begun. Everything else is in the night. */
export async function nightOf(request: NightRequest): Promise<Night> {
  const { run, compare, makeSite, outputs, say, language = 'en' } = request;
  const stages = stagesOf(failure => say(failureText(failure, language)));
  const { maxMinutes } = run;
  const sinceMs = CLOCK.monotonicMs();
  const { finished, measured } = await runTonight(run, stages, language);
  if (finished === null) {
    const nothing = { check: null, interleaved: [], site: null, outputs: [] };
    return { finished, run: null, measured, ...nothing, failures: stages.failures() };
  }
  const limit = maxMinutes === undefined ? null : { untilMs: sinceMs + maxMinutes * 60_000, minutes: maxMinutes };
  const machine = machineKey(finished.record);
  const checkNow = () => stages.stage('check', () => checkOf(run.out, { machine }));
  const before = await checkNow();
  const isComparable = compare !== null && before !== null && finished.status === 'finished';
  const compared = isComparable
    ? await comparedIn(stages, before, { results: run.out, ...compare, limit }, say)
    : NOT_COMPARED;
  const hasAgreed = compared.steps.some(({ result }) => result.available && result.verdict === 'more');
  const check = hasAgreed ? await checkNow() : before;
  const site = await stages.stage('report', makeSite);
  const written = check === null ? null : await stages.stage('outputs', () => writtenOutputs(outputs, run.out, check));
  return {
    finished,
    run: compared.interrupted ? { ...finished, status: 'interrupted' } : finished,
    measured: finished.measured,
    check,
    interleaved: compared.steps,
    site,
    outputs: written ?? [],
    failures: stages.failures(),
  };
}

const NOT_COMPARED: { readonly steps: readonly Compared[]; readonly interrupted: boolean } = {
  steps: [],
  interrupted: false,
};

/** Ctrl-C ends the turns; the night still gets its page. */
async function comparedIn(stages: Stages, check: Check, request: CompareRequest, say: (text: string) => void) {
  const interrupt = onInterrupt();
  try {
    const parts = { interrupt: interrupt.signal, say };
    const compare = () => compareSuspected(check, request, parts);
    const steps = await stages.stage('interleaved', () =>
      compare().catch((error: unknown) => {
        if (interrupt.signal.aborted) return [];
        throw error;
      }),
    );
    return { steps: steps ?? [], interrupted: interrupt.signal.aborted };
  } finally {
    interrupt.ignoreFromNow();
  }
}

async function writtenOutputs(outputs: readonly Output[], results: string, check: Check): Promise<readonly Output[]> {
  for (const { path } of outputs) onDisk(path, () => mkdirSync(dirname(path), { recursive: true }));
  if (outputs.length > 0) await writeOutputs(outputs, { results, check });
  return outputs;
}

/** A bug has its stack. */
function failureText({ stage, message, stack }: StageFailure, language: Language): string {
  const words = NIGHT_TEXT_WORDS[language];
  const name = words.stages[stage] ?? stage;
  return stack === null ? words.stage(name, message) : `${words.bug(name)}\n${stack}`;
}
