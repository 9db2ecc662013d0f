/** What a source of energy readings finds in a world of played tools. */
import type { SensorSource } from '../../../harness/vendors/sensing/sensor.ts';
import { fixture } from './played.ts';
import { type SensorParts, sensorWorldOf } from './world.ts';

/** Each sensor in a line: id, what it covers, cap, what a look gives. */
export async function read(source: SensorSource, parts: SensorParts) {
  const { sensors, refusals } = await source.find(sensorWorldOf(parts));
  const lines = sensors.map(async ({ id, boundary, limitW, look }) => {
    const seen = await look();
    return `${id} ${boundary} ${limitW ?? '-'} ${seen.kind} ${seen.kind === 'counter' ? seen.energyJ : seen.powerW}`;
  });
  return { sensors: await Promise.all(lines), refusals: refusals.map(({ code, message }) => `${code}: ${message}`) };
}

export const printing = (source: SensorSource, name: string) => read(source, { tools: { [source.id]: fixture(name) } });
