/** Of which cells nobody can tell whether others used what they were computed on: neither disturbed nor calm. Pure. */

import { isOnHost } from './on-host.ts';
import type { Target } from './record.ts';
import { type Note, note } from './schema/note.ts';
import type { CellQuiet } from './schema/quiet.ts';

/** The reason of such a cell; null where it can be told. On the host by its CPUs, on a board by the board's processes. */
export function unknownUse(quiet: CellQuiet | undefined, target: Pick<Target, 'onnx' | 'software'>): Note | null {
  if (quiet === undefined) return note('not-looked-at');
  const readings = isOnHost(target) ? [quiet.otherCores, quiet.stolenCores] : [quiet.otherProcesses];
  const [first] = readings.flatMap(reading => (reading.available ? [] : [reading]));
  return first ?? null;
}
