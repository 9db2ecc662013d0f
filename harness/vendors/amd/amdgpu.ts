/**
 * AMD GPUs by the kernel's own files, which cost a file read where the tools start a Python each time: the energy counter of
 * gpu_metrics where it can be right, else the power of hwmon.
 * https://docs.kernel.org/gpu/amdgpu/thermal.html: power1_average and power1_input are microwatts of the SoC, with the CPU on
 * an APU. Older cards have the average, newer ones the input, some both; the average is what tools show as power.
 */

import { celsius, limitW, megahertz, wattsOf } from '../sensing/quantity.ts';
import {
  type Boundary,
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
import { hasTwoDies } from './dies.ts';
import { parseGpuMetrics } from './gpu-metrics.ts';
import { partsIn } from './partitions.ts';

const SOURCE = 'amdgpu';
export const DRM = '/sys/class/drm';
const AMD = '0x1002';
const MI300A = '0x74a0';

export const amdgpu: SensorSource = { id: SOURCE, find: findCards };

async function findCards(world: SensorWorld): Promise<FoundSensors> {
  const sensors: Sensor[] = [];
  const refusals: Refusal[] = [];
  let index = 0;
  for (const card of await cardsOf(world)) {
    try {
      if (!card.isSecondDie) sensors.push(await sensorOf(world, card, index));
    } catch (error) {
      refusals.push(refusalOf(SOURCE, error));
    }
    index += card.parts;
  }
  if (sensors.length === 0 && refusals.length === 0) refusals.push(NO_CARD);
  return { sensors, refusals };
}

const NO_CARD: Refusal = {
  source: SOURCE,
  code: 'absent',
  message: `no amdgpu card with a hwmon in ${DRM}`,
  fix: 'load the amdgpu driver: sudo modprobe amdgpu; in a container mount /sys',
};

type Card = {
  readonly device: string;
  readonly hwmon: string;
  readonly id: string | null;
  /** As many numbers as tools give it: one for each part of a card that is cut (CPX). */
  readonly parts: number;
  /** Of an MI250, whose power its first die tells. */
  readonly isSecondDie: boolean;
};

/** Numbered by their cards' numbers, as rocm-smi does. A partition (CPX) has no hwmon of its own and is not among them. */
async function cardsOf(world: SensorWorld): Promise<readonly Card[]> {
  const numbers = (await world.list(DRM)).flatMap(name => /^card(\d+)$/.exec(name)?.[1] ?? []).map(Number);
  const cards: Card[] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const device = `${DRM}/card${number}/device`;
    if ((await textOf(world, `${device}/vendor`)) !== AMD) continue;
    const [name] = await world.list(`${device}/hwmon`);
    if (name === undefined) continue;
    const hwmon = `${device}/hwmon/${name}`;
    const id = await textOf(world, `${device}/device`);
    const parts = partsIn(await textOf(world, `${device}/current_compute_partition`), id ?? '') ?? 1;
    const before = cards.at(-1);
    const mayBeSecond = hasTwoDies(id ?? '') && before !== undefined && before.id === id && !before.isSecondDie;
    cards.push({ device, hwmon, id, parts, isSecondDie: mayBeSecond && !(await tellsPower(world, hwmon)) });
  }
  return cards;
}

/** A die that does not measure says 0, or has no such file. */
async function tellsPower(world: SensorWorld, hwmon: string): Promise<boolean> {
  const figures = await Promise.all(['power1_average', 'power1_input'].map(file => textOf(world, `${hwmon}/${file}`)));
  return figures.some(figure => Number(figure) > 0);
}

async function sensorOf(world: SensorWorld, { device, hwmon, id }: Card, index: number): Promise<Sensor> {
  const name = (await textOf(world, `${device}/product_name`)) || `AMD GPU ${id ?? 'of unknown id'}`;
  const who = `${SOURCE} ${index} (${name})`;
  const path = await powerFile(world, hwmon);
  const power = async (): Promise<Look> => ({ kind: 'power', powerW: await wattsIn(world, path, who) });
  const counter = async (): Promise<Look> => ({
    kind: 'counter',
    energyJ: (await metricsIn(world, device, who)).energyJ,
    wrapsAtJ: null,
  });
  const cap = limitW(await unitOf(world, `${hwmon}/power1_cap`, 'uW'));
  const look = (await hasCounter(world, device, who, cap)) ? counter : power;
  await look();
  return {
    id: `${SOURCE}/${index}`,
    source: SOURCE,
    device: { vendor: 'amd', index, name, uuid: await textOf(world, `${device}/unique_id`) },
    boundary: await boundaryOf(world, hwmon, id),
    limitW: cap,
    look,
    conditions: () => conditionsOf(world, device, hwmon),
  };
}

