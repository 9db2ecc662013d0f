/** Runs the job of a cell in a fresh process, and judges how it ended. */
import type { Fault } from '../../results/schema/outcome.ts';
import { type Ending, runChild } from '../child.ts';
import { Interrupted } from '../interrupt.ts';
import { type Job, type Result, resultSchema } from '../runners/job.ts';

/** Runs a job to its end, whatever that is; rejects only when `interrupt` fires. The seam tests put a fake into. */
export type Executor = (job: Job, timeoutMs: number, interrupt: AbortSignal) => Promise<Result>;

const WORKER = new URL('../runners/worker.js', import.meta.url);
const LAST_WORDS = 4096;

export const runInWorker: Executor = async (job, timeoutMs, interrupt) => {
  const { ending, stderr, result } = await runChild(WORKER, job, { timeoutMs, interrupt });
  if (interrupt.aborted) throw new Interrupted('interrupted');
  const isComplete = ending.kind === 'exit' && ending.code === 0 && result !== null;
  return isComplete ? parseResult(result) : { kind: 'fault', fault: faultOf(ending, stderr) };
};

/** A worker's result; one that its schema refuses (a measurement without numbers) is a fault, not the end of the run. */
export function parseResult(text: string): Result {
  const parsed = resultSchema.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const message = `the worker's result does not hold: ${issue?.path.join('.')}: ${issue?.message}`;
  return { kind: 'fault', fault: { code: 'internal', message, detail: text.slice(0, LAST_WORDS) } };
}

/** Names what killed a worker that left no result. */
export function faultOf(ending: Ending, stderr: string): Fault {
  const detail = stderr.slice(-LAST_WORDS);
  if (ending.kind === 'timeout') {
    return { code: 'timeout', message: `no result within ${ending.timeoutMs} ms`, detail };
  }
  if (ending.kind === 'not-started') {
    return { code: 'crash', message: `the worker could not be started: ${ending.reason}`, detail };
  }
  // The kernel's out-of-memory killer sends SIGKILL; so may anyone, but then the kernel's count has not moved.
  const killed = ending.signal === 'SIGKILL' && ending.oomKills !== false;
  if (killed || /bad_alloc|heap out of memory|Cannot allocate memory/i.test(stderr)) {
    return { code: 'out-of-memory', message: 'the worker was killed for memory', detail };
  }
  const how = ending.signal === null ? `exit code ${ending.code}` : `signal ${ending.signal}`;
  return { code: 'crash', message: `the worker ended with ${how} and no result`, detail };
}
