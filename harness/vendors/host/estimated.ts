/**
 * Where a processor's energy cannot be read but its TDP can: TDP × the share of time its cores are busy. Wrong by tens of
 * percent either way; a method of its own, never summed or ranked with what was measured.
 */

import { type FoundSensors, refusalOf, SensorFault, type SensorSource } from '../sensing/sensor.ts';
import type { SensorWorld } from '../sensing/world.ts';
import { POWERCAP, tdpOf } from './rapl.ts';

const SOURCE = 'estimated';
const PACKAGE = /^intel-rapl:[0-9a-f]+$/;
const PROC_STAT = '/proc/stat';
/** /proc/stat counts in hundredths of a second: fewer than these, over all cores, say nothing. */
const LEAST_TICKS = 20;

export const estimated: SensorSource = {
  id: SOURCE,
  find: async world => {
    try {
      return await findHost(world);
    } catch (error) {
      return { sensors: [], refusals: [refusalOf(SOURCE, error)] };
    }
  },
};

async function findHost(world: SensorWorld): Promise<FoundSensors> {
  const zones = (await world.list(POWERCAP)).filter(name => PACKAGE.test(name)).map(name => `${POWERCAP}/${name}`);
  const counters = await Promise.all(zones.map(zone => world.readFile(`${zone}/energy_uj`)));
  // Measured energy leaves nothing to estimate.
  if (zones.length > 0 && counters.every(({ status }) => status === 'read')) return { sensors: [], refusals: [] };
  const tdps = await Promise.all(zones.map(zone => tdpOf(world, zone)));
  const tdpW = tdps.reduce<number | null>((sum, tdp) => (sum === null || tdp === null ? null : sum + tdp), 0);
  if (tdpW === null || tdpW === 0) {
    throw new SensorFault('absent', 'nothing states the TDP of this processor', 'none: a TDP is not guessed');
  }
  const look = estimatingLook(world, tdpW, await ticksOf(world));
  return {
    sensors: [{ id: `${SOURCE}/host`, source: SOURCE, device: null, boundary: 'package', limitW: tdpW, look }],
    refusals: [],
  };
}

type Ticks = { readonly busy: number; readonly all: number };

function estimatingLook(world: SensorWorld, tdpW: number, first: Ticks) {
  let before = first;
  let share: number | null = null;
  return async () => {
    const now = await ticksOf(world);
    if (now.all - before.all >= LEAST_TICKS) {
      share = (now.busy - before.busy) / (now.all - before.all);
      before = now;
    }
    if (share === null) throw new SensorFault('too-short', 'no utilisation yet', 'look again later');
    return { kind: 'estimate', powerW: tdpW * share } as const;
  };
}

async function ticksOf(world: SensorWorld): Promise<Ticks> {
  const file = await world.readFile(PROC_STAT);
  const ticks = file.status === 'read' ? parseTicks(file.text) : null;
  if (ticks === null) throw new SensorFault('unreadable', `${PROC_STAT} holds no times`, 'Linux only: mount /proc');
  return ticks;
}

/** proc(5): user, nice, system, idle, iowait, irq, softirq, steal of all processors together, then two that are in them. */
export function parseTicks(text: string): Ticks | null {
  const counts = /^cpu +(.+)$/m.exec(text)?.[1]?.split(/\s+/).map(Number);
  if (counts === undefined || counts.length !== 10 || counts.some(Number.isNaN)) return null;
  const all = counts.slice(0, 8).reduce((sum, count) => sum + count, 0);
  return { all, busy: all - (counts[3] ?? 0) - (counts[4] ?? 0) };
}
