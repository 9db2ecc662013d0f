/**
 * Tries, kept from one detection to the next: they load drivers and compile, which takes minutes. They are asked again where the
 * command, a version, a driver, the device or a file of the runner is another. A file that does not hold is as none.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import * as z from 'zod';
import { triedSchema } from '../../../results/record.ts';
import { canonicalJson, sha256 } from '../../../suites/identity.ts';
import { DTYPES } from '../../../suites/workload.ts';
import { PROTOCOL } from '../../runners/process/protocol.ts';
import type { Answered, AnsweredDevice, Tried } from './answer.ts';
import { askTries, type TriesOf } from './ask.ts';
import { foldersOf } from './command.ts';

export type TriesWorld = {
  readonly folder: string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly ask: (request: TriesOf) => Promise<readonly Tried[]>;
};

export type TriesRequest = {
  readonly answer: Answered;
  readonly device: AnsweredDevice;
  /** What of the machine decides: its CPU and its drivers, `nvidia 550.54`. A home may be shared by many machines. */
  readonly machine: readonly string[];
  /** Ask again, whatever was kept. */
  readonly fresh: boolean;
  readonly say: (what: string) => void;
  readonly interrupt: AbortSignal;
};

const SCHEMA = 'moebench.tries/1';

const keptSchema = z.object({ schema: z.literal(SCHEMA), key: z.string(), tried: z.array(triedSchema) });

/** Variables by which users choose among kernels. */
const KERNEL_VARIABLES = /^(TORCH|PYTORCH|NVIDIA_TF32|CUBLAS|CUDNN|ROCBLAS|HIPBLAS|MIOPEN|XLA|JAX|ASCEND|DNNL|ONEDNN)/;

/** What works on a device of a runner: kept, or tried now and kept. */
export async function triesOf(
  { answer, device, machine, fresh, say, interrupt }: TriesRequest,
  world: TriesWorld = triesHere(),
): Promise<readonly Tried[]> {
  const key = keyOf(answer, device, machine, world.variables);
  const path = join(world.folder, `${sha256(key)}.json`);
  const kept = fresh ? null : read(path, key);
  if (kept !== null) return kept;
  const tried = await world.ask({ answer, device: device.id, say, interrupt });
  if (tried.every(isLasting)) write(path, { schema: SCHEMA, key, tried: [...tried] });
  return tried;
}

/** Memory that another process holds now may be free the next time. */
const isLasting = (row: Tried): boolean => row.works || !/out of memory|out-of-memory/i.test(row.reason);

function keyOf(
  { command, versions, strategies, ours }: Answered,
  { id, vendor, name, memoryBytes }: AnsweredDevice,
  machine: readonly string[],
  variables: TriesWorld['variables'],
): string {
  const files = [...(ours === null ? [] : foldersOf(ours).flatMap(filesBelow)), ...command.filter(isFile)];
  return canonicalJson({
    protocol: PROTOCOL,
    command: [...command],
    versions,
    strategies: [...strategies],
    dtypes: [...DTYPES],
    // Boards alike share their tries.
    device: { kind: id.replace(/:\d+$/, ''), vendor, name, memoryBytes },
    machine: [...machine],
    files: files.map(path => sha256(readFileSync(path, 'latin1'))),
    variables: Object.fromEntries(Object.entries(variables).filter(([variable]) => KERNEL_VARIABLES.test(variable))),
  });
}

/** A foreign runner's script among its arguments; a program itself may be large, and its versions tell of it. */
const isFile = (part: string, index: number): boolean =>
  index > 0 && isAbsolute(part) && existsSync(part) && statSync(part).isFile() && statSync(part).size < 2 ** 20;

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.py'));
  return names.toSorted().map(name => join(folder, name));
}

function read(path: string, key: string): readonly Tried[] | null {
  try {
    const kept = keptSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return kept.key === key ? kept.tried : null;
  } catch {
    return null;
  }
}

/** In one step, so that two detections at once leave one whole file. Where nothing can be kept, it is asked again the next time. */
function write(path: string, kept: z.input<typeof keptSchema>): void {
  try {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(kept));
    renameSync(`${path}.${process.pid}`, path);
  } catch {
    // A home that cannot be written to, or a full disk.
  }
}

function triesHere(): TriesWorld {
  return { folder: cacheFolder(process.env), variables: process.env, ask: request => askTries(request) };
}

/** The user's cache folder (XDG Base Directory Specification: a relative path is to be ignored). */
export function cacheFolder({ XDG_CACHE_HOME }: NodeJS.ProcessEnv): string {
  const named = XDG_CACHE_HOME !== undefined && isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : null;
  return join(named ?? join(homedir(), '.cache'), 'moebench', 'tries');
}
