/** What a run says of who else used the machine: before it starts, and when it is over. */
import type { MachineState } from '../../results/quiet.ts';
import type { Machine, RunRecord } from '../../results/record.ts';
import { notQuiet } from '../measure/quiet/not-quiet.ts';

/** A line for each thing that would disturb a run, with what mends it; none on a quiet machine. */
export function notQuietText(state: MachineState, machine: Machine): string {
  return notQuiet(state, machine)
    .map(({ what, fix }) => `not quiet: ${what}: ${fix}\n`)
    .join('');
}

/** How many cells others disturbed, by what, and what could be done; empty where none was. */
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
  const advice = policy === 'warn' && canRetry ? '; --disturbed retry takes such a cell once more' : '';
  return [
    again > 0 ? `${again} disturbed ${cellsOf(again)} taken once more\n` : '',
    failed > 0 ? `${failed} ${failed === 1 ? 'cell' : 'cells'} failed, disturbed by others\n` : '',
    causes.length > 0
      ? `${causes.length} of ${measured.length} measured cells were disturbed by others (${what}): moebench detect says what is not quiet${advice}\n`
      : '',
  ].join('');
}

const cellsOf = (count: number): string => (count === 1 ? 'cell was' : 'cells were');
