/** A run staged without machine or processes: jobs are answered by a play, lines are kept in memory. */
import type { Progress, RunOptions } from '../../harness/cells/run-options.ts';
import type { DeviceLooks } from '../../harness/energy/device-looks.ts';
import type { HostLook } from '../../harness/quiet/host-look.ts';
import { runPlan } from '../../harness/run.ts';
import type { Job, Result } from '../../harness/runners/job.ts';
import type { Cell, RunRecord } from '../../results/record.ts';
import type { Fault } from '../../results/schema/outcome.ts';
import { unavailable } from '../../results/schema/reading.ts';
import type { Unchained } from '../../results/seal.ts';
import type { RunWriter } from '../../results/store.ts';
import { sha256 } from '../../suites/identity.ts';
import {
  contextOf,
  measuredResult,
  NO_ENERGY,
  provenResult,
  type RunParts,
  WORKER_PID,
} from '../results/small-record.ts';

export const faultOf = (code: Fault['code']): Result => ({
  kind: 'fault',
  fault: { code, message: 'made up', detail: '' },
});
export const well = (job: Job): Result => (job.kind === 'prove' ? provenResult : measuredResult);

/** What a job is about, for expectations: `time cpu balanced`. */
export const nameOf = ({ kind, target: where, workload }: Job): string =>
  `${kind} ${where?.id} ${workload.part === 'moe-layer' ? workload.routing.kind : 'gemm'}`;

export type Play = (job: Job, count: number) => Result | Promise<Result>;

export type Stage = RunParts & {
  readonly play?: Play;
  readonly before?: readonly Unchained[];
  readonly interrupt?: AbortSignal;
  /** The host after so many jobs; in nobody else's hands, unless told otherwise. */
  readonly look?: (jobs: number) => HostLook;
  readonly device?: DeviceLooks;
  readonly onLine?: (line: Unchained) => void;
  /** In place of the timed cells. */
  readonly cells?: readonly Cell[];
  /** How long each job takes; 0: none takes any time. */
  readonly jobMs?: number;
} & Pick<RunOptions, 'beforeCell' | 'samplerShare' | 'limit'>;

/** Runs a small plan against an executor that plays back results and a writer that only remembers. */
export async function staged({
  play = well,
  before,
  interrupt = new AbortController().signal,
  look = jobs => hostAfter(jobs),
  device = unavailable('on-the-host'),
  onLine = () => undefined,
  ...parts
}: Stage) {
  const { cells, beforeCell, samplerShare, limit, jobMs = 0 } = parts;
  const planned = contextOf(parts);
  const proofs = planned.plan.filter(({ kind }) => kind === 'proof');
  const context = cells === undefined ? planned : { ...planned, plan: [...proofs, ...cells] };
  const events: string[] = [];
  const lines: Unchained[] = [];
  const jobs: Job[] = [];
  const progress: Progress[] = [];
  const meetings: string[] = [];
  const writer: RunWriter = {
    path: 'memory',
    append: line => {
      lines.push(line);
      onLine(line);
      events.push(line.kind === 'proof' || line.kind === 'cell' ? `wrote ${line.outcome.status}` : line.kind);
    },
    appendSamples: (cell, samplesMs) => {
      events.push(`samples ${samplesMs.join(' ')}`);
      return sha256(cell);
    },
    seal: finishedAt => events.push(`sealed ${finishedAt}`),
    close: () => undefined,
  };
  let ticks = 0;
  const monotonicMs = () => {
    ticks += 1;
    return 10 * ticks + jobMs * jobs.length;
  };
  const options: RunOptions = {
    context,
    writer,
    clock: { now: () => new Date('2026-03-01T01:00:00Z'), monotonicMs },
    interrupt,
    executor: async job => {
      jobs.push(job);
      events.push(nameOf(job));
      return play(job, jobs.length);
    },
    readSensors: async (where, window) => {
      events.push(`energy of ${where.id} from ${window.startMs} to ${window.endMs}`);
      return { energy: NO_ENERGY, device };
    },
    lookAtHost: async () => look(jobs.length),
    meet: size => {
      meetings.push(`${size} meet`);
      return {
        place: (member, untilMs) => ({ folder: 'memory', self: String(member), others: [], untilMs }),
        gone: member => meetings.push(`${member} gone`),
        end: () => meetings.push('over'),
      };
    },
    onProgress: step => progress.push(step),
    ...(before === undefined ? {} : { before: asRead(before) }),
    ...(beforeCell === undefined ? {} : { beforeCell }),
    ...(samplerShare === undefined ? {} : { samplerShare }),
    ...(limit === undefined ? {} : { limit }),
  };
  const run = runPlan(options);
  const settled = await run.catch((error: unknown) => error);
  return { context, events, lines, jobs, meetings, progress, summary: settled };
}

/** Two cores and 100 ticks on each for every job, half of it ours; others used `otherTicks` of it, and hold 7 all the while. */
export function hostAfter(jobs: number, otherTicks = 0): HostLook {
  const none = unavailable('not-asked');
  const processes = new Map([
    [1, { parent: 0, name: 'init', ticks: 7, endedTicks: 0 }],
    [WORKER_PID, { parent: 40, name: 'node', ticks: 100 * jobs, endedTicks: 0 }],
    [40, { parent: 1, name: 'node', ticks: 5, endedTicks: 0 }],
    [77, { parent: 1, name: 'chess', ticks: otherTicks, endedTicks: 0 }],
  ]);
  const busyTicks = 112 + 100 * jobs + otherTicks;
  const processors = {
    available: true as const,
    cores: 2,
    totalTicks: 1000 + 200 * jobs,
    busyTicks,
    stolenTicks: 0,
    processes,
  };
  const readings = { loadAverage: none, temperatureC: none, swappedInPages: none };
  return { self: 40, processors, ...readings, sharesPids: true, throttling: [] };
}

/** Lines as a reader of the record gets them. */
export function asRead(lines: readonly Unchained[]): Pick<RunRecord, 'proofs' | 'cells' | 'attempts'> {
  const link = { previousSha256: sha256('the line before') };
  return {
    proofs: lines.flatMap(line => (line.kind === 'proof' ? [{ ...line, ...link }] : [])),
    cells: lines.flatMap(line => (line.kind === 'cell' ? [{ ...line, ...link }] : [])),
    attempts: lines.flatMap(line => (line.kind === 'attempt' ? [{ ...line, ...link }] : [])),
  };
}

export const outcomes = (lines: readonly Unchained[]) =>
  lines.flatMap(line => (line.kind === 'cell' ? [{ cell: line.cell, ...line.outcome }] : []));
