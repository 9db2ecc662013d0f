/** The sensors that a cell's energy is read from, and which of them are added. Pure. */

import type { Target } from '../../results/record.ts';
import { type CellEnergy, type SensorReading, WIDTH } from '../../results/schema/energy.ts';
import { type Note, note } from '../../results/schema/note.ts';
import { absenceOf, type Reading, read, unavailable } from '../../results/schema/reading.ts';
import type { Found, SensorInfo } from '../sampler/recording.ts';
import { firstOfEach } from '../vendors/sensing/extent.ts';
import type { Conditions } from '../vendors/sensing/sensor.ts';
import { conditionsOver } from './conditions.ts';
import { type Energy, energyOver } from './energy.ts';
import type { Series, Window } from './series.ts';
import { isOf, noBoardOf } from './target-board.ts';

export type SensorSeries = Pick<Series, 'looks' | 'faults'> & {
  readonly conditions: readonly { readonly atMs: number; readonly conditions: Conditions }[];
};

/** All looks, by sensor id. */
export type Seen = {
  readonly found: Pick<Found, 'sensors' | 'refusals'>;
  readonly series: ReadonlyMap<string, SensorSeries>;
  /** The idle energy of each sensor, before the run. */
  readonly idle: ReadonlyMap<string, Energy>;
  /** Why the sampler has ended; null: it runs. */
  readonly stopped: string | null;
};

type Metered = { readonly info: SensorInfo } & Pick<SensorReading, 'energyJ' | 'idlePowerW'>;

/** The energy of a target over a window, by the sensors of its device, and by the widest boundary around it. */
export function cellEnergy(seen: Seen, target: Target, window: Window): CellEnergy {
  const all = seen.found.sensors.map(info => meteredBy(info, seen, window));
  const believed = new Set(firstOfEach(seen.found.sensors));
  const metered = all.filter(({ info }) => believed.has(info));
  const around = metered.filter(({ info }) => info.boundary !== 'chassis');
  const parts = widest(around.filter(({ info }) => isOf(info, target)));
  const missing = noBoardOf(target) ?? (parts.length === 0 ? reasonWithout(seen, target) : null);
  const energyJ = missing === null ? sum(parts, 'energyJ') : absenceOf(missing);
  const seconds = (window.endMs - window.startMs) / 1000;
  return {
    energyJ,
    meanPowerW: energyJ.available ? { ...energyJ, value: energyJ.value / seconds } : energyJ,
    idlePowerW: missing === null ? sum(parts, 'idlePowerW') : absenceOf(missing),
    widestEnergyJ: widestEnergy(metered, parts, energyJ),
    conditions: conditionsOver(conditionsIn(parts, seen, window), absenceOf(missing ?? note('sensor-tells-none'))),
    sensors: all.map(({ info, energyJ, idlePowerW }) => ({
      sensor: info.id,
      device: info.device === null ? null : `${info.device.vendor}/${info.device.index}`,
      boundary: info.boundary,
      energyJ,
      idlePowerW,
    })),
  };
}

function meteredBy(info: SensorInfo, { series, idle, stopped }: Seen, window: Window): Metered {
  const { looks, faults } = series.get(info.id) ?? { looks: [], faults: [] };
  const energy = energyOver({ looks, faults, limitW: info.limitW }, window);
  const before = idle.get(info.id);
  const because = (refusal: Extract<Energy, { status: 'refused' }>) =>
    unavailable(refusal.code, { detail: `${refusal.message}${stopped === null ? '' : `; ${stopped}`}` });
  return {
    info,
    energyJ: energy.status === 'measured' ? read(energy.energyJ, energy.method, info.boundary) : because(energy),
    idlePowerW:
      before === undefined
        ? unavailable('idle-not-read')
        : before.status === 'measured'
          ? read(before.meanPowerW, before.method, info.boundary)
          : because(before),
  };
}

/** The readings of one device, or of the host, that are added: those of the widest boundary, estimates only where nothing was measured. */
function widest(parts: readonly Metered[]): readonly Metered[] {
  const measured = parts.filter(({ energyJ }) => !isEstimate(energyJ));
  // Memory alone is not the host.
  const isMore = ({ info }: Metered) => info.boundary !== 'dram';
  const candidates = measured.some(isMore) ? measured : parts.filter(isMore);
  const width = Math.max(...candidates.map(({ info }) => WIDTH[info.boundary]));
  return candidates.filter(({ info }) => WIDTH[info.boundary] === width);
}

/** The chassis where it was read; else the device and the host where both were read; else the device alone. */
function widestEnergy(metered: readonly Metered[], parts: readonly Metered[], deviceJ: Reading): Reading {
  const chassis = metered.find(({ info, energyJ }) => info.boundary === 'chassis' && energyJ.available);
  if (chassis !== undefined) return chassis.energyJ;
  // An APU's package is the host's processor too.
  const holdsHost = parts.some(({ info }) => info.device === null || info.boundary === 'package');
  if (!deviceJ.available || holdsHost || isEstimate(deviceJ)) return deviceJ;
  const host = widest(metered.filter(({ info }) => info.device === null && info.boundary !== 'chassis'));
  const together = sum([...parts, ...host], 'energyJ');
  return together.available ? together : deviceJ;
}

/** The sum of disjoint parts. A missing part, or an estimate among measured parts, leaves no sum. */
function sum(parts: readonly Metered[], figure: 'energyJ' | 'idlePowerW'): Reading {
  let total = 0;
  const methods = new Set<string>();
  for (const part of parts) {
    const reading = part[figure];
    if (!reading.available) return { ...reading, values: { ...reading.values, part: part.info.id } };
    total += reading.value;
    methods.add(reading.method);
  }
  if (methods.size > 1 && methods.has('estimated')) return unavailable('part-estimated');
  const boundaries = [...new Set(parts.map(({ info }) => info.boundary))];
  return read(total, [...methods].join(' + '), boundaries.join(' + '));
}

function isEstimate(reading: Reading): boolean {
  return reading.available && reading.method === 'estimated';
}

function conditionsIn(parts: readonly Metered[], { series }: Seen, { startMs, endMs }: Window): readonly Conditions[] {
  for (const { info } of parts) {
    const inside = (series.get(info.id)?.conditions ?? []).filter(({ atMs }) => atMs >= startMs && atMs <= endMs);
    if (inside.length > 0) return inside.map(({ conditions }) => conditions);
  }
  return [];
}

/** Why a target has no sensor: the complaints of sources with their fixes. Absent sources are not listed, since most are. */
export function reasonWithout({ found: { refusals }, stopped }: Seen, target: Target): Note {
  if (stopped !== null) return note('sampler-stopped', { detail: stopped });
  const complaints = refusals.filter(({ code }) => code !== 'absent');
  if (complaints.length === 0) return note('no-sensor-for', { name: target.device.name });
  return note('sensor-refused', {
    detail: complaints.map(({ source, code, message, fix }) => `${code}: ${source}: ${message} (${fix})`).join('; '),
  });
}
