/** The files of control groups as Linux, Docker, Kubernetes, systemd and Slurm lay them out: real in shape, made up in values. */
export type Files = Readonly<Record<string, string>>;

/** Lines of /proc/self/mountinfo: `[root, point, type, options]`. */
export function mountinfo(...mounts: readonly (readonly [string, string, string, string])[]): Files {
  const lines = mounts.map(
    ([root, point, type, options], i) =>
      `${40 + i} 30 0:${28 + i} ${root} ${point} rw,relatime shared:9 - ${type} ${type} ${options}\n`,
  );
  return { '/proc/self/mountinfo': `29 1 8:1 / / rw - ext4 /dev/sda1 rw\n${lines.join('')}` };
}

export const V2_MOUNT = ['/', '/sys/fs/cgroup', 'cgroup2', 'rw,nsdelegate'] as const;

/** Version 2, a process in `group`. */
export const version2 = (group: string, files: Files): Files => ({
  ...mountinfo(V2_MOUNT),
  '/proc/self/cgroup': `0::${group}\n`,
  '/sys/fs/cgroup/cgroup.controllers': 'cpuset cpu io memory pids\n',
  ...files,
});

/** Version 1, a process in `group` of each controller. `root`: the group that is mounted. */
export const version1 = (group: string, files: Files, root = '/'): Files => ({
  ...mountinfo(
    [root, '/sys/fs/cgroup/systemd', 'cgroup', 'rw,name=systemd'],
    [root, '/sys/fs/cgroup/cpu,cpuacct', 'cgroup', 'rw,cpu,cpuacct'],
    [root, '/sys/fs/cgroup/memory', 'cgroup', 'rw,memory'],
  ),
  '/proc/self/cgroup': `9:memory:${group}\n4:cpu,cpuacct:${group}\n1:name=systemd:${group}\n`,
  ...files,
});

/** `quota period`, as version 1 writes them. */
export const bandwidth = (folder: string, quotaUs: number, periodUs = 100_000): Files => ({
  [`${folder}/cpu.cfs_quota_us`]: `${quotaUs}\n`,
  [`${folder}/cpu.cfs_period_us`]: `${periodUs}\n`,
});
