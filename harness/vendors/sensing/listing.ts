/** A source around a tool that lists devices with what they draw: the tool's reader, and what its figures cover. */
import { stripVTControlCharacters } from 'node:util';
import { byHealth, type ReadRows, type Row, said } from '../device.ts';
import { vendorOfName } from '../pci.ts';
import { type BrokenBoard, codeOfBroken, fixOfBroken, nameOfBroken, withoutBroken } from '../words/broken.ts';
import { isSliceName } from '../words/slices.ts';
import { ask, complaint } from './ask.ts';
import { distrustOfCounter } from './counter-trust.ts';
import { celsius, joulesOf, limitW, megahertz, wattsOf } from './quantity.ts';
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
} from './sensor.ts';
import type { SensorWorld } from './world.ts';

/** A row whose figure is read: of one device, or of a board with several. */
export type Meter = { readonly row: Row; readonly boundary: Boundary };

export type Tool = {
  /** The tool's name, and the source's. */
  readonly id: string;
  readonly vendor: string;
  /** Asked in this order; the first that is answered with a figure is asked from then on. */
  readonly asks: readonly (readonly string[])[];
  readonly read: ReadRows;
  /** What a row's figure covers. Where the vendor does not say, the narrowest that is sure. */
  readonly boundary: Boundary;
  /** Which rows are one figure; each its own, if not said. */
  readonly meters?: (rows: readonly Row[]) => readonly Meter[];
  /** Names and caps, where figures come without them: joined by index. Asked in this order; the first answer is taken. */
  readonly names?: readonly { readonly argv: readonly string[]; readonly read: ReadRows }[];
};

/** The sensors of a tool that lists devices. */
export function listingSource(tool: Tool): SensorSource {
  return { id: tool.id, find: world => findMeters(tool, world) };
}

async function findMeters(tool: Tool, world: SensorWorld): Promise<FoundSensors> {
  const sensors: Sensor[] = [];
  const refusals: Refusal[] = [];
  try {
    const names = await namesOf(tool, world);
    const { argv, meters, broken } = await firstAnswer(tool, world, names);
    refusals.push(...broken.map(board => refusalOfBroken(tool, board)));
    // All devices are in one answer: looks of one moment share it.
    const answer = shared(async () => metersOf(tool, (await listed(tool, world, argv)).rows, names));
    for (const meter of meters) {
      const found = sensorOf(tool, meter, answer);
      sensors.push(...found.sensors);
      refusals.push(...found.refusals);
    }
  } catch (error) {
    refusals.push(refusalOf(tool.id, error));
  }
  return { sensors, refusals };
}

/** Names and caps; none where the tool does not tell them: its figures are worth having without. */
async function namesOf(tool: Tool, world: SensorWorld): Promise<readonly Row[]> {
  for (const { argv, read } of tool.names ?? []) {
    try {
      return (await listed(tool, world, argv, read)).rows;
    } catch (error) {
      if (!(error instanceof SensorFault) || isFinal(error)) throw error;
    }
  }
  return [];
}

type Listing = {
  readonly argv: readonly string[];
  readonly rows: readonly Row[];
  readonly broken: readonly BrokenBoard[];
};
type Answer = {
  readonly argv: readonly string[];
  readonly meters: readonly Meter[];
  readonly broken: Listing['broken'];
};

/** The first answer with a figure; the last one if none has any, so that each device says why. */
async function firstAnswer(tool: Tool, world: SensorWorld, names: readonly Row[]): Promise<Answer> {
  let last: Answer | null = null;
  let fault: unknown = new SensorFault('unsupported', `${tool.id} is asked nothing`, 'report it');
  for (const asked of tool.asks) {
    try {
      const { argv, rows, broken } = await listed(tool, world, asked);
      last = { argv, meters: metersOf(tool, rows, names), broken };
      if (last.meters.some(({ row }) => hasFigure(row))) return last;
    } catch (error) {
      if (isFinal(error)) throw error;
      fault = error;
    }
  }
  if (last === null) throw fault;
  return last;
}

/** A tool that is not there, or hangs, is asked no second question: each would wait as long. */
const isFinal = (error: unknown) =>
  error instanceof SensorFault && (error.code === 'timeout' || error.code === 'absent');

