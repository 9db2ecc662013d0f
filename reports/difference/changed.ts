/** What is not alike around two sides: machine, software and suite of their records, and conditions of a work. Pure. */
import { clockOf } from '../../results/history/clock.ts';
import { governorsOf, prefixed } from '../../results/history/setup-paths.ts';
import type { ContextLine, Target } from '../../results/record.ts';
import { mean } from '../../results/statistics.ts';
import type { Lane } from './lane.ts';
import type { Change } from './schema.ts';

type Value = string | number | boolean | null | undefined;
type Values = Readonly<Record<string, Value>>;

/** Of two sets of values by dotted path, those that differ. */
function changesBetween(a: Values, b: Values): readonly Change[] {
  const textOf = (value: Value): string | null => (value === null || value === undefined ? null : String(value));
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap(what => {
    const change = { what, a: textOf(a[what]), b: textOf(b[what]) };
    return change.a === change.b ? [] : [change];
  });
}

/** Of the runs themselves, then of each pair of targets that does the same work. */
export function changedBetween(
  a: ContextLine,
  b: ContextLine,
  targets: readonly (readonly [Target, Target])[],
): readonly Change[] {
  const pairs = new Map(targets.map(pair => [JSON.stringify(pair.map(({ id }) => id)), pair]));
  const ofTargets = [...pairs.values()].flatMap(([of, other]) => {
    const prefix = pairs.size === 1 ? 'target' : `target.${of.id}`;
    return changesBetween(targetValues(of), targetValues(other)).map(change => ({
      ...change,
      what: `${prefix}.${change.what}`,
    }));
  });
  return [...changesBetween(runValues(a), runValues(b)), ...ofTargets];
}

function runValues({ program, machine, machineState, suite, disturbed, concurrent }: ContextLine): Values {
  const { cpu, limits } = machine;
  const boards = machine.accelerators.flatMap(({ name, driver }, i): [string, Value][] => [
    [`board.${i}.name`, name],
    [`board.${i}.driver`, driver],
  ]);
  return {
    'machine.id': machine.id,
    'machine.os': machine.os,
    'machine.kernel': machine.kernel,
    'machine.arch': machine.arch,
    'machine.cpu': cpu.name,
    'machine.cores': cpu.cores,
    'machine.limits': limits === null ? null : JSON.stringify(limits),
    'machine.governors': governorsOf(machineState),
    ...Object.fromEntries(boards),
    'program.version': program.version,
    'program.origin': program.origin,
    ...prefixed('runtimes', program.runtimes),
    'suite.name': suite.name,
    'suite.sha256': suite.sha256,
    'suite.timing': JSON.stringify(suite.timing),
    disturbed: disturbed ?? 'warn',
    concurrent: concurrent === true,
  };
}

function targetValues({ id, runner, onnx, process, device, threads, software }: Target): Values {
  return {
    id,
    runner,
    provider: onnx?.provider,
    device: device.name,
    board: device.uuid,
    partitioned: device.partitioned,
    software,
    threads,
    command: process?.command.join(' '),
    ...prefixed('version', process?.versions ?? {}),
  };
}

/** Strategy, kernel, power limit, clock and throttling in the timed windows. */
export function changedOfWork(a: Lane, b: Lane): readonly Change[] {
  const [ofA, ofB] = [conditionsOf(a), conditionsOf(b)];
  const [clockA, clockB] = [ofA.clockMHz, ofB.clockMHz];
  const isSameClock = clockA !== null && clockB !== null && Math.abs(clockB / clockA - 1) < CLOCK_NOISE;
  const values = ({ clockMHz, ...rest }: typeof ofA): Values => ({
    ...rest,
    ...(isSameClock ? {} : { 'clock-MHz': clockMHz === null ? null : Math.round(clockMHz) }),
  });
  return changesBetween(values(ofA), values(ofB));
}

/** Clocks of two windows are never quite alike. */
const CLOCK_NOISE = 0.01;

function conditionsOf({ strategy, parts }: Lane) {
  const measurements = parts.flatMap(({ rounds }) => rounds.map(({ measurement }) => measurement));
  const conditions = measurements.flatMap(({ conditions: found }) => (found.available ? [found] : []));
  const clocks = measurements.flatMap(({ conditions: found }) => clockOf(found) ?? []);
  return {
    strategy,
    kernel: distinctText(parts.flatMap(({ rounds }) => rounds.map(({ measurement }) => measurement.open.kernel))),
    'power-limit-W': distinctText(
      conditions.map(({ powerLimitW }) => (powerLimitW === null ? null : `${powerLimitW}`)),
    ),
    throttled: distinctText(conditions.flatMap(({ throttled }) => Object.keys(throttled ?? {}))),
    clockMHz: clocks.length === 0 ? null : mean(clocks),
  };
}

/** Every value once, in the order of the alphabet; null: there is none. */
function distinctText(values: readonly (string | null)[]): string | null {
  const distinct = [...new Set(values.flatMap(value => value ?? []))].toSorted();
  return distinct.length === 0 ? null : distinct.join(' + ');
}

export const kernelOfLane = (lane: Lane): string | null => conditionsOf(lane).kernel;
