/** The worker: `node worker.js job.json result.json`. One job a process; an error is a result too. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { RunnerFault } from './fault.ts';
import { faultFrom } from './faults.ts';
import { type Job, jobSchema, type Result } from './job.ts';
import { openOnnx } from './onnx/open.ts';
import { overhead } from './overhead.ts';
import { openProcess } from './process/open.ts';
import { prove } from './prove.ts';
import type { Open } from './steps.ts';
import { time } from './time.ts';

/** For a job that gives no limit. */
const ANSWER_WITHIN_MS = 120_000;

const [jobPath, resultPath] = process.argv.slice(2);
if (jobPath === undefined || resultPath === undefined) throw new Error('usage: worker.js job.json result.json');

const result = await perform(jobSchema.parse(JSON.parse(readFileSync(jobPath, 'utf8'))));
writeFileSync(`${resultPath}.part`, JSON.stringify(result));
renameSync(`${resultPath}.part`, resultPath);
// Native threads of a provider may outlive their session; the result is on disk, so do not wait for them.
process.exit(0);

async function perform(job: Job): Promise<Result> {
  try {
    switch (job.kind) {
      case 'prove':
        return await prove(job, openFor(job));
      case 'time':
        return await time(job, openFor(job));
      case 'overhead':
        return await overhead(job, openFor(job));
    }
  } catch (error) {
    const what = error instanceof RunnerFault ? { what: error.what } : {};
    return { kind: 'fault', fault: faultFrom(error), ...what };
  }
}

/** Opens a target's runner: ONNX Runtime in this process, any other in a process of its own. */
function openFor({ target, serve, answerWithinMs = ANSWER_WITHIN_MS }: Job): Open {
  if (target?.process === undefined) return openOnnx();
  return openProcess({ ...(serve === undefined ? {} : { serve }), timeoutMs: answerWithinMs, onPids: notePids });
}

/** Processes that are ended together with this worker (harness/child.ts). */
function notePids(pids: readonly number[]): void {
  writeFileSync(`${resultPath}.pids`, JSON.stringify(pids));
}
