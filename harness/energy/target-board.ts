/** Which of the machine's sensors are of a target's own device. Pure. */

import { isOnHost } from '../../results/on-host.ts';
import type { Target } from '../../results/record.ts';
import { type Note, note } from '../../results/schema/note.ts';
import type { SensorInfo } from '../sampler/recording.ts';

/** How the name of a part of a card ended before records had `partitioned`. */
const SLICE = ' (slice)';
const SLICED = note('sliced');

/**
 * Whether a sensor is of the target's device, or of the host. NVIDIA's tools and libraries write one UUID alike, and number
 * boards otherwise where one of them sees fewer; the tools of others number alike, and some write UUIDs in their own way.
 */
export function isOf({ device }: Pick<SensorInfo, 'device'>, target: Target): boolean {
  if (isOnHost(target) || device === null) return isOnHost(target) && device === null;
  const { vendor, index, uuid, boardUnknown } = target.device;
  if (boardUnknown !== undefined || device.vendor !== vendor) return false;
  const byUuid = vendor === 'nvidia' && uuid !== undefined && device.uuid !== null;
  return byUuid ? device.uuid === uuid : device.index === index;
}

/** Why nothing that is read of a board is of this target alone; null where it is. */
export function noBoardOf({ device }: Pick<Target, 'device'>): Note | null {
  const isSlice = device.partitioned === true || device.name.endsWith(SLICE);
  return device.boardUnknown ?? (isSlice ? SLICED : null);
}
