/** What a machine can show, by its newest self-test: the threshold below which a difference is not worth a word. Pure. */
import * as z from 'zod';
import type { RunRecord } from '../record.ts';
import { absenceSchema, unavailable } from '../schema/reading.ts';
import { smallestDifference, smallestDifferenceSchema, twinRounds } from './pairs.ts';
import { isSelftest } from './selftest.ts';

export const machineNoiseSchema = z.discriminatedUnion('available', [
  z.strictObject({
    available: z.literal(true),
    /** The self-test. */
    run: z.string(),
    startedAt: z.string(),
    ...smallestDifferenceSchema.shape,
  }),
  absenceSchema,
]);

export type MachineNoise = Readonly<z.infer<typeof machineNoiseSchema>>;

/**
 * What comparisons of so many rounds differ by where nothing differs, on one target of one machine. `records`: of any kind;
 * of those that are self-tests the newest that measured enough decides.
 */
export function machineNoise(
  records: readonly RunRecord[],
  machine: string,
  target: string,
  rounds: number,
): MachineNoise {
  const selftests = records
    .filter(record => isSelftest(record) && record.context.machine.id === machine)
    .toSorted((a, b) => Date.parse(b.context.startedAt) - Date.parse(a.context.startedAt));
  for (const record of selftests) {
    const difference = smallestDifference(twinRounds(record, target), rounds);
    const { runId: run, startedAt } = record.context;
    if (difference !== null) return { available: true, run, startedAt, ...difference };
  }
  return unavailable('no-selftest', { target });
}
