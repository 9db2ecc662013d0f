/** Runners that import their framework once a run: each serves on a socket, and forks a process for every cell. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onDisk } from '../../../results/disk.ts';
import type { Target } from '../../../results/record.ts';
import { runnerEnvironment } from './client.ts';
import { endProcesses } from './end.ts';
import { markedPids } from './ownership.ts';

export type Servers = {
  /** The socket that a target's runner serves on; nothing where it does not serve. */
  readonly socketOf: (target: Target) => string | undefined;
  readonly end: () => Promise<void>;
};

export const NO_SERVERS: Servers = { socketOf: () => undefined, end: async () => {} };

/** An allowance: PyTorch's import took 2 to 5 s here. What does not serve by then is started for every cell. */
const SERVES_WITHIN_MS = 120_000;
const LOOK_EVERY_MS = 20;

/** Starts each command of the targets once. One that ends, or makes no socket in time, does not serve: that is no fault. */
export async function startServers(targets: readonly Target[], interrupt: AbortSignal): Promise<Servers> {
  const commands = new Map(
    targets.flatMap(({ process: of }) => (of === undefined ? [] : [[keyOf(of.command), of.command]])),
  );
  if (commands.size === 0) return NO_SERVERS;
  const folder = onDisk(tmpdir(), () => mkdtempSync(join(tmpdir(), 'moebench-serve-')));
  const started = await Promise.all(
    [...commands].map(async ([key, command], index) => {
      const server = await startServer(command, join(folder, `${index}.socket`), interrupt);
      return server === null ? [] : [[key, server] as const];
    }),
  );
  const servers = new Map(started.flat());
  return {
    socketOf: ({ process: of }) => (of === undefined ? undefined : servers.get(keyOf(of.command))?.socket),
    end: async () => {
      const all = [...servers.values()];
      await endProcesses(all.map(({ pid }) => pid));
      await endProcesses(all.flatMap(({ socket }) => markedPids(socket)));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const keyOf = (command: readonly string[]): string => command.join('\0');

type Server = { readonly socket: string; readonly pid: number };

async function startServer(command: readonly string[], socket: string, interrupt: AbortSignal): Promise<Server | null> {
  const [file = '', ...args] = command;
  const child = spawn(file, [...args, '--serve', socket], {
    stdio: 'ignore',
    detached: true,
    // Its children are known by it.
    env: runnerEnvironment(socket),
  });
  let over = false;
  child.on('error', () => {
    over = true;
  });
  child.on('exit', () => {
    over = true;
  });
  const since = performance.now();
  while (!existsSync(socket) && !over && !interrupt.aborted && performance.now() - since < SERVES_WITHIN_MS) {
    await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS));
  }
  const { pid } = child;
  if (pid !== undefined && existsSync(socket) && !over) return { socket, pid };
  await endProcesses(pid === undefined ? [] : [pid]);
  return null;
}
