/** Devices of runners as targets: `torch-cpu`, `torch-cuda:0`; of a second interpreter `torch@2.8.0-cuda:0`. Pure. */

import { HOST_DEVICE } from '../../../results/on-host.ts';
import type { Target } from '../../../results/record.ts';
import type { Limits } from '../../../results/schema/limits.ts';
import type { Device } from '../../vendors/device.ts';
import { cpuDevice, cpuThreads, type HostFacts } from '../host.ts';
import type { Answered, AnsweredDevice, RunnerAnswer, Tried } from './answer.ts';
import { boardOf } from './boards.ts';

/** A device of a runner that is a target if something works on it. */
export type Candidate = {
  /** What it is called by `--target`. */
  readonly id: string;
  readonly answer: Answered;
  readonly device: AnsweredDevice;
};

/** Every device of every runner that answered, under its name. */
export function candidatesOf(answers: readonly RunnerAnswer[]): readonly Candidate[] {
  const known = new Set<string>();
  return answers.flatMap(answer => {
    if (answer.status !== 'answered') return [];
    const prefix = prefixOf(answer, known);
    known.add(prefix);
    return answer.devices.map(device => ({ id: `${prefix}-${device.id}`, answer, device }));
  });
}

/** `torch`; where that is taken `torch@2.8.0`, and then `torch@2.8.0.2`. */
function prefixOf({ runner, versions }: Answered, known: ReadonlySet<string>): string {
  if (!known.has(runner)) return runner;
  const version = versions[runner];
  const named = version === undefined ? runner : `${runner}@${version}`;
  if (!known.has(named)) return named;
  let number = 2;
  while (known.has(`${named}.${number}`)) number += 1;
  return `${named}.${number}`;
}

/** What of the machine a target's device is told by. */
export type Around = {
  readonly facts: Pick<HostFacts, 'cpu'>;
  readonly limits: Limits;
  readonly accelerators: readonly Device[];
  readonly variable: (name: string) => string | undefined;
};

/**
 * A candidate as a target, with the strategies that work in some dtype; null where none does. `tried` null: nobody tried, and all of
 * them may.
 */
export function targetOf(
  { id, answer, device }: Candidate,
  tried: readonly Tried[] | null,
  around: Around,
): Target | null {
  const working = answer.strategies.filter(
    strategy => tried === null || tried.some(row => row.works && row.strategy === strategy),
  );
  if (working.length === 0) return null;
  const onHost = device.id === HOST_DEVICE;
  return {
    id,
    runner: answer.runner,
    strategies: [...working],
    process: {
      command: [...answer.command],
      versions: answer.versions,
      device: device.id,
      tried: [...(tried ?? [])],
    },
    device: onHost ? cpuDevice(around.facts) : boardOf(device, around.accelerators, around.variable),
    software: false,
    threads: onHost ? cpuThreads(around.limits) : null,
  };
}
