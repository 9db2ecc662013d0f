/** A runner given by its command line, as a target: asked who it is, its device and strategy chosen, and tried by nobody. */
import { HOST_DEVICE } from '../../../results/on-host.ts';
import type { Target } from '../../../results/record.ts';
import { RunFault, UsageError, unknownName } from '../../errors.ts';
import { RunnerFault } from '../../runners/fault.ts';
import { startRunner } from '../../runners/process/client.ts';
import { closedSchema, type Hello, helloSchema, PROTOCOL } from '../../runners/process/protocol.ts';

/** Importing a framework from a slow disk takes a minute. */
const HELLO_WITHIN_MS = 120_000;
const CLOSE_WITHIN_MS = 5_000;

const BY_HAND = 'run the command by hand: it waits for {"do":"hello","protocol":1}';

export type Choice = { readonly device?: string; readonly strategy?: string };
export type ForeignRunner = { readonly target: Target; readonly strategy: string };

/** UsageError for a command that cannot be started, or has no such device or strategy; RunFault where it does not answer. */
export async function foreignRunner(
  command: readonly string[],
  choice: Choice,
  threads: number,
  interrupt: AbortSignal,
): Promise<ForeignRunner> {
  return foreignTarget(command, await helloOf(command, interrupt), choice, threads);
}

/** The first device and strategy of a `hello` where no other is chosen. Pure. */
export function foreignTarget(
  command: readonly string[],
  { runner, versions, devices, strategies }: Hello,
  choice: Choice,
  threads: number,
): ForeignRunner {
  const [first] = devices;
  if (first === undefined) throw new UsageError(`${command.join(' ')}: its hello names no device`);
  const device = devices.find(({ id }) => id === (choice.device ?? first.id));
  if (device === undefined) {
    const known = devices.map(({ id }) => id);
    throw unknownName('device', choice.device ?? '', known, `${runner} has ${known.join(', ')}`);
  }
  const strategy = choice.strategy ?? strategies[0] ?? '';
  if (!strategies.includes(strategy)) {
    throw unknownName('strategy', strategy, strategies, `${runner} has ${strategies.join(', ')}`);
  }
  const { id, vendor, name, index, uuid } = device;
  const target: Target = {
    id: `${runner}-${id}`,
    runner,
    strategies: [...strategies],
    process: { command: [...command], versions, device: id, tried: [] },
    device: { vendor, name, index, ...(uuid === undefined ? {} : { uuid }) },
    software: false,
    threads: id === HOST_DEVICE ? threads : null,
  };
  return { target, strategy };
}

async function helloOf(command: readonly string[], interrupt: AbortSignal): Promise<Hello> {
  const client = startRunner(command);
  const end = () => void client.end();
  interrupt.addEventListener('abort', end, { once: true });
  try {
    const hello = await client.ask({ do: 'hello', protocol: PROTOCOL }, helloSchema, HELLO_WITHIN_MS);
    if (hello.pid !== undefined) client.alsoEnds([hello.pid]);
    if (hello.protocol !== PROTOCOL) {
      throw new UsageError(`${command.join(' ')}: it speaks protocol ${hello.protocol}, and moebench ${PROTOCOL}`);
    }
    await client.ask({ do: 'close' }, closedSchema, CLOSE_WITHIN_MS).catch(ignoreFault);
    return hello;
  } catch (error) {
    if (!(error instanceof RunnerFault)) throw error;
    if (/could not be started/.test(error.message)) throw new UsageError(`${error.message}; correct --command`);
    const words = error.detail.trim().split('\n').at(-1) ?? '';
    throw new RunFault(`${error.code}: ${error.message}${words === '' ? '' : ` ("${words}")`}; ${BY_HAND}`);
  } finally {
    interrupt.removeEventListener('abort', end);
    await client.end();
  }
}

/** A runner that does not end when it is asked is ended. */
function ignoreFault(error: unknown): void {
  if (!(error instanceof RunnerFault)) throw error;
}
