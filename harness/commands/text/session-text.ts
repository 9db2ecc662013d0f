/** What a session reports of its start, as lines for standard error. */

import type { Language } from '../../../reports/words/language.ts';
import { type Holder, holderText } from '../../../results/record-file/lock-holder.ts';
import type { Machine } from '../../../results/schema/machine.ts';
import { hasGeneratedName, MACHINE_VARIABLE } from '../../detect/machine-name.ts';
import type { SessionEvent, SessionSuite } from '../../session/events.ts';
import type { Difference } from '../../session/setup.ts';
import { RUN_TEXT_WORDS } from '../words/run-text-words.ts';
import { estimateText } from './estimate-text.ts';
import { notQuietText } from './quiet-text.ts';
import { displayPath } from './terminal.ts';

type EventOf<Kind extends SessionEvent['kind']> = Extract<SessionEvent, { readonly kind: Kind }>;

/** Warnings about the machine, the suite where none was named, and how long the run takes. */
export function startText({ context, suite }: EventOf<'started'>, language: Language = 'en'): string {
  const { machine, machineState } = context;
  const state = machineState === undefined ? '' : notQuietText(machineState, machine, language);
  const rest = suite === null ? '' : chosenText(suite, language) + estimateText(context, suite, language);
  return generatedNameText(machine, language) + state + rest;
}

/** A line of advice where a hostname looks generated and the user has not named the machine; else empty. */
export function generatedNameText(machine: Pick<Machine, 'hostname' | 'named'>, language: Language = 'en'): string {
  if (!hasGeneratedName(machine)) return '';
  return RUN_TEXT_WORDS[language].generated(machine.hostname, MACHINE_VARIABLE);
}

/** `runtimes.onnxruntime-node was 1.29.0, is 1.30.0` */
export const differenceText = ({ what, before, now }: Difference, language: Language = 'en'): string =>
  RUN_TEXT_WORDS[language].difference(what, before ?? null, now ?? null);

/** Which suite was chosen where none was named, and why. */
function chosenText({ name, chosenFor }: SessionSuite, language: Language): string {
  return chosenFor === null ? '' : RUN_TEXT_WORDS[language].suite(name, chosenFor);
}

/** Why an interrupted record is not continued, and the record of the new run. */
export function restartedText({ path, differences, newPath }: EventOf<'restarted'>, language: Language = 'en'): string {
  const words = RUN_TEXT_WORDS[language];
  const changed = differences.map(difference => differenceText(difference, language)).join(words.semicolon);
  return words.restarted(displayPath(path), changed, displayPath(newPath));
}

/** A lock whose process has ended without releasing it. */
export function takenOverText(
  { path, holder }: { readonly path: string | null; readonly holder: Holder },
  language: Language = 'en',
): string {
  return RUN_TEXT_WORDS[language].takenOver(path === null ? null : displayPath(path), holderText(holder));
}

/** `this machine is in use by process 42 on lab-1, since …: waiting, 60 min at most` */
export function waitingText(
  { why, minutes }: Pick<EventOf<'waiting'>, 'why' | 'minutes'>,
  language: Language = 'en',
): string {
  return RUN_TEXT_WORDS[language].waiting(why.replace(/: (wait until it has ended|try again)$/, ''), minutes);
}

/** What detection tries on a device, as a terminal shows it. */
export function tryingText(what: string, language: Language = 'en'): string {
  return RUN_TEXT_WORDS[language].trying(what);
}
