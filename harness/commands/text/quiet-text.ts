/** What a run prints about other users of the machine: before it starts, and when it is over. */
import { noteText } from '../../../results/note-text.ts';
import type { RunRecord } from '../../../results/record.ts';
import type { Machine } from '../../../results/schema/machine.ts';
import type { MachineState } from '../../../results/schema/quiet.ts';
import { unknownUse } from '../../../results/unknown-use.ts';
import { notQuiet, unknownUses } from '../../quiet/not-quiet.ts';
import { notQuietWords, unknownUseText } from './quiet-words.ts';

/** A line for each condition that would disturb a run, with its fix, and for each unknown condition; none on a quiet machine. */
export function notQuietText(state: MachineState, machine: Machine): string {
  const disturbing = notQuiet(state, machine).map(notQuietWords);
  return [
    ...disturbing.map(({ what, fix }) => `not quiet: ${what}: ${fix}\n`),
    ...unknownUses(state).map(unknown => `warning: ${unknownUseText(unknown)}\n`),
  ].join('');
}

/**
 * How many cells were disturbed, by what, and the remedy; and for how many this is unknown. Empty where all cells are known to be
 * undisturbed.
 */
export function disturbedText({ context, cells, attempts }: Pick<RunRecord, 'context' | 'cells' | 'attempts'>): string {
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
  const advice = policy === 'warn' && canRetry && mayPass ? '; --disturbed retry runs such cells once more' : '';
  return [
    again > 0 ? `${again} disturbed ${cellsOf(again)} run once more\n` : '',
    failed > 0 ? `${failed} ${failed === 1 ? 'cell' : 'cells'} failed because of disturbance\n` : '',
    causes.length > 0
      ? `${causes.length} of ${measured.length} measured cells were disturbed (${what}): moebench detect lists what disturbs this machine${advice}\n`
      : '',
    unknownText({ context, cells }),
  ].join('');
}

function unknownText({ context, cells }: Pick<RunRecord, 'context' | 'cells'>): string {
  const targets = new Map(context.targets.map(target => [target.id, target]));
  const planned = new Map(context.plan.map(({ id, target }) => [id, targets.get(target)]));
  const measured = cells.flatMap(({ cell, outcome }) => {
    const target = planned.get(cell);
    return outcome.status === 'measured' && target !== undefined ? [unknownUse(outcome.quiet, target)] : [];
  });
  const reasons = measured.filter(reason => reason !== null);
  const [first] = reasons;
  if (first === undefined) return '';
  return `unknown for ${reasons.length} of ${measured.length} measured cells whether other processes disturbed them: ${noteText(first)}\n`;
}

const cellsOf = (count: number): string => (count === 1 ? 'cell was' : 'cells were');
