/** Quantities as vendors' tools write them, `81W`, `105 mW`, `861068.71 uJ`, `45.0°C`, in units of this program. */
import { said } from '../device.ts';
import { isBrokenWord } from '../words/broken.ts';
import { RESET_FIX } from '../words/complaints.ts';
import { SensorFault } from './sensor.ts';

const WATTS: Readonly<Record<string, number>> = { w: 1, watt: 1, watts: 1, mw: 1e-3, uw: 1e-6 };
const JOULES: Readonly<Record<string, number>> = { j: 1, mj: 1e-3, uj: 1e-6 };
const CELSIUS: Readonly<Record<string, number>> = { '': 1, c: 1, '°c': 1 };
const MEGAHERTZ: Readonly<Record<string, number>> = { mhz: 1, ghz: 1e3 };

/** No device and no chassis read here draws 20 kW; a tool that writes milliwatts as watts soon says more. */
const MOST_W = 20_000;
/** A device at 1 kW for fifty years. */
const MOST_J = 1.6e12;

/** Watts of a device at work. Refused: nothing, what is no quantity, and 0 or less: what is switched on draws something. */
export function wattsOf(text: string | undefined, who: string): number {
  return plausible(text, WATTS, MOST_W, `${who}: power`);
}

/** Joules since some zero of the counter's own, which lies in the past. */
export function joulesOf(text: string | undefined, who: string): number {
  return plausible(text, JOULES, MOST_J, `${who}: energy counter`);
}

/** Watts of a cap, which may be missing. */
export const limitW = (text: string | undefined) => optional(text, WATTS);
export const celsius = (text: string | undefined) => optional(text, CELSIUS);
/** rocm-smi puts its clocks into parentheses. */
export const megahertz = (text: string | undefined) => optional(text?.replace(/^\((.*)\)$/, '$1'), MEGAHERTZ);

function plausible(text: string | undefined, units: Readonly<Record<string, number>>, most: number, what: string) {
  if (text !== undefined && isBrokenWord(text)) throw new SensorFault('lost', `${what} is "${text.trim()}"`, RESET_FIX);
  if (text === undefined || said(text) === null) {
    const message = text === undefined ? `${what} is not told` : `${what} is "${text.trim()}"`;
    throw new SensorFault(
      'unsupported',
      message,
      'update the driver; if it still tells none, this device has no sensor',
    );
  }
  const value = parse(text, units);
  if (value === null) {
    throw new SensorFault(
      'unreadable',
      `${what} is ${JSON.stringify(text.slice(0, 40))}`,
      'report it, with the output of the tool',
    );
  }
  if (!(value > 0 && value <= most)) {
    throw new SensorFault(
      'absurd',
      `${what} is ${text.trim()}`,
      "update the driver and firmware; check the device's health",
    );
  }
  return value;
}

function optional(text: string | undefined, units: Readonly<Record<string, number>>): number | null {
  const value = text === undefined ? null : parse(text, units);
  return value !== null && value > 0 ? value : null;
}

function parse(text: string, units: Readonly<Record<string, number>>): number | null {
  const [, amount, unit = ''] = /^(-?\d+(?:\.\d+)?)\s*(\D*)$/.exec(text.trim()) ?? [];
  const factor = units[unit.toLowerCase()];
  return amount === undefined || factor === undefined ? null : Number(amount) * factor;
}
