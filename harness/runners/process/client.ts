/** The worker's end of the protocol: one request, one answer, each within its time, and an end that leaves nothing running. */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { connect } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type * as z from 'zod';
import { printable } from '../../../results/printable.ts';
import type { Fault } from '../../../results/schema/outcome.ts';
import { RunnerFault } from '../fault.ts';
import { BrokenAnswer } from './broken.ts';
import { endProcesses } from './end.ts';
import { AnswerLines } from './lines.ts';
import { MARK, markedPids, ownedOf } from './ownership.ts';
import { plainJson, plainLine } from './plain-text.ts';
import { errorSchema } from './protocol.ts';

export type Client = {
  /** Sends a request and reads its answer. RunnerFault where none comes in time, or it is not of the protocol, or an error. */
  readonly ask: <T>(request: Request, answer: z.ZodType<T>, timeoutMs: number) => Promise<T>;
  /** The result of `use` on an answer; an answer that cannot be true becomes a RunnerFault with the command and the last words. */
  readonly checked: <T>(use: () => T) => T;
  /** Processes that the runner named as its own: those that are, are ended with it. */
  readonly alsoEnds: (pids: readonly number[]) => void;
  /** Every process of the runner that is known. */
  readonly pids: () => readonly number[];
  /** What it wrote to standard error last. */
  readonly lastWords: () => string;
  /** Kills whatever of the runner still runs, and waits until it is gone. */
  readonly end: () => Promise<void>;
};

export type Request = { readonly do: string; readonly [field: string]: unknown };

/** What is kept of standard error. */
const LAST_WORDS = 4096;

/** What is kept of a message: it is one line of a page. */
const LONGEST_MESSAGE = 1000;

/** The Python of a runner of ours: `torch/server.py`. */
export function runnerFile(path: string): string {
  return fileURLToPath(new URL(`../${path}`, import.meta.url));
}

/** CUDA counts cards as nvidia-smi does, and Python leaves no compiled files in a folder that may be read-only.
 * `mark`: by which its processes are known (ownership.ts). */
export function runnerEnvironment(mark: string): NodeJS.ProcessEnv {
  return { CUDA_DEVICE_ORDER: 'PCI_BUS_ID', ...process.env, PYTHONDONTWRITEBYTECODE: '1', [MARK]: mark };
}

/** Starts a runner. A command that cannot be started fails the first `ask`. */
export function startRunner(command: readonly string[]): Client {
  const [file = '', ...args] = command;
  // A group of its own: whatever it starts ends with it, and Ctrl-C at the terminal reaches us alone.
  // A worker has a mark already, by which whoever ends it finds what it started.
  const mark = process.env[MARK] ?? randomUUID();
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true, env: runnerEnvironment(mark) });
  return clientOf(childChannel(child, command.join(' '), mark));
}

/**
 * Connects to the socket of a runner that serves: it forks a child for this connection, whose standard error goes to a file beside
 * the socket. `name`: what it is called in messages.
 */
export function connectRunner(socketPath: string, name: string): Client {
  const socket = connect(socketPath);
  return clientOf({
    name,
    input: socket,
    output: socket,
    pid: undefined,
    mark: socketPath,
    strays: () => [],
    words: pids => pids.map(pid => lastWordsIn(`${socketPath}.${pid}.stderr`)).join(''),
    onEnd: ended => {
      socket.on('error', error => ended(`its socket cannot be reached: ${error.message}`));
      socket.on('close', () => ended('closed its socket'));
    },
  });
}

/** The end of a file, which may be larger than memory. */
function lastWordsIn(path: string): string {
  try {
    const file = openSync(path, 'r');
    try {
      const end = Buffer.alloc(LAST_WORDS);
      const length = readSync(file, end, 0, LAST_WORDS, Math.max(0, fstatSync(file).size - LAST_WORDS));
      return end.toString('utf8', 0, length);
    } finally {
      closeSync(file);
    }
  } catch {
    return '';
  }
}

