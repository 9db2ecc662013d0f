/** What a sensor reads: a boundary of a device. Several sources may read the same. */
import type { Sensor } from './sensor.ts';

/** Of sources that read the same boundary of the same device, the first: the same joules are not paid for twice. */
export function firstOfEach<T extends Extent>(sensors: readonly T[]): readonly T[] {
  const extent = ({ device, boundary }: T) =>
    `${device === null ? 'host' : `${device.vendor} ${device.index}`} ${boundary}`;
  const believed = new Map<string, string>();
  for (const sensor of sensors) {
    if (!believed.has(extent(sensor))) believed.set(extent(sensor), sensor.source);
  }
  return sensors.filter(sensor => believed.get(extent(sensor)) === sensor.source);
}

type Extent = Pick<Sensor, 'device' | 'boundary' | 'source'>;
