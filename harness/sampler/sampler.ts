/**
 * The sampler's process: `node sampler.js job.json out.jsonl`. `find` writes what sensors there are and what is
 * told of their devices now; `sample` goes on to look
 * at them until it is killed, or whoever started it is gone. What it writes can be read while it runs.
 */
import { openSync, readFileSync, writeSync } from 'node:fs';
import { setTimeout as timer } from 'node:timers/promises';
import * as z from 'zod';
import { monotonicMs } from '../timing/clock.ts';
import { firstOfEach } from '../vendors/sensing/extent.ts';
import { type SensorWorld, sensorWorld } from '../vendors/sensing/world.ts';
import { findSensors, SOURCES } from '../vendors/sources.ts';
import { infoOf, lineText, RECORDING_SCHEMA, type RecordingLine } from './recording.ts';
import { replayFiles } from './replay.ts';
import { type SamplerProcess, sample, tellConditions } from './sampling.ts';

export const samplerJobSchema = z.strictObject({
  kind: z.enum(['find', 'sample']),
  /** Recordings to play beside this machine's own sensors. */
  replay: z.array(z.string()),
  /** Also the sources that read what another one reads already. */
  every: z.boolean(),
});

const [jobPath, outPath] = process.argv.slice(2);
if (jobPath === undefined || outPath === undefined) throw new Error('usage: sampler.js job.json out.jsonl');
const job = samplerJobSchema.parse(JSON.parse(readFileSync(jobPath, 'utf8')));

const out = openSync(outPath, 'a');
const write = (lines: readonly RecordingLine[]) => {
  writeSync(out, lines.map(lineText).join(''));
};

let toolRuns = 0;
const world: SensorWorld = {
  ...sensorWorld,
  run: (...command) => {
    toolRuns += 1;
    return sensorWorld.run(...command);
  },
};

const parent = process.ppid;
const still = new Int32Array(new SharedArrayBuffer(4));
const self: SamplerProcess = {
  nowMs: monotonicMs,
  cpuMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  toolRuns: () => toolRuns,
  sleep: async (ms, idle) => {
    // Stopping the thread costs half of what a timer of the event loop does; but a tool's answer comes through that loop.
    if (idle) Atomics.wait(still, 0, 0, ms);
    else await timer(ms);
  },
  write,
  goesOn: () => process.ppid === parent,
};

const { sensors, refusals } = await findSensors(world, [...replayFiles(job.replay, monotonicMs), ...SOURCES]);
const looked = job.every ? sensors : firstOfEach(sensors);
write([{ kind: 'sensors', schema: RECORDING_SCHEMA, sensors: looked.map(infoOf), refusals: [...refusals] }]);
if (job.kind === 'find') await tellConditions(looked, self);
else if (looked.length > 0) await sample(looked, self);
// A driver's own threads may outlive what was asked of it.
process.exit(0);
