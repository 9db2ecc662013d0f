/** All that detection asks of the machine, behind one seam: what is made of it is tested without a machine. */
import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { cpu, mem, osInfo, system } from 'systeminformation';
import { CPU_PROVIDER } from '../providers.ts';
import { type FoundNow, findSensorsInChild } from '../sampler/child.ts';
import { runTool, type Tools } from '../tool.ts';
import type { HostFacts } from './host.ts';
import { type Proof, proveInChild } from './prove.ts';
import type { RunnerAnswer, Tried } from './runners/answer.ts';
import { askHello } from './runners/ask.ts';
import type { RunnerCommand } from './runners/command.ts';
import { type TriesRequest, triesOf } from './runners/tries.ts';

export type World = Tools & {
  readonly platform: NodeJS.Platform;
  /** This process. */
  readonly pid: number;
  /** An environment variable. */
  variable(name: string): string | undefined;
  /** A file's text; null where it cannot be read. */
  readText(path: string): Promise<string | null>;
  /** The names in a folder; none where it cannot be read. */
  list(folder: string): Promise<readonly string[]>;
  hostFacts(): Promise<HostFacts>;
  /** The ONNX Runtime providers this installation was built with. */
  providers(): Promise<readonly string[]>;
  /** Runs the one-node model on a provider in a process of its own. `ordinal`: as the provider numbers devices. */
  prove(provider: string, ordinal: number): Promise<Proof>;
  /** Starts a runner and asks who it is and what it drives. Whatever it does is an answer; Interrupted where `interrupt` fires. */
  hello(command: RunnerCommand, interrupt: AbortSignal): Promise<RunnerAnswer>;
  /** What works on a device of a runner: kept from before, or tried now. */
  tries(request: TriesRequest): Promise<readonly Tried[]>;
  /** The energy sensors that can be read, and why others cannot; looked for in a process of its own. */
  sensors(): Promise<FoundNow>;
};

/** This machine. */
export const thisMachine: World = {
  platform: process.platform,
  pid: process.pid,
  variable: name => process.env[name],
  run: runTool,
  readText: path => readFile(path, 'utf8').catch(() => null),
  list: folder => readdir(folder).catch(() => []),
  hostFacts: async () => {
    const [processor, os, memory, board, machineId] = await Promise.all([
      cpu(),
      osInfo(),
      mem(),
      system(),
      readFile('/etc/machine-id', 'utf8').catch(() => null),
    ]);
    return {
      cpu: processor,
      os,
      memoryBytes: memory.total,
      virtual: board.virtual === true,
      machineId: machineId?.trim() || null,
      usableCores: availableParallelism(),
      constrainedMemoryBytes: process.constrainedMemory?.() ?? null,
    };
  },
  // Loaded late: where its library does not load, the CPU's proof fails in its child and says why.
  providers: () =>
    import('onnxruntime-node').then(
      ort => ort.listSupportedBackends().map(backend => backend.name),
      () => [CPU_PROVIDER.id],
    ),
  prove: proveInChild,
  hello: askHello,
  tries: request => triesOf(request),
  sensors: findSensorsInChild,
};
