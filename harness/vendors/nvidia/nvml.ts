/** NVIDIA, by NVML: its energy counter where the device has one (since Volta), else sampled power, else an estimate. */
import { vendorOfName } from '../pci.ts';
import {
  type Conditions,
  type FoundSensors,
  type Look,
  type Refusal,
  refusalOf,
  type Sensor,
  SensorFault,
  type SensorSource,
} from '../sensing/sensor.ts';
import type { SensorWorld } from '../sensing/world.ts';
import { type Handle, NVML_LIBRARY, Nvml } from './nvml-library.ts';

const SOURCE = 'nvml';

export const nvml: SensorSource = { id: SOURCE, find: findDevices };

/** nvmlClocksEventReasons: why clocks are not at their highest. Idle (1) and clocks set by the user (2, 0x100) hold nothing down. */
const THROTTLE_REASONS: readonly { readonly bit: bigint; readonly name: string }[] = [
  { bit: 0x4n, name: 'software-power-cap' },
  { bit: 0x8n, name: 'hardware-slowdown' },
  { bit: 0x10n, name: 'sync-boost' },
  { bit: 0x20n, name: 'software-thermal' },
  { bit: 0x40n, name: 'hardware-thermal' },
  { bit: 0x80n, name: 'power-brake' },
];

async function findDevices(world: SensorWorld): Promise<FoundSensors> {
  const opening = await world.open(NVML_LIBRARY);
  if (opening.status === 'failed') {
    const message = `${NVML_LIBRARY} cannot be loaded (${opening.reason})`;
    const fix =
      "on a machine with NVIDIA devices install its driver; in a container give it the driver's utility libraries";
    return { sensors: [], refusals: [{ source: SOURCE, code: 'absent', message, fix }] };
  }
  const library = new Nvml(opening.library);
  const sensors: Sensor[] = [];
  const refusals: Refusal[] = [];
  const attempt = (find: () => void) => {
    try {
      find();
    } catch (error) {
      refusals.push(refusalOf(SOURCE, error));
    }
  };
  attempt(() => {
    library.init();
    const count = library.deviceCount();
    if (count === 0) throw new SensorFault('absent', 'NVML lists no device', 'see nvidia-smi -L');
    for (let index = 0; index < count; index += 1) attempt(() => sensors.push(sensorOf(library, index)));
  });
  return { sensors, refusals };
}

function sensorOf(library: Nvml, index: number): Sensor {
  const handle = library.handle(index);
  const name = library.name(handle);
  const limitW = readOrNull(() => library.limitW(handle));
  return {
    id: `${SOURCE}/${index}`,
    source: SOURCE,
    // T-Head's PPU answers to a look-alike of this library.
    device: { vendor: vendorOfName('nvidia')(name), index, name, uuid: readOrNull(() => library.uuid(handle)) },
    boundary: 'board',
    limitW,
    look: workingLook(library, handle, limitW),
    conditions: async () => conditionsOf(library, handle),
  };
}

/** The best look this device supports; the fault of the last where it supports none. */
function workingLook(library: Nvml, handle: Handle, limitW: number | null): () => Promise<Look> {
  const counter = (): Look => ({ kind: 'counter', energyJ: library.energyJ(handle), wrapsAtJ: null });
  const power = (): Look => ({ kind: 'power', powerW: library.powerW(handle) });
  if (isSupported(counter)) return async () => counter();
  if (limitW === null || isSupported(power)) {
    power();
    return async () => power();
  }
  const estimate = (): Look => ({ kind: 'estimate', powerW: limitW * library.busyShare(handle) });
  estimate();
  return async () => estimate();
}

/** False only where the driver says it cannot; any other fault is thrown on. */
function isSupported(look: () => Look): boolean {
  try {
    look();
    return true;
  } catch (error) {
    if (error instanceof SensorFault && error.code === 'unsupported') return false;
    throw error;
  }
}

function conditionsOf(library: Nvml, handle: Handle): Conditions {
  return {
    clocksMHz: readOrNull(() => library.clocksMHz(handle)) ?? {},
    temperatureC: readOrNull(() => library.temperatureC(handle)),
    powerLimitW: readOrNull(() => library.limitW(handle)),
    throttled: readOrNull(() => reasonsIn(library.clockReasons(handle))),
    processes: readOrNull(() => library.computeProcesses(handle)),
    memoryBytes: readOrNull(() => library.memoryBytes(handle)),
  };
}

/** By name, the reasons set in NVML's bit mask that hold the clocks down. */
export function reasonsIn(mask: bigint): readonly string[] {
  return THROTTLE_REASONS.filter(({ bit }) => (mask & bit) !== 0n).map(({ name }) => name);
}

/** null for a reading that this device does not give. */
function readOrNull<T>(ask: () => T): T | null {
  try {
    return ask();
  } catch (error) {
    if (error instanceof SensorFault) return null;
    throw error;
  }
}
