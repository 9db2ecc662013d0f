/** The worker: `node worker.js job.json result.json`. One job a process; what goes wrong is a result too. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Fault } from '../../../results/record.ts';
import { type Job, jobSchema, type Result } from '../job.ts';
import { prove } from './prove.ts';
import { time } from './time.ts';

const [jobPath, resultPath] = process.argv.slice(2);
if (jobPath === undefined || resultPath === undefined) throw new Error('usage: worker.js job.json result.json');

const result = await perform(jobSchema.parse(JSON.parse(readFileSync(jobPath, 'utf8'))));
writeFileSync(`${resultPath}.part`, JSON.stringify(result));
renameSync(`${resultPath}.part`, resultPath);
// Native threads of a provider may outlive their session; the result is on disk, so do not wait for them.
process.exit(0);

async function perform(job: Job): Promise<Result> {
  try {
    return job.kind === 'prove' ? await prove(job.workload, job.target, job.steps) : await time(job);
  } catch (error) {
    return { kind: 'fault', fault: classify(error) };
  }
}

/** A runtime's own words as a fault of ours. What is not recognised is internal, words kept. */
function classify(error: unknown): Fault {
  const message = error instanceof Error ? error.message : String(error);
  const detail = (error instanceof Error ? (error.stack ?? '') : '').slice(0, 4096);
  const line = message.split('\n')[0] ?? message;
  if (
    /bad_alloc|out of memory|failed to allocate|Array buffer allocation failed|Invalid typed array length/i.test(
      message,
    )
  ) {
    return { code: 'out-of-memory', message: line, detail };
  }
  if (/No supported adapters|no available backend|adapter_result|EP Error|not available/i.test(message)) {
    return { code: 'provider-missing', message: line, detail };
  }
  if (/NOT_IMPLEMENTED|not supported|Could not find an implementation/i.test(message)) {
    return { code: 'unsupported', message: line, detail };
  }
  return { code: 'internal', message: line, detail };
}
