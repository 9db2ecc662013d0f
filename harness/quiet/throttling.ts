/**
 * Whether a CPU quota stopped us: the kernel counts the periods in which a control group ran, and those in which it had used up its
 * quota and stood still. Pure but for the look. The kernel's scheduler/sched-bwc, admin-guide/cgroup-v2 (cpu.stat).
 */
import type { Throttling } from '../../results/schema/quiet.ts';
import { unavailable } from '../../results/schema/reading.ts';
import { type CgroupFiles, cgroupFolders } from '../detect/limits/cgroup-folders.ts';

/** One control group's count since it was made. */
export type ThrottleLook = {
  readonly file: string;
  readonly periods: number;
  readonly throttledPeriods: number;
  /** Summed over CPUs. */
  readonly throttledMs: number;
};

/** Our control group and each of its ancestors that counts: a throttled group stops all below it. */
export async function lookAtThrottling(files: CgroupFiles): Promise<readonly ThrottleLook[]> {
  const found = await cgroupFolders(files, 'cpu');
  const paths = found?.folders.map(folder => `${folder}/cpu.stat`) ?? [];
  const looks = await Promise.all(paths.map(async file => parseCpuStat(file, (await files.readText(file)) ?? '')));
  return looks.filter(look => look !== null);
}

/** Version 1 counts `throttled_time` in nanoseconds, version 2 `throttled_usec`; null where the controller is off. */
export function parseCpuStat(file: string, text: string): ThrottleLook | null {
  const count = (name: string) => {
    const digits = new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1];
    return digits === undefined ? null : Number(digits);
  };
  const [periods, throttledPeriods] = [count('nr_periods'), count('nr_throttled')];
  const [nanoseconds, microseconds] = [count('throttled_time'), count('throttled_usec')];
  if (periods === null || throttledPeriods === null) return null;
  const throttledMs = microseconds === null ? (nanoseconds ?? 0) / 1e6 : microseconds / 1e3;
  return { file, periods, throttledPeriods, throttledMs };
}

/** Throttling between two looks, of the group that was throttled in most periods. */
export function throttlingBetween(before: readonly ThrottleLook[], after: readonly ThrottleLook[]): Throttling {
  const counted = after.flatMap(({ file, ...now }) => {
    const then = before.find(look => look.file === file);
    if (then === undefined || now.periods < then.periods || now.throttledPeriods < then.throttledPeriods) return [];
    return [
      {
        file,
        periods: now.periods - then.periods,
        throttledPeriods: now.throttledPeriods - then.throttledPeriods,
        throttledMs: now.throttledMs - then.throttledMs,
      },
    ];
  });
  const [most] = counted.toSorted((a, b) => b.throttledPeriods - a.throttledPeriods);
  if (most !== undefined) return { available: true, ...most };
  return unavailable(after.length === 0 ? 'no-throttle-count' : 'cgroup-changed');
}
