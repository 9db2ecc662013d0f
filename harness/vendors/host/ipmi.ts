/**
 * The whole machine, by its management controller (IPMI, DCMI power reading): what its power supplies take in or put out, as
 * the maker built it. Whole watts, about one reading a second or slower. Either of two tools: ipmitool, FreeIPMI's ipmi-dcmi.
 */
import { ask, complaint } from '../sensing/ask.ts';
import { wattsOf } from '../sensing/quantity.ts';
import { type FoundSensors, type Look, refusalOf, SensorFault, type SensorSource } from '../sensing/sensor.ts';
import type { SensorWorld } from '../sensing/world.ts';

const SOURCE = 'ipmi';

type Question = { readonly tool: string; readonly argv: readonly string[] };

const QUESTIONS: readonly Question[] = [
  { tool: 'ipmitool', argv: ['dcmi', 'power', 'reading'] },
  { tool: 'ipmi-dcmi', argv: ['--get-system-power-statistics'] },
];

export const ipmi: SensorSource = { id: SOURCE, find: findChassis };

async function findChassis(world: SensorWorld): Promise<FoundSensors> {
  const faults: unknown[] = [];
  for (const question of QUESTIONS) {
    try {
      const look = () => lookAt(world, question);
      await look();
      const sensor = {
        id: `${SOURCE}/chassis`,
        source: SOURCE,
        device: null,
        boundary: 'chassis',
        limitW: null,
        look,
      } as const;
      return { sensors: [sensor], refusals: [] };
    } catch (error) {
      faults.push(error);
    }
  }
  // What an installed tool says tells more than that the other is not there.
  const telling = faults.find(fault => !(fault instanceof SensorFault) || fault.code !== 'absent') ?? faults[0];
  return { sensors: [], refusals: [refusalOf(SOURCE, telling)] };
}

async function lookAt(world: SensorWorld, { tool, argv }: Question): Promise<Look> {
  const { execution } = await ask(world, tool, argv);
  const reading = readDcmi(execution.stdout);
  if (reading === null) throw complaint(tool, execution);
  if (!reading.active) {
    const fix = `sudo ${tool === 'ipmitool' ? 'ipmitool dcmi power activate' : 'ipmi-dcmi --activate-deactivate-power-limit=ACTIVATE'}`;
    throw new SensorFault('unsupported', `${tool}: power measurement is not active`, fix);
  }
  return { kind: 'power', powerW: wattsOf(reading.power, tool) };
}

/** The power now, as either tool writes it, and whether the controller measures at all. */
export function readDcmi(text: string): { readonly power: string; readonly active: boolean } | null {
  const fact = (key: RegExp) => new RegExp(`^\\s*${key.source}\\s*:\\s*(\\S.*?)\\s*$`, 'mi').exec(text)?.[1];
  const power = fact(/Instantaneous power reading/) ?? fact(/Current Power/);
  const state = fact(/Power reading state is/) ?? fact(/Power Measurement/);
  if (power === undefined || state === undefined) return null;
  return { power, active: /^(activated|active)$/i.test(state) };
}
