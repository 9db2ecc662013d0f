/** Runners on this machine: each asked who it is, tried where that is wanted, and its devices as targets. */
import { HOST_DEVICE } from '../../../results/on-host.ts';
import type { Target } from '../../../results/record.ts';
import { Interrupted } from '../../interrupt.ts';
import { cpuName } from '../host.ts';
import type { World } from '../world.ts';
import type { RunnerAnswer, Tried } from './answer.ts';
import type { Sought } from './interpreters.ts';
import { missingRunners, uselessText } from './missing.ts';
import { type Around, type Candidate, candidatesOf, targetOf } from './targets.ts';

/** What detection asks of runners. */
export type Asked = {
  readonly sought: Sought;
  /** Try again, even where a result is kept. */
  readonly fresh: boolean;
  /** Whether to try what works on a target. The first try takes minutes: a run needs it for its own targets alone. */
  readonly wanted: (target: { readonly id: string; readonly onHost: boolean }) => boolean;
  /** Called with what is tried just now; null: nothing any more. */
  readonly say: (what: string | null) => void;
  readonly interrupt: AbortSignal;
};

export const NO_RUNNERS: Asked = {
  sought: { commands: [], missing: [] },
  fresh: false,
  wanted: () => false,
  say: () => {},
  interrupt: new AbortController().signal,
};

/** What a run asks: the targets named are tried, or else all that are not the CPU. */
export function askedByRun(
  sought: Sought,
  targets: readonly string[],
  say: Asked['say'],
  interrupt: AbortSignal,
): Asked {
  const wanted: Asked['wanted'] = ({ id, onHost }) => (targets.length > 0 ? targets.includes(id) : !onHost);
  return { sought, fresh: false, wanted, say, interrupt };
}

export type FoundRunners = {
  readonly answers: readonly RunnerAnswer[];
  readonly targets: readonly Target[];
  readonly missing: readonly string[];
};

type Machine = Omit<Around, 'variable'>;
type RunnerWorld = Pick<World, 'hello' | 'tries' | 'variable'>;

export async function detectRunners(world: RunnerWorld, asked: Asked, machine: Machine): Promise<FoundRunners> {
  const { interrupt } = asked;
  if (interrupt.aborted) throw new Interrupted('interrupted');
  const answers = await Promise.all(asked.sought.commands.map(command => world.hello(command, interrupt)));
  const around: Around = { ...machine, variable: name => world.variable(name) };
  const { accelerators } = machine;
  const targets: Target[] = [];
  const useless: string[] = [];
  for (const candidate of candidatesOf(answers)) {
    const tried = await triedOn(candidate, world, asked, machine);
    const target = targetOf(candidate, tried, around);
    if (target !== null) targets.push(target);
    else useless.push(uselessText(candidate, firstReason(tried)));
  }
  asked.say(null);
  const missing = [...asked.sought.missing, ...missingRunners(answers, accelerators, around.variable), ...useless];
  return { answers, targets, missing };
}

async function triedOn(
  { id, answer, device }: Candidate,
  world: RunnerWorld,
  { wanted, fresh, say, interrupt }: Asked,
  { facts, accelerators }: Machine,
): Promise<readonly Tried[] | null> {
  if (!wanted({ id, onHost: device.id === HOST_DEVICE })) return null;
  const machine = [
    cpuName(facts),
    ...new Set(accelerators.map(({ vendor, driver }) => `${vendor} ${driver ?? 'unknown'}`)),
  ];
  return world.tries({ answer, device, machine, fresh, say: what => say(`${id}: ${what}`), interrupt });
}

function firstReason(tried: readonly Tried[] | null): string {
  const refused = tried?.find(row => !row.works);
  return refused === undefined || refused.works ? 'nothing' : refused.reason;
}
