/** The worker: `node worker.js job.json result.json`. One job a process; what goes wrong is a result too. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type Job, jobSchema, type Result } from '../job.ts';
import { faultFrom } from './faults.ts';
import { overhead } from './overhead.ts';
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
    switch (job.kind) {
      case 'prove':
        return await prove(job.workload, job.target, job.steps);
      case 'time':
        return await time(job);
      case 'overhead':
        return await overhead(job);
    }
  } catch (error) {
    return { kind: 'fault', fault: faultFrom(error) };
  }
}
