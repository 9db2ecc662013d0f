/** Who holds a lock, and whether that process still runs. */
import { randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import * as z from 'zod';
import { codeOf } from '../disk.ts';

/** A process, so that no later one with its number is taken for it. Null where the system does not tell (no /proc). */
export const holderSchema = z.strictObject({
  pid: z.int().positive(),
  hostname: z.string(),
  /** Of the kernel: another one after every start of the machine. */
  bootId: z.string().nullable(),
  /** Numbers of processes mean something within this namespace alone: a container has its own. */
  pidNamespace: z.string().nullable(),
  /** When the process began, in ticks of the kernel's clock since it started. */
  startTicks: z.string().nullable(),
  since: z.iso.datetime(),
  /** Makes every holding another text, so that whoever takes over takes over from this one. */
  nonce: z.string(),
});

export type Holder = Readonly<z.infer<typeof holderSchema>>;

/** This process, as it takes a lock. */
export function thisProcess(since: Date): Holder {
  return {
    pid: process.pid,
    hostname: hostname(),
    bootId: BOOT_ID(),
    pidNamespace: readOrNull(() => readlinkSync('/proc/self/ns/pid')),
    startTicks: startTicks(process.pid),
    since: since.toISOString(),
    nonce: randomBytes(8).toString('hex'),
  };
}

/**
 * `gone`: the process has ended, or its machine was started anew since. `unknown`: it is of another host, or of another
 * container, where this process cannot look.
 */
export type Life = 'alive' | 'gone' | 'unknown';

/** Whether a holder still runs, as far as `here`, this process, can tell. */
export function lifeOf(holder: Holder, here: Holder): Life {
  if (holder.bootId !== here.bootId) return holder.hostname === here.hostname ? 'gone' : 'unknown';
  if (holder.bootId === null && holder.hostname !== here.hostname) return 'unknown';
  if (holder.pidNamespace !== here.pidNamespace) return 'unknown';
  if (!exists(holder.pid)) return 'gone';
  const started = startTicks(holder.pid);
  return started === null || holder.startTicks === null || started === holder.startTicks ? 'alive' : 'gone';
}

/** `process 4242 on lab-1, since 2026-03-01T01:00:00.000Z` */
export function holderText({ pid, hostname: host, since }: Holder): string {
  return `process ${pid} on ${host}, since ${since}`;
}

const BOOT_ID = (): string | null => readOrNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return stateOf(pid) !== 'Z';
  } catch (error) {
    // EPERM: there is such a process, of another user.
    return codeOf(error) === 'EPERM';
  }
}

/** Fields of /proc/<pid>/stat behind the command, which may hold anything in its parentheses: the state comes first. */
function statFields(pid: number): readonly string[] {
  const text = readOrNull(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  return text === null ? [] : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

/** A process that has ended and was not waited for is a `Z`. */
const stateOf = (pid: number): string | null => statFields(pid)[0] ?? null;

/** Field 22 of proc(5), the 20th behind the command. */
const startTicks = (pid: number): string | null => statFields(pid)[19] ?? null;

function readOrNull(read: () => string): string | null {
  try {
    return read();
  } catch {
    return null;
  }
}
