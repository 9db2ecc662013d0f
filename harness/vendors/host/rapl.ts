/**
 * The processor's own energy counters (RAPL: Intel since Sandy Bridge, AMD since Zen), as Linux shows them under powercap.
 * A package counts its cores and what else is in it; DRAM is counted apart, on servers. Both wrap around.
 */
import {
  type FoundSensors,
  type Refusal,
  refusalOf,
  type Sensor,
  SensorFault,
  type SensorSource,
} from '../sensing/sensor.ts';
import type { SensorWorld } from '../sensing/world.ts';

const SOURCE = 'rapl';
export const POWERCAP = '/sys/class/powercap';

/** `intel-rapl:0`: a package, or psys; `intel-rapl:0:1`: a part of one. The name is Intel's on AMD too. */
const ZONE = /^intel-rapl:[0-9a-f]+(:[0-9a-f]+)?$/;

const READ_FIX =
  'run as root, or: sudo chmod a+r /sys/class/powercap/intel-rapl:*/energy_uj (until the next boot; closed to users since CVE-2020-8694)';

/** A limit of 4 kW or more is how firmware writes "none". */
const UNLIMITED_W = 4000;

export const rapl: SensorSource = { id: SOURCE, find: findZones };

async function findZones(world: SensorWorld): Promise<FoundSensors> {
  const zones = (await world.list(POWERCAP)).filter(name => ZONE.test(name));
  const sensors: Sensor[] = [];
  const refusals: Refusal[] = [];
  for (const zone of zones) {
    try {
      const sensor = await sensorOf(world, `${POWERCAP}/${zone}`);
      if (sensor !== null) sensors.push(sensor);
    } catch (error) {
      refusals.push(refusalOf(SOURCE, error));
    }
  }
  if (sensors.length === 0 && refusals.length === 0) refusals.push(NO_ZONE);
  return { sensors, refusals: onePerCode(refusals) };
}

const NO_ZONE: Refusal = {
  source: SOURCE,
  code: 'absent',
  message: `no intel-rapl package in ${POWERCAP}`,
  fix: 'on bare metal: sudo modprobe intel_rapl_msr; a virtual machine has none',
};

/** null: cores and the like, which their package counts already; psys, whose extent is the maker's. */
async function sensorOf(world: SensorWorld, folder: string): Promise<Sensor | null> {
  const name = (await textOf(world, `${folder}/name`)).trim();
  const boundary = /^package-\d+(-die-\d+)?$/.test(name) ? 'package' : name === 'dram' ? 'dram' : null;
  if (boundary === null) return null;
  const wrapsAtJ = microToUnit(await textOf(world, `${folder}/max_energy_range_uj`), `${folder}/max_energy_range_uj`);
  const path = `${folder}/energy_uj`;
  const look = async () =>
    ({ kind: 'counter', energyJ: microToUnit(await textOf(world, path), path), wrapsAtJ }) as const;
  await look();
  // Two sockets both have a zone called dram: it is told apart by its package's number.
  const id = boundary === 'dram' ? `dram-${folder.split(':')[1]}` : name;
  return { id: `${SOURCE}/${id}`, source: SOURCE, device: null, boundary, limitW: await limitOf(world, folder), look };
}

/** The long-term limit in force, or the TDP if that is more; null where the firmware has lifted it. */
async function limitOf(world: SensorWorld, folder: string): Promise<number | null> {
  const inForceW = await optionalWatts(world, `${folder}/constraint_0_power_limit_uw`);
  if (inForceW === null || inForceW >= UNLIMITED_W) return null;
  return Math.max(inForceW, (await tdpOf(world, folder)) ?? 0);
}

/** The TDP in watts that the firmware states for a zone; null where it does not. */
export function tdpOf(world: SensorWorld, folder: string): Promise<number | null> {
  return optionalWatts(world, `${folder}/constraint_0_max_power_uw`);
}

async function optionalWatts(world: SensorWorld, path: string): Promise<number | null> {
  const file = await world.readFile(path);
  const watts = file.status === 'read' ? Number(file.text) / 1e6 : Number.NaN;
  return watts > 0 ? watts : null;
}

async function textOf(world: SensorWorld, path: string): Promise<string> {
  const file = await world.readFile(path);
  switch (file.status) {
    case 'read':
      return file.text;
    case 'denied':
      throw new SensorFault('permission', `${path}: permission denied`, READ_FIX);
    case 'not-there':
      throw new SensorFault('absent', `${path} is not there`, NO_ZONE.fix);
    case 'failed':
      throw new SensorFault('unreadable', `${path}: ${file.reason}`, 'see dmesg for what the driver says');
  }
}

function microToUnit(text: string, path: string): number {
  if (!/^\d+\s*$/.test(text)) {
    throw new SensorFault(
      'unreadable',
      `${path} holds ${JSON.stringify(text.slice(0, 40))}`,
      'report it, with the kernel version',
    );
  }
  return Number(text) / 1e6;
}

/** Eight zones refuse for one reason: one line. */
function onePerCode(refusals: readonly Refusal[]): readonly Refusal[] {
  return refusals.filter((refusal, index) => refusals.findIndex(({ code }) => code === refusal.code) === index);
}
