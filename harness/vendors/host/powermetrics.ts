/**
 * Apple silicon: powermetrics, as root. A sample is the mean over its interval, by Apple's model of the chip, not by a meter.
 * Package Power (macOS up to 12) holds CPU, GPU, neural engine and DRAM; later there is only the sum of the first three.
 */
import { ask, complaint } from '../sensing/ask.ts';
import { wattsOf } from '../sensing/quantity.ts';
import { type Boundary, type FoundSensors, refusalOf, type SensorSource } from '../sensing/sensor.ts';
import type { SensorWorld } from '../sensing/world.ts';

const SOURCE = 'powermetrics';
const INTERVAL_MS = 200;
const ARGV = ['--samplers', 'cpu_power,gpu_power', '--sample-rate', `${INTERVAL_MS}`, '--sample-count', '1'];

export const powermetrics: SensorSource = { id: SOURCE, find: findPackage };

async function findPackage(world: SensorWorld): Promise<FoundSensors> {
  const read = async () => {
    const { execution } = await ask(world, SOURCE, ARGV);
    const reading = readSample(execution.stdout);
    if (reading === null) throw complaint(SOURCE, execution);
    return { ...reading, powerW: wattsOf(reading.power, SOURCE) };
  };
  try {
    const { boundary } = await read();
    const look = async () => ({ kind: 'power', powerW: (await read()).powerW }) as const;
    return {
      sensors: [{ id: `${SOURCE}/${boundary}`, source: SOURCE, device: null, boundary, limitW: null, look }],
      refusals: [],
    };
  } catch (error) {
    return { sensors: [], refusals: [refusalOf(SOURCE, error)] };
  }
}

/** The last sample's widest power, and what it covers. */
export function readSample(text: string): { readonly power: string; readonly boundary: Boundary } | null {
  const last = (key: RegExp) => [...text.matchAll(key)].at(-1)?.[1];
  const packagePower = last(/^Package Power: (.+)$/gm);
  if (packagePower !== undefined) return { power: packagePower, boundary: 'package' };
  const parts = last(/^Combined Power \(CPU \+ GPU \+ ANE\): (.+)$/gm);
  return parts === undefined ? null : { power: parts, boundary: 'die' };
}