/** No card idles below; none has drawn more than its cap on average. A counter outside has another unit, or is broken (MI100). */
const LEAST_MEAN_W = 1;
const MOST_MEAN_W = 1500;

async function hasCounter(world: SensorWorld, device: string, who: string, cap: number | null): Promise<boolean> {
  try {
    const { energyJ, upS } = await metricsIn(world, device, who);
    const meanW = energyJ / upS;
    return meanW >= LEAST_MEAN_W && meanW <= (cap ?? MOST_MEAN_W);
  } catch (error) {
    if (error instanceof SensorFault) return false;
    throw error;
  }
}

async function metricsIn(world: SensorWorld, device: string, who: string) {
  const file = await world.readFile(`${device}/gpu_metrics`, 'latin1');
  const metrics = file.status === 'read' ? parseGpuMetrics(Buffer.from(file.text, 'latin1')) : null;
  if (metrics === null) {
    throw new SensorFault(
      'unreadable',
      `${who}: gpu_metrics tells no energy any more`,
      'see dmesg: the device may be suspended or hung',
    );
  }
  return metrics;
}

/** The first of the two that can be read; the fault of the last if neither can. */
async function powerFile(world: SensorWorld, hwmon: string): Promise<string> {
  const average = `${hwmon}/power1_average`;
  const { status } = await world.readFile(average);
  return status === 'read' || status === 'denied' ? average : `${hwmon}/power1_input`;
}

async function wattsIn(world: SensorWorld, path: string, who: string): Promise<number> {
  const file = await world.readFile(path);
  switch (file.status) {
    case 'read':
      return wattsOf(`${file.text.trim()} uW`, who);
    case 'denied':
      throw new SensorFault('permission', `${path}: permission denied`, `sudo chmod a+r ${path}`);
    case 'not-there':
      throw new SensorFault(
        'unsupported',
        `${who}: the driver shows no power1_average and no power1_input`,
        'update the kernel',
      );
    case 'failed':
      throw new SensorFault('driver', `${path}: ${file.reason}`, 'see dmesg: the device may be suspended or hung');
  }
}

/** An MI250's first die tells for both. An APU's figure holds its CPU cores, which RAPL counts too. Only APUs have the voltage of a northbridge; MI300A is one. */
async function boundaryOf(world: SensorWorld, hwmon: string, id: string | null): Promise<Boundary> {
  if (hasTwoDies(id ?? '')) return 'board';
  const isApu = id === MI300A || (await textOf(world, `${hwmon}/in1_label`)) === 'vddnb';
  return isApu ? 'package' : 'chip';
}

/** freq1 is sclk, freq2 mclk, in hertz; temp2 is the junction, temp1 the edge, in thousandths of a degree. */
async function conditionsOf(world: SensorWorld, device: string, hwmon: string): Promise<Conditions> {
  const thousandth = async (file: string) => {
    const text = await textOf(world, `${hwmon}/${file}`);
    return text === null || !/^\d+$/.test(text) ? undefined : Number(text) / 1000;
  };
  const clock = async (file: string) => {
    const kilohertz = await thousandth(file);
    return kilohertz === undefined ? null : megahertz(`${kilohertz / 1000} MHz`);
  };
  const [core, memory] = [await clock('freq1_input'), await clock('freq2_input')];
  const degrees = (await thousandth('temp2_input')) ?? (await thousandth('temp1_input'));
  return {
    clocksMHz: { ...(core === null ? {} : { core }), ...(memory === null ? {} : { memory }) },
    temperatureC: degrees === undefined ? null : celsius(`${degrees} C`),
    powerLimitW: limitW(await unitOf(world, `${hwmon}/power1_cap`, 'uW')),
    throttled: null,
    processes: null,
    memoryBytes: await vramUsed(world, device),
  };
}

/** Bytes of the card's own memory that are held now, by all processes and the driver. */
async function vramUsed(world: SensorWorld, device: string): Promise<number | null> {
  const bytes = Number(await textOf(world, `${device}/mem_info_vram_used`));
  return bytes > 0 ? bytes : null;
}

async function unitOf(world: SensorWorld, path: string, unit: string): Promise<string | undefined> {
  const text = await textOf(world, path);
  return text === null ? undefined : `${text} ${unit}`;
}

async function textOf(world: SensorWorld, path: string): Promise<string | null> {
  const file = await world.readFile(path);
  return file.status === 'read' ? file.text.trim() : null;
}
