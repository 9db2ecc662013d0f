/**
 * A suspected step, measured again tonight: the case by the previous runtime, or by the program of another checkout, and by tonight's, in
 * turns. What differs between nights cancels, so a ratio whose interval leaves out 1 is the update's. The machine must not be locked:
 * each turn locks it for itself.
 */
import * as z from 'zod';
import { loadCatalog } from '../../../reports/catalog/load.ts';
import { differenceOf } from '../../../reports/difference/difference.ts';
import { VERDICTS } from '../../../reports/difference/schema.ts';
import { type Absent, absent, absentSchema, intervalFields, isAbsent } from '../../../reports/figure.ts';
import type { RunRecord, Target } from '../../../results/record.ts';
import { thisSearch } from '../../detect/runners/this-search.ts';
import { RunFault, UsageError } from '../../errors.ts';
import { recordedSuiteFile } from '../../session/recorded-command.ts';
import { CLOCK } from '../../timing/clock.ts';
import { commandWords } from '../options/command-words.ts';
import { HELLO, type PreviousParts, previousRuntime, type Runtime, runtimeOf } from './previous-runtime.ts';
import { sideOf } from './sides.ts';
import { THIS_PROGRAM } from './turn-command.ts';
import { turnProcess } from './turn-process.ts';
import { type TurnSide, takeTurns } from './turns.ts';

/** Where a step is suspected. `target`: its id, the same in both records. */
export type Suspicion = {
  readonly case: string;
  readonly target: string;
  readonly strategy: string;
  /** The last run of the old level. */
  readonly before: RunRecord;
  /** Tonight's. */
  readonly now: RunRecord;
};

export type InterleavedRequest = {
  /** At least 5 for an interval. */
  readonly turns: number;
  /** The folder for the records of turns, apart from those of the history. */
  readonly out: string;
  /** The program of the previous checkout: `node /old/dist/harness/cli.js`; null: only the runtime may be the previous one. */
  readonly previous: string | null;
  readonly program?: readonly string[];
};

export type InterleavedParts = Pick<PreviousParts, 'interrupt'> &
  Partial<Pick<PreviousParts, 'place' | 'hello'>> & { readonly report: (turn: number, side: TurnSide) => void };

/** `ratio`: step time by tonight's ÷ by the previous. `before`, `now`: the paths of the records of turns. */
export const interleavedSchema = z.discriminatedUnion('available', [
  z.strictObject({
    available: z.literal(true),
    case: z.string(),
    turns: z.int().positive(),
    ratio: z.strictObject(intervalFields),
    verdict: z.enum(VERDICTS),
    before: z.array(z.string()),
    now: z.array(z.string()),
  }),
  absentSchema,
]);

export type Interleaved = Readonly<z.infer<typeof interleavedSchema>>;

/** What the turns found, or why there were none. UsageError for a `previous` that is no command; Interrupted where the signal fires. */
export async function interleaved(
  suspicion: Suspicion,
  request: InterleavedRequest,
  parts: InterleavedParts,
): Promise<Interleaved> {
  const { before, now, target: id } = suspicion;
  const [of, other] = [before, now].map(({ context }) => context.machine.id);
  if (of !== other) return absent('other-machine', { before: of ?? '', now: other ?? '' });
  if (now.context.concurrent === true) return absent('all-targets-at-once', { run: now.context.runId });
  const [ofBefore, ofNow] = [before, now].map(({ context }) => context.targets.find(target => target.id === id));
  if (ofBefore === undefined || ofNow === undefined) return absent('case-not-in-turns', { case: suspicion.case });
  const program = request.program ?? THIS_PROGRAM;
  const previousProgram = request.previous === null ? null : previousWords(request.previous);
  const { place = thisSearch.place, hello = HELLO, interrupt } = parts;
  const previous = await previousRuntime({ before: ofBefore, now: ofNow }, { place, hello, interrupt });
  // Another checkout computes by tonight's runtime where the previous one is not installed.
  if (isAbsent(previous) && previousProgram === null) return previous;
  const current = runtimeOf(ofNow);
  return measured(suspicion, request, parts, {
    A: turnOf(previousProgram ?? program, isAbsent(previous) ? current : previous, ofNow, suspicion),
    B: turnOf(program, current, ofNow, suspicion),
  });
}

/** A program by its words, with or without the command that it is to run. */
function previousWords(previous: string): readonly string[] {
  const words = commandWords(previous, '--previous');
  const program = words.at(-1) === 'run' ? words.slice(0, -1) : words;
  if (program.length === 0)
    throw new UsageError(`--previous '${previous}' names no program: give node /old/dist/harness/cli.js`);
  return program;
}

type TurnPlan = { readonly command: readonly string[]; readonly env: Readonly<Record<string, string>> };

async function measured(
  suspicion: Suspicion,
  { turns, out }: InterleavedRequest,
  { interrupt, report }: InterleavedParts,
  plans: Readonly<Record<TurnSide, TurnPlan>>,
): Promise<Interleaved> {
  const startedAt = CLOCK.now();
  const commands = { A: plans.A.command, B: plans.B.command };
  const run = { A: turnProcess(plans.A.env), B: turnProcess(plans.B.env) };
  const taken = await takeTurns({ commands, turns, out, startedAt }, { run, report, interrupt }).catch(failedTurns);
  if (isAbsent(taken)) return taken;
  const [catalog, now] = [loadCatalog(), CLOCK.now()];
  const sides = { a: sideOf('before', taken.a, catalog, now), b: sideOf('now', taken.b, catalog, now) };
  const work = differenceOf(sides.a, sides.b, 'turns')?.works.find(found => found.case === suspicion.case);
  const step = work?.metrics.find(({ metric }) => metric === 'step-time');
  if (work === undefined || step === undefined) return absent('case-not-in-turns', { case: suspicion.case });
  if (isAbsent(step.ratio)) return step.ratio;
  return {
    available: true,
    case: work.case,
    turns: step.ratio.rounds,
    ratio: step.ratio,
    verdict: step.verdict,
    before: taken.a.map(({ path }) => path),
    now: taken.b.map(({ path }) => path),
  };
}

/** A turn that does not end is an answer; an interrupt ends the night. */
function failedTurns(error: unknown) {
  if (!(error instanceof RunFault)) throw error;
  return absent('turn-failed', { words: error.message });
}

/** `run --suite nightly --only CASE --target torch-cuda:0 --strategy grouped --rounds 1 --no-products`: the case, and nothing else. */
function turnOf(
  program: readonly string[],
  runtime: Runtime | Absent,
  target: Target,
  { now: { context }, case: item, strategy }: Suspicion,
): TurnPlan {
  const { machine, command, suite } = context;
  const python = isAbsent(runtime) ? null : runtime;
  const options: readonly (readonly [string, string])[] = [
    ['--suite', recordedSuiteFile(command) ?? suite.name],
    ['--only', item],
    ['--target', python?.target ?? target.id],
    ['--strategy', strategy],
    ['--rounds', '1'],
    ...(python === null ? [] : [['--python', python.python] as const]),
    ...(machine.named ? [['--machine', machine.id] as const] : []),
  ];
  // A target inside the program needs no Python to be asked.
  const env = python?.env ?? (target.process === undefined ? { MOEBENCH_PYTHON: '' } : {});
  return { command: [...program, 'run', ...options.flat(), '--no-products'], env };
}
