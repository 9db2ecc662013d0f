/** What a session reports of its start, as lines for standard error. */

import { type Holder, holderText } from '../../../results/record-file/lock-holder.ts';
import type { Machine } from '../../../results/schema/machine.ts';
import { hasGeneratedName, MACHINE_VARIABLE } from '../../detect/machine-name.ts';
import type { SessionEvent, SessionSuite } from '../../session/events.ts';
import type { Difference } from '../../session/setup.ts';
import { estimateText } from './estimate-text.ts';
import { notQuietText } from './quiet-text.ts';
import { displayPath } from './terminal.ts';

type EventOf<Kind extends SessionEvent['kind']> = Extract<SessionEvent, { readonly kind: Kind }>;

/** Warnings about the machine, the suite where none was named, and how long the run takes. */
export function startText({ context, suite }: EventOf<'started'>): string {
  const { machine, machineState } = context;
  const state = machineState === undefined ? '' : notQuietText(machineState, machine);
  const rest = suite === null ? '' : chosenText(suite) + estimateText(context, suite);
  return generatedNameText(machine) + state + rest;
}

/** A line of advice where a hostname looks generated and the user has not named the machine; else empty. */
export function generatedNameText(machine: Pick<Machine, 'hostname' | 'named'>): string {
  if (!hasGeneratedName(machine)) return '';
  return `the hostname '${machine.hostname}' looks generated, as a container's is: give --machine NAME (or ${MACHINE_VARIABLE}), or its next run counts as another machine's\n`;
}

/** `runtimes.onnxruntime-node was 1.29.0, is 1.30.0` */
export const differenceText = ({ what, before, now }: Difference): string =>
  `${what} was ${before ?? 'not there'}, is ${now ?? 'not there'}`;

/** Which suite was chosen where none was named, and why. */
function chosenText({ name, chosenFor }: SessionSuite): string {
  if (chosenFor === null) return '';
  const why = chosenFor.length === 0 ? 'no accelerator takes part' : `for ${chosenFor.join(', ')}`;
  return `Suite ${name}: ${why}; --suite names another.\n`;
}

/** Why an interrupted record is not continued, and the record of the new run. */
export function restartedText({ path, differences, newPath }: EventOf<'restarted'>): string {
  return (
    `${displayPath(path)} is not continued, because the set-up has changed: ` +
    `${differences.map(differenceText).join('; ')}. A new run of the same work begins: ${displayPath(newPath)}\n`
  );
}

/** A lock whose process has ended without releasing it. */
export function takenOverText({ path, holder }: { readonly path: string | null; readonly holder: Holder }): string {
  const subject = path === null ? 'this machine' : displayPath(path);
  return `${subject} was locked by ${holderText(holder)}, which has ended: taken over\n`;
}

/** `this machine is in use by process 42 on lab-1, since …: waiting, 60 min at most` */
export function waitingText({ why, minutes }: Pick<EventOf<'waiting'>, 'why' | 'minutes'>): string {
  return `${why.replace(/: (wait until it has ended|try again)$/, '')}: waiting, ${minutes} min at most\n`;
}

/** What detection tries on a device, as a terminal shows it. */
export function tryingText(what: string): string {
  return `trying ${what} (once; kept until a version or a driver changes)`;
}