type Channel = {
  /** What it is called in messages. */
  readonly name: string;
  readonly input: Writable;
  readonly output: Readable;
  readonly pid: number | undefined;
  /** By which a process of the runner is known (ownership.ts). */
  readonly mark: string;
  /** Processes that nobody named and that are the runner's alone. */
  readonly strays: () => readonly number[];
  readonly words: (pids: readonly number[]) => string;
  /** Called once, with how it ended. */
  readonly onEnd: (ended: (how: string) => void) => void;
};

function childChannel(child: ChildProcessByStdio<Writable, Readable, Readable>, name: string, mark: string): Channel {
  let words = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-LAST_WORDS);
  });
  return {
    name,
    input: child.stdin,
    output: child.stdout,
    pid: child.pid,
    mark,
    strays: () => markedPids(mark),
    words: () => words,
    onEnd: ended => {
      child.on('error', error => ended(`could not be started: ${error.message}`));
      child.on('close', (code, signal) =>
        ended(signal === null ? `ended with exit code ${code}` : `ended by ${signal}`),
      );
    },
  };
}

type Waiting = { readonly resolve: (line: string) => void; readonly reject: (fault: RunnerFault) => void };

function clientOf({ name, input, output, pid, mark, strays, words, onEnd }: Channel): Client {
  const known = new Set<number>(pid === undefined ? [] : [pid]);
  let waiting: Waiting | null = null;
  /** Why nothing more can be asked. */
  let over: RunnerFault | null = null;
  const fault = (code: Fault['code'], message: string) =>
    new RunnerFault(
      { code, message: plainLine(message).slice(0, LONGEST_MESSAGE), detail: printable(words([...known])) },
      name,
    );
  const fail = (failure: RunnerFault) => {
    over ??= failure;
    waiting?.reject(over);
    waiting = null;
  };
  const lines = new AnswerLines(
    line => {
      if (waiting === null) return fail(fault('protocol', `wrote a line that nobody asked for: ${line.slice(0, 200)}`));
      waiting.resolve(line);
      waiting = null;
    },
    message => fail(fault('protocol', message)),
  );
  output.on('data', (bytes: Buffer) => lines.add(bytes));
  // `onEnd` reports a runner that is gone; a write to it fails as well.
  input.on('error', () => {});
  onEnd(how => {
    const half = lines.rest();
    fail(fault('crash', half === '' ? how : `${how} in the middle of a line: ${half}`));
  });

  const answerTo = (request: Request, timeoutMs: number): Promise<string> =>
    new Promise((resolve, reject) => {
      if (over !== null) return reject(over);
      const timer = setTimeout(
        () => fail(fault('timeout', `no answer to '${request.do}' within ${Math.round(timeoutMs)} ms`)),
        Math.min(timeoutMs, 2 ** 31 - 1),
      );
      waiting = {
        resolve: line => {
          clearTimeout(timer);
          resolve(line);
        },
        reject: failure => {
          clearTimeout(timer);
          reject(failure);
        },
      };
      input.write(`${JSON.stringify(request)}\n`);
    });

  return {
    ask: async (request, answer, timeoutMs) => {
      const line = await answerTo(request, timeoutMs);
      const json = plainJson(line);
      const error = errorSchema.safeParse(json);
      if (error.success) throw fault(error.data.error.code, error.data.error.message);
      const parsed = answer.safeParse(json);
      if (parsed.success) return parsed.data;
      const issue = parsed.error.issues[0];
      const where = json === undefined ? 'is no JSON' : `${issue?.path.join('.') || 'answer'}: ${issue?.message}`;
      over = fault('protocol', `its answer to '${request.do}' does not hold (${where}): ${line.slice(0, 200)}`);
      throw over;
    },
    checked: use => {
      try {
        return use();
      } catch (error) {
        throw error instanceof BrokenAnswer ? fault('protocol', error.message) : error;
      }
    },
    alsoEnds: pids => {
      for (const owned of ownedOf(pids, mark, pid)) known.add(owned);
    },
    pids: () => [...known],
    lastWords: () => printable(words([...known])),
    end: async () => {
      input.destroy();
      await endProcesses([...known]);
      // What left the group, and was named by nobody.
      await endProcesses(strays());
    },
  };
}
