/** The machine around a session, behind one seam: tests put a made-up one in. */
import type { Lock } from '../../results/record-file/lock.ts';
import { type Executor, runInWorker } from '../cells/cell.ts';
import type { RunOptions } from '../cells/run-options.ts';
import type { SearchWorld } from '../detect/runners/interpreters.ts';
import { thisSearch } from '../detect/runners/this-search.ts';
import { thisMachine, type World } from '../detect/world.ts';
import { type Meter, startMeter } from '../energy/meter.ts';
import { pauseUntil } from '../lock-wait.ts';
import { holdMachine } from '../machine-lock.ts';
import { type Servers, startServers } from '../runners/process/serve.ts';
import { startSelftestMeter } from '../selftest/meter.ts';
import { CLOCK, type Clock } from '../timing/clock.ts';

/** Starts the sensors around a run. */
export type OpenMeter = (interrupt: AbortSignal) => Promise<Meter & Pick<RunOptions, 'beforeCell'>>;

export type Surroundings = {
  readonly world: World;
  /** Where Pythons are searched for. */
  readonly search: SearchWorld;
  readonly clock: Clock;
  readonly executor: Executor;
  readonly openMeter: OpenMeter;
  readonly openSelftestMeter: OpenMeter;
  readonly startServers: (targets: RunOptions['context']['targets'], interrupt: AbortSignal) => Promise<Servers>;
  /** Locks the machine against other measurements. */
  readonly holdMachine: () => Lock;
  /** Between two tries of a lock. Rejects with Interrupted when the signal fires. */
  readonly pause: (ms: number, interrupt: AbortSignal) => Promise<void>;
};

/** This machine. */
export const HERE: Surroundings = {
  world: thisMachine,
  search: thisSearch,
  clock: CLOCK,
  executor: runInWorker,
  openMeter: interrupt => startMeter(interrupt),
  openSelftestMeter: interrupt => startSelftestMeter(interrupt),
  startServers,
  holdMachine: () => holdMachine(),
  pause: pauseUntil,
};
