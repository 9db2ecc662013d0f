/** A workload opened in a runner's own process. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { endianness, tmpdir } from 'node:os';
import { join } from 'node:path';
import { onDisk } from '../../../results/disk.ts';
import type { Target } from '../../../results/record.ts';
import type { Parts } from '../../../results/schema/outcome.ts';
import { type Reading, read, unavailable } from '../../../results/schema/reading.ts';
import { batchesOf, ringLength } from '../../../suites/moe/batches.ts';
import { traceChoices } from '../../../suites/moe/routing/trace.ts';
import { isMoe, type Workload } from '../../../suites/workload.ts';
import { RunnerFault } from '../fault.ts';
import type { Open, Opened, Steps, Work } from '../steps.ts';
import { BrokenAnswer } from './broken.ts';
import { type Client, connectRunner, startRunner } from './client.ts';
import { outputsOf, summaryOf } from './outputs.ts';
import {
  closedSchema,
  helloSchema,
  memoryAnswerSchema,
  openAnswerSchema,
  PROTOCOL,
  type StepsAnswer,
  stepsAnswerSchema,
  traceAnswerSchema,
} from './protocol.ts';

/**
 * What opening may take beyond any other answer, as the first step may be compiled: MindSpeed-LLM's CI baselines have first steps of
 * 15 to 198 s on Ascend (gitcode.com/Ascend/MindSpeed-LLM, tests/pipeline/st/baseline).
 */
export const OPENING_MS = 300_000;

/** What a runner has to say who it is, whatever a suite allows a step: it imports a framework, perhaps from a slow disk. */
const HELLO_MS = 120_000;

/** What a runner has to release its device and end by itself. */
const CLOSING_MS = 10_000;

export type ProcessOptions = {
  /** The socket of a runner that serves; without it the target's command is started. */
  readonly serve?: string;
  /** Within which each answer has to come. */
  readonly timeoutMs: number;
  /** Called with each process that computes, as soon as it is known. */
  readonly onPids?: (pids: readonly number[]) => void;
};

export const openProcess =
  (options: ProcessOptions): Open =>
  async work => {
    const { timeoutMs, onPids = () => {} } = options;
    const client = await connected(options, work.target);
    const folder = onDisk(tmpdir(), () => mkdtempSync(join(tmpdir(), 'moebench-runner-')));
    const end = async () => {
      await client.end();
      rmSync(folder, { recursive: true, force: true });
    };
    const onOpened = (pids: readonly number[]) => {
      client.alsoEnds(pids);
      onPids(client.pids());
    };
    try {
      return await openIn({ client, folder, timeoutMs, onOpened, end }, work);
    } catch (error) {
      await end();
      throw error;
    }
  };

/** Which devices there are is known: listing them again may take seconds. */
const HELLO = { do: 'hello', protocol: PROTOCOL, devices: false };

/** A runner that has said who it is. One that should serve and cannot be reached is started instead. */
async function connected(options: ProcessOptions, target: Target): Promise<Client> {
  const { serve, timeoutMs, onPids = () => {} } = options;
  const command = commandOf(target);
  const client = serve === undefined ? startRunner(command) : connectRunner(serve, command.join(' '));
  onPids(client.pids());
  try {
    const { pid, protocol } = await client.ask(HELLO, helloSchema, Math.max(timeoutMs, HELLO_MS));
    if (protocol !== PROTOCOL) throw otherProtocol(protocol, target);
    if (pid !== undefined) client.alsoEnds([pid]);
    onPids(client.pids());
    return client;
  } catch (error) {
    await client.end();
    if (serve === undefined || !(error instanceof RunnerFault) || error.code !== 'crash') throw error;
    return connected({ timeoutMs, onPids }, target);
  }
}

type Session = {
  readonly client: Client;
  /** For what is too large for a line. */
  readonly folder: string;
  readonly timeoutMs: number;
  readonly onOpened: (pids: readonly number[]) => void;
  readonly end: () => Promise<void>;
};

async function openIn(session: Session, { workload, target, strategy, deterministic }: Work): Promise<Opened> {
  const { client, folder, timeoutMs, onOpened } = session;
  const request = {
    do: 'open',
    workload,
    files: filesFor(workload, folder),
    device: deviceOf(target),
    strategy,
    ...(deterministic ? { deterministic } : {}),
    ...(target.threads === null ? {} : { threads: target.threads }),
  };
  const { pids, ...open } = await client.ask(request, openAnswerSchema, timeoutMs + OPENING_MS);
  onOpened(pids);
  const clock = await clockOf(session);
  const steps = stepsOf(session, workload);
  return {
    steps,
    open,
    clock,
    pids: client.pids(),
    inputsBytes: 0,
    peakDeviceBytes: () => peakDeviceBytes(session),
    traceAndClose: async () => {
      const parts = await partsOf(session);
      await steps.close();
      return { placement: unavailable('runner-silent'), parts };
    },
  };
}

