/** `--resume`: goes on with an interrupted record, or starts a new run where what measures is not what it was. */
import { basename, dirname } from 'node:path';
import type { Machine } from '../../results/schema/machine.ts';
import { type Holder, holderText } from '../../results/record-file/lock-holder.ts';
import { createRun, type OpenRecord, openRecord, resumeRun } from '../../results/store.ts';
import { type Detection, detect } from '../detect/detect.ts';
import type { MachineName } from '../detect/host.ts';
import { thisMachine } from '../detect/world.ts';
import { UsageError } from '../errors.ts';
import { contextInstead, type Difference, differencesOf, differenceText, setupNow } from '../resume.ts';
import type { RunOptions } from '../run.ts';
import { CLOCK } from './clock.ts';
import { nameHere } from './options/machine-option.ts';
import { askedByRun, pythonsTyped, runnersHere } from './options/runner-options.ts';
import { displayPath } from './text/terminal.ts';

/** A run that is ready to begin, or to go on. */
export type Prepared = Pick<RunOptions, 'context' | 'writer' | 'before'>;

/**
 * An interrupted record: what is returned looks at the machine and goes on with it. UsageError where it cannot be gone on with, or
 * another command began it.
 */
export function resumeOf(path: string, command: 'run' | 'selftest', interrupt: AbortSignal): () => Promise<Prepared> {
  const opened = openRecord(path);
  const begunBy = opened.record.context.selftest === undefined ? 'run' : 'selftest';
  if (begunBy !== command) {
    throw new UsageError(`${path} was begun by ${begunBy}: moebench ${begunBy} --resume ${path} goes on with it`);
  }
  return () => resumeHere(path, opened, interrupt);
}

async function resumeHere(path: string, opened: OpenRecord, interrupt: AbortSignal): Promise<Prepared> {
  const { context } = opened.record;
  const begunOn = context.machine;
  // The same Pythons, by the command that began it, and of what they drive the targets of the record.
  const asked = askedByRun(
    runnersHere(pythonsTyped(context.command)),
    context.targets.map(({ id }) => id),
    interrupt,
  );
  const now = await detect(thisMachine, begunOn.named ? begunOn.id : undefined, asked);
  const another = otherMachine(begunOn, now.machine, nameHere(undefined));
  if (another !== null) throw new UsageError(`${path} was begun on ${another}: start a new run`);
  const differences = differencesOf({ ...context, schema: opened.schema }, setupNow(now.machine, now.targets));
  if (differences.length > 0) return startInstead(path, opened, now, differences);
  const { writer, record, takenOverFrom } = resumeRun(path);
  if (takenOverFrom !== null) process.stderr.write(takenOverText(displayPath(path), takenOverFrom));
  return { context: record.context, writer, before: record };
}

/** How a machine is another than the one a record was begun on, if it is: of one that was named, by its name and its CPU. */
function otherMachine(begunOn: Machine, here: Machine, name: MachineName): string | null {
  if (!begunOn.named) return here.id === begunOn.id ? null : `${begunOn.id}, this is ${here.id}`;
  if (name !== undefined && name !== begunOn.id) return `${begunOn.id}, this is ${name}`;
  return here.cpu.name === begunOn.cpu.name ? null : `${begunOn.cpu.name}, this is ${here.cpu.name}`;
}

/** A new run of the same work beside the interrupted one, whose record stays as it is. */
function startInstead(
  path: string,
  { record }: OpenRecord,
  { machine, targets, state }: Detection,
  differences: readonly Difference[],
): Prepared {
  const fresh = { startedAt: CLOCK.now(), machine, machineState: state, targets };
  const context = contextInstead(record.context, fresh, differences);
  const writer = createRun(folderOf(path, machine.id), context);
  const changes = differences.map(differenceText).join('; ');
  process.stderr.write(
    `${displayPath(path)} is not continued, for figures of two set-ups do not mix: ${changes}. ` +
      `A new run of the same work begins: ${displayPath(writer.path)}\n`,
  );
  return { context, writer };
}

/** The folder of records, in which each machine has its own. */
function folderOf(path: string, machine: string): string {
  const folder = dirname(path);
  return basename(folder) === machine ? dirname(folder) : folder;
}

/** The lock of a process that has ended without releasing it. */
export function takenOverText(subject: string, holder: Holder): string {
  return `${subject} was locked by ${holderText(holder)}, which has ended: taken over\n`;
}
