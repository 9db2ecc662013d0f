/** Runs a tool of the machine: every way in which that can end is an answer. */
import { execFile } from 'node:child_process';

export type Execution =
  | { readonly status: 'exited'; readonly code: number; readonly stdout: string; readonly stderr: string }
  | { readonly status: 'not-there' }
  | { readonly status: 'denied' }
  | { readonly status: 'timeout'; readonly afterMs: number };

/** Runs a tool; never throws. */
export type RunTool = (tool: string, argv: readonly string[], timeoutMs: number) => Promise<Execution>;

/** The part of the machine that tools are run on. */
export type Tools = { readonly run: RunTool };

const MAX_OUTPUT_BYTES = 16 * 2 ** 20;

export const runTool: RunTool = (tool, argv, timeoutMs) =>
  new Promise(resolve => {
    // English and no colours, whatever the user's terminal prefers: the parsers read English.
    const env = { ...process.env, LC_ALL: 'C', NO_COLOR: '1' };
    const options = { timeout: timeoutMs, maxBuffer: MAX_OUTPUT_BYTES, env, killSignal: 'SIGKILL' as const };
    execFile(tool, [...argv], options, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT') resolve({ status: 'not-there' });
      else if (error?.code === 'EACCES') resolve({ status: 'denied' });
      else if (error?.killed) resolve({ status: 'timeout', afterMs: timeoutMs });
      else
        resolve({
          status: 'exited',
          code: typeof error?.code === 'number' ? error.code : error ? 1 : 0,
          stdout,
          stderr,
        });
    });
  });
