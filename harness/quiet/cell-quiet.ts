/** Whether a cell was disturbed, and by what. Pure. docs/method/quiet-machine.md says why these thresholds. */
import { isOnHost } from '../../results/on-host.ts';
import type { Target } from '../../results/record.ts';
import type { CellQuiet, Disturbance, Throttling } from '../../results/schema/quiet.ts';
import { type Reading, unavailable } from '../../results/schema/reading.ts';
import { significant } from '../../results/significant.ts';
import type { OtherProcesses } from './device-use.ts';
import type { HostLook } from './host-look.ts';
import { othersBetween } from './machine-state.ts';
import type { OthersTime } from './processor-time.ts';
import { throttlingBetween } from './throttling.ts';

/** Others' use of a CPU target's cores: the share that disturbs, and in cores the least that can be detected and the most allowed. */
const [SHARE, LEAST_CORES, MOST_CORES] = [0.05, 0.1, 1];
/** At 0.1 ms a page from a fast disk: 0.2 s of waiting. */
const MOST_PAGES = 2000;
/** Share of the periods of our control group: a process that starts may use up its quota once or twice. */
const MOST_THROTTLED = 0.05;

export type Around = {
  readonly target: Target;
  readonly before: HostLook;
  readonly after: HostLook;
  readonly others: OtherProcesses;
};

export function cellQuiet({ target, before, after, others }: Around): CellQuiet {
  const time = othersBetween(before, after);
  const swappedInPages = difference(before.swappedInPages, after.swappedInPages);
  const throttling = throttlingBetween(before.throttling, after.throttling);
  const cores = after.processors.available ? after.processors.cores : 0;
  const causes = [
    sharedDevice(target, others, after),
    ...(isOnHost(target) ? [cpuOthers(time, cores), cpuStolen(time, cores)] : []),
    throttled(throttling),
    swapping(swappedInPages),
  ];
  return {
    loadAverage: after.loadAverage,
    otherCores: time.otherCores,
    stolenCores: time.stolenCores,
    temperatureC: after.temperatureC,
    swappedInPages,
    throttling,
    otherProcesses: others.count,
    disturbed: causes.filter(cause => cause !== null),
  };
}

/** Others' use, in cores, from which a CPU target is disturbed. */
export function mostOtherCores(cores: number): number {
  return Math.min(MOST_CORES, Math.max(LEAST_CORES, SHARE * cores));
}

function sharedDevice(target: Target, { count, pids }: OtherProcesses, after: HostLook): Disturbance | null {
  if (!count.available || count.value === 0) return null;
  const processes = after.processors.available ? after.processors.processes : null;
  const who = pids.map(pid => `${pid} (${processes?.get(pid)?.name ?? 'name not known'})`).join(', ');
  const many = count.value === 1 ? 'another process' : `${count.value} other processes`;
  const values = { others: many, name: target.device.name, who: who === '' ? '' : `: ${who}` };
  return { code: 'device-shared', values };
}

function cpuOthers({ otherCores, most }: OthersTime, cores: number): Disturbance | null {
  const values = tooMuch(otherCores, cores);
  if (values === null) return null;
  const who = most === null ? '' : `, the busiest of them ${most.pid} (${most.name}) with ${significant(most.cores)}`;
  return { code: 'cpu-others', values: { ...values, who } };
}

function cpuStolen({ stolenCores }: OthersTime, cores: number): Disturbance | null {
  const values = tooMuch(stolenCores, cores);
  return values === null ? null : { code: 'cpu-stolen', values };
}

function tooMuch(used: Reading, cores: number): Disturbance['values'] | null {
  const most = mostOtherCores(cores);
  if (!used.available || used.value <= most) return null;
  return { used: significant(used.value), cores, quiet: significant(most) };
}

function throttled(throttling: Throttling): Disturbance | null {
  if (!throttling.available) return null;
  const { periods, throttledPeriods, throttledMs, file } = throttling;
  if (throttledPeriods <= MOST_THROTTLED * periods) return null;
  const seconds = significant(throttledMs / 1000);
  return { code: 'cpu-throttled', values: { throttled: throttledPeriods, periods, seconds, file } };
}

function swapping(pages: Reading): Disturbance | null {
  if (!pages.available || pages.value <= MOST_PAGES) return null;
  return { code: 'swapping', values: { pages: pages.value } };
}

function difference(before: Reading, after: Reading): Reading {
  if (!before.available) return before;
  if (!after.available) return after;
  const value = after.value - before.value;
  return value >= 0 ? { ...after, value } : unavailable('counter-reset', { method: after.method, by: -value });
}
