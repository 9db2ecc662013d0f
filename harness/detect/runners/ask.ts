/** Asks a runner who it is and what it drives, and tries what it can do. Whatever it does, there is an answer. */
import { DTYPES } from '../../../suites/workload.ts';
import { Interrupted } from '../../interrupt.ts';
import { RunnerFault } from '../../runners/fault.ts';
import { type Client, startRunner } from '../../runners/process/client.ts';
import { closedSchema, type Hello, helloSchema, PROTOCOL, tryAnswerSchema } from '../../runners/process/protocol.ts';
import type { Answered, RunnerAnswer, Tried } from './answer.ts';
import { OUR_RUNNERS, type RunnerCommand } from './command.ts';
import { fixOfWords, lastLine, shown } from './complaints.ts';

/** How long each may take. `tries`: how often a device may hang before the rest is left untried. */
export type Limits = {
  readonly helloMs: number;
  readonly tryMs: number;
  readonly closeMs: number;
  readonly hangs: number;
};

/** A first import over a network's file system takes a minute, and so does a compiler's first try. */
export const LIMITS: Limits = { helloMs: 180_000, tryMs: 180_000, closeMs: 5_000, hangs: 2 };

/** Interrupted where `interrupt` fires. */
export async function askHello(
  asked: RunnerCommand,
  interrupt: AbortSignal = NEVER,
  limits: Limits = LIMITS,
): Promise<RunnerAnswer> {
  const client = startRunner(asked.command);
  const calm = endedBy(interrupt, client);
  try {
    const hello = await helloOf(client, limits);
    const { runner, versions, strategies, devices } = hello;
    await close(client, limits);
    const rows = devices.map(({ uuid, ...device }) => ({ ...device, ...(uuid === undefined ? {} : { uuid }) }));
    const words = client.lastWords();
    return { status: 'answered', ...fieldsOf(asked), runner, versions, strategies, devices: rows, words };
  } catch (error) {
    if (!(error instanceof RunnerFault)) throw error;
    if (interrupt.aborted) throw new Interrupted('interrupted');
    return failure(asked, error);
  } finally {
    calm();
    await client.end();
  }
}

const NEVER = new AbortController().signal;

/** Ends the runner when the signal fires; what is returned leaves it alone again. */
function endedBy(interrupt: AbortSignal, client: Client): () => void {
  const end = () => void client.end();
  interrupt.addEventListener('abort', end, { once: true });
  if (interrupt.aborted) end();
  return () => interrupt.removeEventListener('abort', end);
}

async function helloOf(client: Client, limits: Limits): Promise<Hello> {
  const hello = await client.ask({ do: 'hello', protocol: PROTOCOL }, helloSchema, limits.helloMs);
  if (hello.pid !== undefined) client.alsoEnds([hello.pid]);
  if (hello.protocol === PROTOCOL) return hello;
  const message = `it speaks protocol ${hello.protocol}, and this program ${PROTOCOL}`;
  throw new RunnerFault({ code: 'protocol', message, detail: '' });
}

/** A runner that is asked to end releases its device by itself; one that does not is ended. */
async function close(client: Client, limits: Limits): Promise<void> {
  await client.ask({ do: 'close' }, closedSchema, limits.closeMs).catch((error: unknown) => {
    if (!(error instanceof RunnerFault)) throw error;
  });
}

const fieldsOf = ({ label, namedBy, ours, command }: RunnerCommand) => ({
  label,
  namedBy,
  ours,
  command: [...command],
});

/** A framework that is not installed is an answer; everything else is a fault with what to do. */
function failure(asked: RunnerCommand, { code, message, what, detail }: RunnerFault): RunnerAnswer {
  const row = asked.ours === null ? undefined : OUR_RUNNERS[asked.ours];
  if (row !== undefined && lacks(row.module).test(`${message}\n${detail}`)) {
    return { status: 'absent', ...fieldsOf(asked), howToGet: `${asked.label} -m pip install ${row.module}` };
  }
  const words = lastLine(detail);
  const fix = fixOfWords(message) ?? fixOfWords(words) ?? FIXES[code] ?? BY_HAND;
  return {
    status: 'failed',
    ...fieldsOf(asked),
    code,
    message: shown(what).slice(0, LONGEST_MESSAGE),
    lastWords: words,
    fix,
  };
}

/** Python's words, or those of a runner that looked before it imported. */
const lacks = (module: string): RegExp => new RegExp(`No module named '${module}'|has no ${module}\\b`, 'i');

/** Kept of a message: one line of a terminal or page. */
const LONGEST_MESSAGE = 500;

const BY_HAND = 'run the command by hand: it waits for {"do":"hello","protocol":1}';

const FIXES: Partial<Record<RunnerFault['code'], string>> = {
  timeout:
    'an import or a driver hangs: see dmesg, and import the framework by hand (python3 -X importtime -c "import …")',
  protocol: 'it is no runner of this protocol (docs/RUNNERS.md): correct the command, or the runner',
  unsupported: 'name another Python (--python PATH)',
};

/** What is tried: a runner's strategies on one of its devices. `say` is called with what is tried just now. */
export type TriesOf = {
  readonly answer: Answered;
  readonly device: string;
  readonly say: (what: string) => void;
  readonly interrupt: AbortSignal;
};

/**
 * Tries every strategy in every dtype on a device, one after another in one child; after a crash or a hang in a fresh child. A fault
 * is the reason why that strategy does not work. Interrupted where `interrupt` fires.
 */
export async function askTries(asked: TriesOf, limits: Limits = LIMITS): Promise<readonly Tried[]> {
  const { answer, device, say, interrupt } = asked;
  const pairs = answer.strategies.flatMap(strategy => DTYPES.map(dtype => ({ strategy, dtype })));
  const tried: Tried[] = [];
  let child: Child | null = null;
  let hangs = 0;
  for (const pair of pairs) {
    if (hangs >= limits.hangs) {
      tried.push({ ...pair, works: false, reason: `not tried: ${hangs} tries before it hung` });
      continue;
    }
    say(`${pair.strategy}, ${pair.dtype}`);
    try {
      child ??= await started(answer.command, interrupt, limits);
      const answered = await child.client.ask({ do: 'try', device, ...pair }, tryAnswerSchema, limits.tryMs);
      tried.push({ ...pair, ...answered });
    } catch (error) {
      await child?.end();
      child = null;
      if (interrupt.aborted) throw new Interrupted('interrupted');
      if (!(error instanceof RunnerFault)) throw error;
      if (error.code === 'timeout') hangs += 1;
      tried.push({ ...pair, works: false, reason: reasonOf(error) });
    }
  }
  if (child !== null) await closed(child, limits);
  return tried;
}

type Child = { readonly client: Client; readonly end: () => Promise<void> };

async function started(command: readonly string[], interrupt: AbortSignal, limits: Limits): Promise<Child> {
  const client = startRunner(command);
  const calm = endedBy(interrupt, client);
  const end = async () => {
    calm();
    await client.end();
  };
  try {
    await helloOf(client, limits);
    return { client, end };
  } catch (error) {
    await end();
    throw error;
  }
}

async function closed({ client, end }: Child, limits: Limits): Promise<void> {
  await close(client, limits);
  await end();
}

/** The fault without the command, which its reader sees already, and the last words where they say more. */
function reasonOf({ code, what, detail }: RunnerFault): string {
  const words = lastLine(detail);
  return `${code}: ${shown(what).slice(0, LONGEST_MESSAGE)}${words === '' ? '' : ` ("${words}")`}`;
}
