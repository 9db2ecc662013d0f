/** Made-up records of many nights on disk, the last of them slower: real files with chain and seal. No number here was measured. */
import { note } from '../../../../results/schema/note.ts';
import { contextOf, layerA, layerB, target } from '../../../results/small-record.ts';
import { wholeRecord } from '../../../results/whole-record.ts';

export const LAST_NIGHT = 32;
export const FIRST_SLOW = 30;

export type NightChanges = {
  /** What the device of the target is called. */
  readonly device?: string;
  /** From the first slow night on, times this; 1: nothing changes. */
  readonly slower?: number;
  /** Only the last so many. */
  readonly nights?: number;
};

/** Of the rounds of a night, the same on every machine: ±0.5 % from night to night, less from round to round. */
const stepMs = (night: number, round: number): number =>
  5 * (1 + 0.005 * Math.sin(7 * night * night) + 0.001 * Math.sin(13 * night + 5 * round));

/** Writes the nights up to the 32nd; in that, one cell of the second work fails and its other rounds are skipped. */
export function slowerNights(
  folder: string,
  { device = 'a made-up cpu', slower = 1.1, nights = LAST_NIGHT }: NightChanges = {},
): void {
  const parts = {
    rounds: 5,
    cases: [layerA, layerB],
    targets: [target('cpu', { device: { vendor: null, name: device, index: 0 } })],
  };
  for (let night = LAST_NIGHT - nights + 1; night <= LAST_NIGHT; night += 1) {
    const factor = night >= FIRST_SLOW ? slower : 1;
    const startedAt = new Date(Date.UTC(2026, 0, night, 22)).toISOString();
    const base = contextOf(parts);
    const kernel = night >= FIRST_SLOW ? '6.8' : '6.1';
    wholeRecord(folder, {
      parts,
      context: { runId: `night-${night}`, startedAt, machine: { ...base.machine, kernel } },
      stepsMs: ({ round }) => [0, 1, 2].map(i => stepMs(night, round) * factor * (1 + 0.0001 * i)),
      lines: (line, cell) => {
        if (night !== LAST_NIGHT || cell.kind === 'proof' || cell.case !== layerB.id) return [line];
        const begun = { kind: 'cell' as const, cell: cell.id, startedAt: line.startedAt, wallMs: 10 };
        const fault = {
          code: 'crash' as const,
          message: 'the worker ended with signal SIGSEGV and no result',
          detail: '',
        };
        return cell.round === 0
          ? [{ ...begun, outcome: { status: 'fault', fault } }]
          : [{ ...begun, outcome: { status: 'skipped', reason: note('proof-failed') } }];
      },
    });
  }
}
