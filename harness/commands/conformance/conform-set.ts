/** `moebench conform --command` without a model: a line a workload of the short set. */
import pc from 'picocolors';
import * as z from 'zod';
import type { Language } from '../../../reports/words/language.ts';
import { faultText } from '../../../results/note-text.ts';
import type { Proof } from '../../../results/schema/proof.ts';
import { workloadSha256 } from '../../../suites/identity.ts';
import { type Dtype, workloadSchema } from '../../../suites/workload.ts';
import { runInWorker } from '../../cells/cell.ts';
import { lastLine } from '../../detect/runners/complaints.ts';
import type { Result } from '../../runners/job.ts';
import { aligned } from '../text/terminal.ts';
import { CONFORM_TEXT_WORDS, type ConformTextWords } from '../words/conform-text-words.ts';
import { conformanceSet } from './conformance-set.ts';
import type { ForeignRunner } from './foreign-runner.ts';

export const CONFORMANCE_SET_SCHEMA = 'moebench.conformance-set/1';

const outcomeSchema = z.discriminatedUnion('status', [
  z.strictObject({
    status: z.enum(['holds', 'fails']),
    kernel: z.string().nullable(),
    /** The tensor, or the loss, that is furthest off for what it is allowed; error null: it is missing, or no number. */
    worst: z.strictObject({ name: z.string(), error: z.number().nullable(), tolerance: z.number() }).nullable(),
    /** Choices of experts that differ from the oracle's, and those no near tie explains. */
    flips: z.int(),
    unexplained: z.int(),
  }),
  z.strictObject({ status: z.enum(['unsupported', 'fault']), code: z.string(), message: z.string() }),
]);

export const conformanceSetSchema = z.strictObject({
  schema: z.literal(CONFORMANCE_SET_SCHEMA),
  command: z.array(z.string()),
  runner: z.string(),
  versions: z.record(z.string(), z.string()),
  device: z.string(),
  strategy: z.string(),
  workloads: z.array(
    z.strictObject({ name: z.string(), workload: workloadSchema, sha256: z.string(), outcome: outcomeSchema }),
  ),
  /** Something holds, and nothing fails: what the runner calls unsupported is no failure. */
  holds: z.boolean(),
});

export type ConformanceSet = Readonly<z.infer<typeof conformanceSetSchema>>;
type Outcome = Readonly<z.infer<typeof outcomeSchema>>;

const TIMEOUT_MS = 10 * 60_000;
/** Steps a train-step is followed for. */
const STEPS = 3;

/** Proves the runner on every workload of the set, one after another. */
export async function conformSet(
  { target, strategy }: ForeignRunner,
  dtype: Dtype,
  interrupt: AbortSignal,
): Promise<ConformanceSet> {
  const command = target.process?.command ?? [];
  const workloads: ConformanceSet['workloads'] = [];
  for (const [name, workload] of conformanceSet(dtype)) {
    const job = { kind: 'prove', workload, target, strategy, steps: STEPS } as const;
    const result = await runInWorker(job, TIMEOUT_MS, interrupt);
    const outcome = result.kind === 'proof' && result.proof !== null ? judged(result.proof) : refused(result);
    workloads.push({ name, workload, sha256: workloadSha256(workload), outcome });
  }
  const statuses = workloads.map(({ outcome }) => outcome.status);
  return {
    schema: CONFORMANCE_SET_SCHEMA,
    command: [...command],
    runner: target.runner,
    versions: target.process?.versions ?? {},
    device: target.process?.device ?? '',
    strategy,
    workloads,
    holds: statuses.includes('holds') && statuses.every(status => status === 'holds' || status === 'unsupported'),
  };
}

function judged({ holds, kernel, tensors, loss, routing }: Proof): Outcome {
  const all = [...tensors, ...(loss === null ? [] : [{ name: 'loss', ...loss }])];
  const excess = ({ error, tolerance }: (typeof all)[number]) => (error ?? Number.POSITIVE_INFINITY) / tolerance;
  const [worst] = all.toSorted((a, b) => excess(b) - excess(a));
  return {
    status: holds ? 'holds' : 'fails',
    kernel,
    worst: worst === undefined ? null : { name: worst.name, error: worst.error, tolerance: worst.tolerance },
    flips: routing?.flips ?? 0,
    unexplained: routing?.unexplained ?? 0,
  };
}

function refused(result: Result): Outcome {
  if (result.kind !== 'fault') throw new Error(`the worker answered with a ${result.kind}`);
  const { code, detail } = result.fault;
  const words = code === 'unsupported' ? '' : lastLine(detail);
  const message = result.what ?? faultText(result.fault);
  const messageWithWords = words === '' ? message : `${message} ("${words}")`;
  return { status: code === 'unsupported' ? 'unsupported' : 'fault', code, message: messageWithWords };
}

const COLOURS = { holds: pc.green, fails: pc.red, unsupported: pc.dim, fault: pc.red };

export function conformanceSetText(
  { runner, device, strategy, workloads, holds }: ConformanceSet,
  language: Language = 'en',
): string {
  const words = CONFORM_TEXT_WORDS[language];
  const rows = aligned(
    workloads.map(({ name, outcome }) => [words.statuses[outcome.status], name, outcomeText(outcome, words)]),
    [],
  );
  const lines = rows.map((line, i) => (workloads[i] === undefined ? line : COLOURS[workloads[i].outcome.status](line)));
  const verdict = holds ? pc.green(words.holds(runner)) : pc.red(words.fails(runner));
  return [words.by(verdict, device, strategy), '', ...lines, ''].join('\n');
}

function outcomeText(outcome: Outcome, words: ConformTextWords): string {
  if ('message' in outcome) {
    return outcome.status === 'fault' ? `${outcome.code}${words.colon}${outcome.message}` : outcome.message;
  }
  const { worst, flips, unexplained } = outcome;
  const error = worst?.error?.toExponential(1) ?? words.noNumber;
  const furthest = worst === null ? [] : [words.worst(worst.name, error, worst.tolerance.toExponential(1))];
  const choices = flips === 0 ? [] : [words.choices(flips, unexplained)];
  return [...furthest, ...choices].join(words.semicolon);
}
