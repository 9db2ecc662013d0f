/** The worker: `node worker.js job.json result.json`. One job a process; what goes wrong is a result too. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { faultFrom } from './faults.ts';
import { type Job, jobSchema, type Result } from './job.ts';
import { openOnnx } from './onnx/open.ts';
import { overhead } from './overhead.ts';
import { openProcess } from './process/open.ts';
import { prove } from './prove.ts';
import type { Open } from './steps.ts';
import { time } from './time.ts';

/** Where the job does not say. */
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
    return { kind: 'fault', fault: faultFrom(error) };
  }
}

/** What a target's runner is opened by: ONNX Runtime in this process, any other in its own. */
function openFor({ target, serve, answerWithinMs = ANSWER_WITHIN_MS }: Job): Open {
  if (target?.process === undefined) return openOnnx();
  return openProcess({ ...(serve === undefined ? {} : { serve }), timeoutMs: answerWithinMs, onPids: notePids });
}

/** Whoever ends this worker ends these processes too (harness/child.ts). */
function notePids(pids: readonly number[]): void {
  writeFileSync(`${resultPath}.pids`, JSON.stringify(pids));
}
