/** The quota of CPU time that control groups give a process. The kernel's admin-guide/cgroup-v2 (cpu.max), scheduler/sched-bwc. */
import type { CpuQuota } from '../../../results/schema/limits.ts';
import { note } from '../../../results/schema/note.ts';
import { type CgroupFiles, type CgroupFolders, cgroupFolders } from './cgroup-folders.ts';

/** Microseconds of CPU time in each period; `none`: the group has no quota. */
type Bandwidth = { readonly quotaUs: number; readonly periodUs: number } | 'none' | 'unreadable';

/** The tightest quota of the process's group and of its ancestors: each of them holds by itself. */
export async function readCpuQuota(files: CgroupFiles): Promise<CpuQuota> {
  const found = await cgroupFolders(files, 'cpu');
  if (found === null) return { status: 'unknown', ...note('no-cgroup') };
  const read = found.version === 1 ? readVersion1 : readVersion2;
  const quotas = await Promise.all(found.folders.map(folder => read(files, folder)));
  const [tightest] = quotas
    .flatMap(({ file, bandwidth }) =>
      typeof bandwidth === 'string' ? [] : [{ ...bandwidth, cores: bandwidth.quotaUs / bandwidth.periodUs, file }],
    )
    .toSorted((a, b) => a.cores - b.cores);
  if (tightest !== undefined) return { status: 'limited', ...tightest };
  const broken = quotas.find(({ bandwidth }) => bandwidth === 'unreadable');
  if (broken === undefined) return { status: 'unlimited' };
  return { status: 'unknown', ...note('unreadable-file', { path: broken.file }) };
}

type Found = { readonly file: string; readonly bandwidth: Bandwidth };

/** `max 100000` or `50000 100000`. The root has no such file, nor has a group whose controller is off. */
async function readVersion2(files: CgroupFiles, folder: CgroupFolders['folders'][number]): Promise<Found> {
  const file = `${folder}/cpu.max`;
  const text = await files.readText(file);
  if (text === null) return { file, bandwidth: 'none' };
  const [quota = '', period = ''] = text.trim().split(/\s+/);
  return { file, bandwidth: quota === 'max' ? 'none' : bandwidthOf(quota, period) };
}

/** A quota of -1 is none. */
async function readVersion1(files: CgroupFiles, folder: CgroupFolders['folders'][number]): Promise<Found> {
  const file = `${folder}/cpu.cfs_quota_us`;
  const [quota, period] = await Promise.all([files.readText(file), files.readText(`${folder}/cpu.cfs_period_us`)]);
  if (quota === null) return { file, bandwidth: 'none' };
  return { file, bandwidth: quota.trim() === '-1' ? 'none' : bandwidthOf(quota, period ?? '') };
}

function bandwidthOf(quota: string, period: string): Bandwidth {
  const [quotaUs, periodUs] = [Number(quota), Number(period)];
  return quotaUs > 0 && periodUs > 0 ? { quotaUs, periodUs } : 'unreadable';
}
