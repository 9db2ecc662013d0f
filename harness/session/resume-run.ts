/** Goes on with an interrupted record, or starts a new run where what measures has changed since. */
import { basename, dirname } from 'node:path';
import type { Machine } from '../../results/schema/machine.ts';
import { createRun, type OpenRecord, openRecord, resumeRun } from '../../results/store.ts';
import { limitFrom } from '../cells/run-limit.ts';
import { type Detection, detect } from '../detect/detect.ts';
import type { MachineName } from '../detect/host.ts';
import { nameHere } from '../detect/machine-name.ts';
import { askedByRun } from '../detect/runners/detect.ts';
import { seekRunners } from '../detect/runners/interpreters.ts';
import { UsageError } from '../errors.ts';
import type { Prepare, PreparedRun, SessionContext } from './prepared.ts';
import { recordedPythons } from './recorded-command.ts';
import type { ResumeRequest } from './request.ts';
import { contextInstead, type Difference, differencesOf, setupNow } from './setup.ts';

/** UsageError for a record that cannot be continued, or that another command began. */
export function resumeOf({ path, begunBy, maxMinutes }: ResumeRequest, session: SessionContext): Prepare {
  const opened = openRecord(path);
  const command = opened.record.context.selftest === undefined ? 'run' : 'selftest';
  if (command !== begunBy) {
    throw new UsageError(`${path} was begun by ${command}: moebench ${command} --resume ${path} goes on with it`);
  }
  return async () => {
    const limit = limitFrom(session.here.clock, maxMinutes);
    return { ...(await resumeHere(path, opened, session)), ...limit };
  };
}

async function resumeHere(path: string, opened: OpenRecord, session: SessionContext): Promise<PreparedRun> {
  const { context } = opened.record;
  const detection = await detectAgain(opened, session);
  const another = otherMachine(context.machine, detection.machine, nameHere(undefined, session.here.world));
  if (another !== null) throw new UsageError(`${path} was begun on ${another}: start a new run`);
  const setup = setupNow(detection.machine, detection.targets);
  const differences = differencesOf({ ...context, schema: opened.schema }, setup);
  if (differences.length > 0) return startInstead(path, opened, detection, differences, session);
  const { writer, record, takenOverFrom } = resumeRun(path);
  if (takenOverFrom !== null) session.report({ kind: 'lock-taken-over', path, holder: takenOverFrom });
  session.report({ kind: 'resumed', context: record.context });
  return { context: record.context, writer, before: record };
}

/** Asks the Pythons that the recorded command named, and tries the targets of the record alone. */
function detectAgain({ record }: OpenRecord, { report, interrupt, here }: SessionContext): Promise<Detection> {
  const { command, targets, machine } = record.context;
  const asked = askedByRun(
    seekRunners(recordedPythons(command), here.search),
    targets.map(({ id }) => id),
    what => report({ kind: 'trying', what }),
    interrupt,
  );
  return detect(here.world, machine.named ? machine.id : undefined, asked);
}

/** How this machine differs from the one a record was begun on; null: it is the same. A named machine is known by name and CPU. */
function otherMachine(begunOn: Machine, here: Machine, name: MachineName): string | null {
  if (!begunOn.named) return here.id === begunOn.id ? null : `${begunOn.id}, this is ${here.id}`;
  if (name !== undefined && name !== begunOn.id) return `${begunOn.id}, this is ${name}`;
  return here.cpu.name === begunOn.cpu.name ? null : `${begunOn.cpu.name}, this is ${here.cpu.name}`;
}

/** A new run of the same work; the interrupted record stays as it is, for figures of two set-ups do not mix. */
function startInstead(
  path: string,
  { record }: OpenRecord,
  { machine, targets, state }: Detection,
  differences: readonly Difference[],
  { report, here }: SessionContext,
): PreparedRun {
  const fresh = { startedAt: here.clock.now(), machine, machineState: state, targets };
  const context = contextInstead(record.context, fresh, differences);
  const writer = createRun(folderOf(path, machine.id), context);
  report({ kind: 'restarted', context, path, differences, newPath: writer.path });
  return { context, writer };
}

/** The folder of records, in which each machine has its own. */
function folderOf(path: string, machine: string): string {
  const folder = dirname(path);
  return basename(folder) === machine ? dirname(folder) : folder;
}
