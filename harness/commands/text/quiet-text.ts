/** What a run prints about other users of the machine: before it starts, and when it is over. */
import type { Language } from '../../../reports/words/language.ts';
import { noteText } from '../../../reports/words/notes/note-text.ts';
import type { RunRecord } from '../../../results/record.ts';
import type { Machine } from '../../../results/schema/machine.ts';
import type { MachineState } from '../../../results/schema/quiet.ts';
import { unknownUse } from '../../../results/unknown-use.ts';
import { notQuiet, unknownUses } from '../../quiet/not-quiet.ts';
import { QUIET_WORDS } from '../words/quiet-text-words.ts';
import { notQuietWords, unknownUseText } from './quiet-words.ts';

/** A line for each condition that would disturb a run, with its fix, and for each unknown condition; none on a quiet machine. */
export function notQuietText(state: MachineState, machine: Machine, language: Language = 'en'): string {
  const words = QUIET_WORDS[language];
  const disturbing = notQuiet(state, machine).map(condition => notQuietWords(condition, language));
  return [
    ...disturbing.map(({ what, fix }) => words.notQuiet(what, fix)),
    ...unknownUses(state).map(unknown => words.warning(unknownUseText(unknown, language))),
  ].join('');
}

/**
 * How many cells were disturbed, by what, and the remedy; and for how many this is unknown. Empty where all cells are known to be
 * undisturbed.
 */
export function disturbedText(
  { context, cells, attempts }: Pick<RunRecord, 'context' | 'cells' | 'attempts'>,
  language: Language = 'en',
): string {
  const words = QUIET_WORDS[language];
  const measured = cells.flatMap(({ outcome }) => (outcome.status === 'measured' ? [outcome.quiet] : []));
  const causes = measured.flatMap(quiet =>
    quiet === undefined || quiet.disturbed.length === 0 ? [] : [quiet.disturbed],
  );
  const failed = cells.filter(({ outcome }) => outcome.status === 'fault' && outcome.fault.code === 'disturbed').length;
  const again = attempts.filter(({ outcome }) => (outcome.quiet?.disturbed.length ?? 0) > 0).length - failed;
  const counted = new Map<string, number>();
  for (const { code } of causes.flat()) counted.set(code, (counted.get(code) ?? 0) + 1);
  const what = [...counted].map(([code, count]) => `${code} ${count}`).join(', ');
  const policy = context.disturbed ?? 'warn';
  const canRetry = context.concurrent !== true && context.selftest === undefined;
  // A quota also throttles the second attempt.
  const mayPass = [...counted.keys()].some(code => code !== 'cpu-throttled');
  const advice = policy === 'warn' && canRetry && mayPass;
  return [
    again > 0 ? words.again(again) : '',
    failed > 0 ? words.failed(failed) : '',
    causes.length > 0 ? words.disturbed(causes.length, measured.length, what, advice) : '',
    unknownText({ context, cells }, language),
  ].join('');
}

function unknownText({ context, cells }: Pick<RunRecord, 'context' | 'cells'>, language: Language): string {
  const targets = new Map(context.targets.map(target => [target.id, target]));
  const planned = new Map(context.plan.map(({ id, target }) => [id, targets.get(target)]));
  const measured = cells.flatMap(({ cell, outcome }) => {
    const target = planned.get(cell);
    return outcome.status === 'measured' && target !== undefined ? [unknownUse(outcome.quiet, target)] : [];
  });
  const reasons = measured.filter(reason => reason !== null);
  const [first] = reasons;
  if (first === undefined) return '';
  return QUIET_WORDS[language].unknownFor(reasons.length, measured.length, noteText(first, language));
}
