/** Which of the machine's sensors are of a target's device. Pure. */
import { isOnHost } from '../../results/on-host.ts';
import type { Target } from '../../results/record.ts';
import { type Note, note } from '../../results/schema/note.ts';
import type { SensorInfo } from '../sampler/recording.ts';

/**
 * Whether a sensor is of the target's device: of the host for a target on the host. NVIDIA's tools and libraries agree on a board's
 * UUID, but not on its number where one of them sees fewer boards; the tools of other makers agree on numbers, not on UUIDs.
 */
export function isOf({ device }: Pick<SensorInfo, 'device'>, target: Target): boolean {
  if (isOnHost(target) || device === null) return isOnHost(target) && device === null;
  const { vendor, index, uuid, boardUnknown } = target.device;
  if (boardUnknown !== undefined || device.vendor !== vendor) return false;
  const byUuid = vendor === 'nvidia' && uuid !== undefined && device.uuid !== null;
  return byUuid ? device.uuid === uuid : device.index === index;
}

/** Why no reading of a board is of this target alone; null where it is. */
export function noBoardOf({ device }: Pick<Target, 'device'>): Note | null {
  return device.boardUnknown ?? (device.partitioned === true ? note('sliced') : null);
}