/** By what clock it times: a batch of no steps tells, and is no step. */
async function clockOf({ client, timeoutMs }: Session): Promise<Opened['clock']> {
  return (await client.ask({ do: 'steps', count: 0 }, stepsAnswerSchema, timeoutMs)).clock;
}

function stepsOf(session: Session, workload: Workload): Steps {
  const { client, folder, timeoutMs, end } = session;
  const { requests, taken } = { requests: { client, folder, timeoutMs }, taken: { byOpen: true } };
  return {
    run: async count => {
      // `open` has run the first step already; its time is no sample, and nobody asks for it.
      const left = taken.byOpen && count > 0 ? count - 1 : count;
      const byOpen = count - left;
      taken.byOpen = taken.byOpen && byOpen === 0;
      if (left === 0) return [];
      const answer = await client.ask({ do: 'steps', count: left }, stepsAnswerSchema, timeoutMs);
      return client.checked(() => checkedGroups(answer, left));
    },
    fence: async () => {
      await client.ask({ do: 'steps', count: 0 }, stepsAnswerSchema, timeoutMs);
    },
    outputs: () => outputsOf(requests, workload),
    summary: () => summaryOf(requests, workload),
    close: async () => {
      // All is measured: a runner that does not end by itself is ended.
      await client.ask({ do: 'close' }, closedSchema, CLOSING_MS).catch(() => {});
      await end();
    },
  };
}

/** Times of a batch that can be those of so many steps. The sum of equal groups is what a sample is a share of. */
export function checkedGroups({ groups, startNs, endNs }: StepsAnswer, count: number): StepsAnswer['groups'] {
  const steps = groups.reduce((sum, group) => sum + group.steps, 0);
  if (steps !== count) throw broken(`it was asked for ${count} steps, and gives the times of ${steps}`);
  const [first, odd] = [groups[0], groups.find(group => group.steps !== groups[0]?.steps)];
  if (odd !== undefined) throw broken(`its groups have ${first?.steps} and ${odd.steps} steps: all must have as many`);
  const ms = groups.reduce((sum, group) => sum + group.ms, 0);
  const lastedMs = (endNs - startNs) / 1e6;
  // Two clocks, of which a device's may run a little fast.
  if (ms > lastedMs * 1.02 + 1) throw broken(`its ${count} steps took ${ms} ms in a batch of ${lastedMs} ms`);
  return groups;
}

const broken = (message: string) => new BrokenAnswer('steps', message);

/** Token batches and recorded choices as the runner reads them: int32, little-endian. */
function filesFor(workload: Workload, folder: string): Record<string, string> {
  if (!isMoe(workload)) return {};
  const files: Record<string, string> = {};
  const add = (name: string, parts: readonly Int32Array[]) => {
    files[name] = join(folder, `${name}.i32`);
    onDisk(files[name], () => writeFileSync(files[name] ?? '', Buffer.concat(parts.map(littleEndian))));
  };
  if (workload.routing.kind === 'trace') add('choices', [Int32Array.from(traceChoices(workload.routing))]);
  if (workload.part === 'train-step') {
    const batchAt = batchesOf(workload);
    const batches = Array.from({ length: ringLength(workload) }, (_, step) => batchAt(step));
    add(
      'ids',
      batches.map(({ ids }) => ids),
    );
    add(
      'targets',
      batches.map(({ targets }) => targets),
    );
  }
  return files;
}

export function littleEndian(values: Int32Array): Buffer {
  const bytes = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return endianness() === 'LE' ? bytes : Buffer.from(bytes).swap32();
}

async function peakDeviceBytes({ client, timeoutMs }: Session): Promise<Reading> {
  const { peakBytes, reservedBytes } = await client.ask({ do: 'memory' }, memoryAnswerSchema, timeoutMs);
  if (reservedBytes !== null) return read(reservedBytes, 'allocator-reserved', 'process');
  return peakBytes === null ? unavailable('runner-silent') : read(peakBytes, 'allocator-peak', 'process');
}

async function partsOf({ client, timeoutMs }: Session): Promise<Parts> {
  try {
    const { partsMs } = await client.ask({ do: 'trace' }, traceAnswerSchema, timeoutMs);
    const stepMs = Object.values(partsMs).reduce((sum, ms) => sum + ms, 0);
    return stepMs === 0 ? unavailable('runner-silent') : { available: true, stepMs, partsMs };
  } catch (error) {
    // The window is over: what cannot be traced costs the cell its parts, and nothing else.
    if (!(error instanceof RunnerFault)) throw error;
    return unavailable('trace-failed', { cause: error.message });
  }
}

function processOf({ id, process }: Target): NonNullable<Target['process']> {
  if (process === undefined) throw new TypeError(`${id} has no process`);
  return process;
}

const commandOf = (target: Target) => processOf(target).command;
const deviceOf = (target: Target) => processOf(target).device;

const otherProtocol = (spoken: number, { process }: Target) =>
  new RunnerFault(
    {
      code: 'protocol',
      message: `speaks protocol ${spoken}, this program ${PROTOCOL}: use a runner and a moebench of one version`,
      detail: '',
    },
    process?.command.join(' '),
  );
