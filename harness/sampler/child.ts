/** The sampler as a child of this process: started, watched, stopped. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onDisk } from '../../results/disk.ts';
import { runChild } from '../child.ts';
import { type DeviceConditions, type Found, parseRecording, type RecordingLine } from './recording.ts';

export const SAMPLER = new URL('./sampler.js', import.meta.url);

/** Drivers that are not kept loaded take seconds to wake eight cards. */
export const FIND_MS = 60_000;

/** The sensors of a machine, why others cannot be read, and the conditions of their devices at that moment. */
export type FoundNow = Pick<Found, 'sensors' | 'refusals'> & { readonly conditions: readonly DeviceConditions[] };

/** The sensors of this machine, found in a process of its own: a vendor's library that crashes is a refusal. */
export async function findSensorsInChild(): Promise<FoundNow> {
  const { ending, result } = await runChild(
    SAMPLER,
    { kind: 'find', replay: [], every: false },
    { timeoutMs: FIND_MS },
  );
  const [found, ...lines] = parseRecording(result ?? '');
  if (found?.kind === 'sensors') return { ...found, conditions: conditionsIn(found, lines) };
  const message =
    ending.kind === 'timeout'
      ? `no answer within ${FIND_MS / 1000} s`
      : `looking for sensors ended with ${ending.kind === 'exit' ? (ending.signal ?? `exit code ${ending.code}`) : ending.reason}`;
  const fix = "a vendor's library or tool fails on this machine: run its own tool and see what it says";
  const code = ending.kind === 'timeout' ? 'timeout' : 'unreadable';
  return { sensors: [], refusals: [{ source: 'sensors', code, message, fix }], conditions: [] };
}

function conditionsIn({ sensors }: Found, lines: readonly RecordingLine[]): readonly DeviceConditions[] {
  return lines.flatMap(line => {
    const sensor = line.kind === 'conditions' ? sensors.find(({ id }) => id === line.sensor) : undefined;
    return line.kind === 'conditions' && sensor !== undefined ? [{ sensor, conditions: line.conditions }] : [];
  });
}

export class SamplerChild {
  /** The file it writes its looks to. */
  readonly path: string;
  /** How it ended; null while it runs. */
  ended: string | null = null;
  readonly #folder: string;
  readonly #child: ChildProcess;

  /** `replay`: recordings to play in place of their sources. `every`: also sources of a reading that another source gives. */
  constructor(replay: readonly string[], script: URL, every = false) {
    this.#folder = onDisk(tmpdir(), () => mkdtempSync(join(tmpdir(), 'moebench-sensors-')));
    this.path = join(this.#folder, 'looks.jsonl');
    const jobPath = join(this.#folder, 'job.json');
    onDisk(this.#folder, () => {
      writeFileSync(jobPath, JSON.stringify({ kind: 'sample', replay, every }));
      writeFileSync(this.path, '');
    });
    // A group of its own, so that Ctrl-C at the terminal reaches us alone and we decide.
    this.#child = spawn(process.execPath, [fileURLToPath(script), jobPath, this.path], {
      stdio: ['ignore', 'ignore', 'pipe'],
      detached: true,
    });
    let lastWords = '';
    this.#child.stderr?.setEncoding('utf8').on('data', text => {
      lastWords = (lastWords + text).slice(-500);
    });
    this.#child.on('error', error => this.#end(error.message));
    this.#child.on('close', (code, signal) => this.#end(`${signal ?? `exit code ${code}`} ${lastWords}`.trim()));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** It may be killed at any time, since it writes whole lines. */
  stop(): void {
    this.#child.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #end(how: string): void {
    this.ended = `the sampler ended (${how})`;
  }
}