/** What the tool lists, by the arguments that it knows, with the boards that do not answer set apart. */
async function listed(tool: Tool, world: SensorWorld, asked: readonly string[], read = tool.read): Promise<Listing> {
  const { execution, argv } = await ask(world, tool.id, asked);
  const { text, broken: named } = withoutBroken(stripVTControlCharacters(execution.stdout));
  // Some print their listing where others complain.
  const rows = read(text) ?? [];
  const listing = rows.length > 0 ? rows : (read(stripVTControlCharacters(execution.stderr)) ?? []);
  const { healthy, broken } = byHealth(listing);
  const all = [...named, ...withoutBroken(execution.stderr).broken, ...broken];
  if (healthy.length === 0 && all.length === 0) throw complaint(tool.id, execution);
  return { argv, rows: healthy, broken: all };
}

function refusalOfBroken(tool: Tool, board: BrokenBoard): Refusal {
  const message = `${tool.id} cannot read ${nameOfBroken(board)}: "${board.says}"`;
  return { source: tool.id, code: codeOfBroken(board), message, fix: fixOfBroken(board) };
}

function metersOf(tool: Tool, rows: readonly Row[], names: readonly Row[]): readonly Meter[] {
  const named = rows.map(row =>
    joined(
      row,
      names.find(({ index }) => index === row.index),
    ),
  );
  return tool.meters?.(named) ?? named.map(row => ({ row, boundary: tool.boundary }));
}

export const hasFigure = ({ power, energy }: Row) => said(power) !== null || said(energy) !== null;

const SLICE_FIX = 'none here: sensors are of the whole card, and read where it is not cut or on its host';

/** One sensor, or why not; with a sensor that is not what it could be, why that. */
function sensorOf(tool: Tool, { row, boundary }: Meter, answer: () => Promise<readonly Meter[]>): FoundSensors {
  const who = `${tool.id} ${row.index} (${row.name})`;
  const distrust = said(row.energy) === null ? null : distrustOfCounter(row, who);
  const isCounter = said(row.energy) !== null && distrust === null;
  const lookAt = (from: Row): Look =>
    isCounter
      ? { kind: 'counter', energyJ: joulesOf(from.energy, who), wrapsAtJ: null }
      : { kind: 'power', powerW: wattsOf(from.power, who) };
  const now = async () => {
    const meter = (await answer()).find(other => isSame(other.row, row));
    if (meter !== undefined) return meter.row;
    throw new SensorFault('lost', `${who} is listed no more`, 'see dmesg: it may have fallen off the bus');
  };
  try {
    lookAt(row);
  } catch (error) {
    const refusal = refusalOf(tool.id, error);
    const isSlice = refusal.code === 'unsupported' && isSliceName(row.name);
    return { sensors: [], refusals: [isSlice ? { ...refusal, fix: SLICE_FIX } : refusal] };
  }
  const vendor = row.vendor ?? vendorOfName(tool.vendor)(row.name);
  const sensor: Sensor = {
    id: `${tool.id}/${row.index}`,
    source: tool.id,
    device: { vendor, index: row.index, name: row.name, uuid: said(row.uuid) },
    boundary,
    limitW: limitW(row.powerLimit),
    look: async () => lookAt(await now()),
    conditions: async () => conditionsOf(joined(row, await now())),
  };
  return { sensors: [sensor], refusals: distrust === null ? [] : [refusalOf(tool.id, distrust)] };
}

function conditionsOf(row: Row): Conditions {
  const clocks = { core: megahertz(row.clock), memory: megahertz(row.memoryClock) };
  return {
    clocksMHz: Object.fromEntries(
      Object.entries(clocks).flatMap(([name, value]) => (value === null ? [] : [[name, value]])),
    ),
    temperatureC: celsius(row.temperature),
    powerLimitW: limitW(row.powerLimit),
    throttled: null,
    processes: null,
    memoryBytes: null,
  };
}

/** Tools that number by position give a lost device's number to the next one: its card or its UUID is then another. */
function isSame(now: Row, before: Row): boolean {
  const sameUuid = now.uuid === undefined || before.uuid === undefined || now.uuid === before.uuid;
  return now.index === before.index && now.card === before.card && sameUuid;
}

/** What the later row says, and what it leaves out as the earlier one has it. */
function joined(earlier: Row, later: Row | undefined): Row {
  const figures = Object.entries(later ?? {}).filter(([, value]) => value !== undefined);
  return { ...earlier, ...Object.fromEntries(figures) };
}

/** Calls that come while one is under way get its result. */
function shared<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => {
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  };
}
