/** One turn: a command in a process of its own, to its end. */
import { spawn } from 'node:child_process';
import { stripVTControlCharacters } from 'node:util';

export type TurnEnd = {
  /** null: it was killed, or could not be started. */
  readonly code: number | null;
  /** The last line of its standard error, or why it did not start. */
  readonly lastWords: string;
};

/** Runs a turn; never rejects. */
export type RunTurn = (command: readonly string[], interrupt: AbortSignal) => Promise<TurnEnd>;

const STDERR_KEPT = 2 ** 14;

/** `env`: variables beside those of this process. Ctrl-C is handed on, so that what the command measured is on disk. */
export function turnProcess(env: Readonly<Record<string, string>> = {}): RunTurn {
  return ([file = '', ...args], interrupt) =>
    new Promise(resolve => {
      // A process group of its own: Ctrl-C at the terminal reaches us alone, and the command once.
      const child = spawn(file, args, {
        stdio: ['ignore', 'ignore', 'pipe'],
        detached: true,
        env: { ...process.env, ...env },
      });
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', text => {
        stderr = (stderr + text).slice(-STDERR_KEPT);
      });
      const stop = () => child.kill('SIGINT');
      interrupt.addEventListener('abort', stop, { once: true });
      if (interrupt.aborted) stop();
      const end = (turn: TurnEnd) => {
        interrupt.removeEventListener('abort', stop);
        resolve(turn);
      };
      child.on('error', error => end({ code: null, lastWords: error.message }));
      child.on('close', (code, signal) => {
        const silent = signal === null ? 'it said nothing' : `it was ended by ${signal}`;
        end({ code, lastWords: lastLine(stderr) || silent });
      });
    });
}

const lastLine = (text: string): string =>
  stripVTControlCharacters(text)
    .split(/[\r\n]/)
    .map(line => line.trim())
    .findLast(line => line !== '') ?? '';
