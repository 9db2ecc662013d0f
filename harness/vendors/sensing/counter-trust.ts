/** Whether what a tool calls an energy counter can be joules. Where not, power is read instead. */
import { type Row, said } from '../device.ts';
import { joulesOf, wattsOf } from './quantity.ts';
import { SensorFault } from './sensor.ts';

/** Devices whose counter is known to be wrong: https://github.com/ROCm/amdsmi/issues/38 */
const WRONG_COUNTERS = /\bMI100\b|\bArcturus\b/;
/** A counter that holds less than the last minute at the present power is not joules since the driver was loaded. */
const LEAST_SECONDS = 60;
/** No accelerator idles below; for one whose power is not told. */
const LEAST_W = 5;

/** Why a row's counter is not believed; null where it is. */
export function distrustOfCounter(row: Row, who: string): SensorFault | null {
  const fix = 'none needed: its power is read instead';
  if (WRONG_COUNTERS.test(row.name)) {
    return new SensorFault('absurd', `${who}: energy counter is known to be wrong on this device`, fix);
  }
  try {
    const energyJ = joulesOf(row.energy, who);
    const powerW = said(row.power) === null ? LEAST_W : wattsOf(row.power, who);
    if (energyJ >= powerW * LEAST_SECONDS) return null;
    return new SensorFault('absurd', `${who}: energy counter is ${row.energy}, less than a minute at ${powerW} W`, fix);
  } catch (error) {
    if (error instanceof SensorFault) return error;
    throw error;
  }
}
