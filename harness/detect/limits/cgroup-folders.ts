/**
 * The folders of the control groups that a process is in, by controller: its group's first, then each ancestor's as far up as is
 * mounted here. cgroups(7), proc_pid_mountinfo(5).
 */
import type { World } from '../world.ts';

/** What of the world control groups are read from. */
export type CgroupFiles = Pick<World, 'readText' | 'list'>;

export type CgroupFolders = {
  readonly version: 1 | 2;
  readonly folders: readonly string[];
};

type Mount = {
  readonly version: 1 | 2;
  /** The group that is mounted, as /proc/self/cgroup names groups. */
  readonly root: string;
  readonly point: string;
  /** Of version 1. */
  readonly controllers: readonly string[];
};

/** null: no hierarchy that has this controller is mounted here, or something is mounted over it. */
export async function cgroupFolders(files: CgroupFiles, controller: string): Promise<CgroupFolders | null> {
  const found = await mountedFolders(files, controller);
  return found !== null && (await isSeen(files, found.folders)) ? found : null;
}

/** Every group has files of its own. A sandbox that lays an empty folder over /sys leaves the mount in the list of mounts. */
async function isSeen(files: CgroupFiles, folders: readonly string[]): Promise<boolean> {
  const names = await Promise.all(folders.map(folder => files.list(folder)));
  return names.flat().some(name => /^(cgroup|cpu|cpuacct|memory)\./.test(name));
}

async function mountedFolders(files: CgroupFiles, controller: string): Promise<CgroupFolders | null> {
  const [membership, mountinfo] = await Promise.all([
    files.readText('/proc/self/cgroup'),
    files.readText('/proc/self/mountinfo'),
  ]);
  const mounts = parseCgroupMounts(mountinfo ?? '');
  if (mounts.length === 0) return conventionalFolder(files, controller);
  const groups = parseMembership(membership ?? '');
  const first = groups.find(group => group.controllers.includes(controller));
  // A controller is in one hierarchy: of version 1 where a line there names it.
  const version1 = mounts.filter(mount => mount.version === 1 && mount.controllers.includes(controller));
  if (first !== undefined || (groups.length === 0 && version1.length > 0)) {
    return foldersIn(version1, first?.path ?? '/');
  }
  const second = groups.find(group => group.controllers.length === 0);
  return foldersIn(
    mounts.filter(mount => mount.version === 2),
    second?.path ?? '/',
  );
}

/** Where neither kernel nor sandbox lists mounts: the folders that every distribution mounts them in. */
async function conventionalFolder(files: CgroupFiles, controller: string): Promise<CgroupFolders | null> {
  const names = await files.list('/sys/fs/cgroup');
  if (names.includes('cgroup.controllers')) return { version: 2, folders: ['/sys/fs/cgroup'] };
  const name = names.find(entry => entry.split(',').includes(controller));
  return name === undefined ? null : { version: 1, folders: [`/sys/fs/cgroup/${name}`] };
}

/** `38 31 0:35 /docker/ab /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu` */
export function parseCgroupMounts(mountinfo: string): readonly Mount[] {
  return mountinfo.split('\n').flatMap((line): Mount[] => {
    const [before = '', after = ''] = line.split(' - ');
    const [type, , options = ''] = after.split(' ');
    const [, , , root, point] = before.split(' ').map(unescaped);
    if (root === undefined || point === undefined) return [];
    if (type === 'cgroup2') return [{ version: 2, root, point, controllers: [] }];
    return type === 'cgroup' ? [{ version: 1, root, point, controllers: options.trim().split(',') }] : [];
  });
}

/** mountinfo writes blanks and the like in octal: `\040`. */
function unescaped(field: string): string {
  return field.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}

/** `4:cpu,cpuacct:/docker/ab` of version 1, `0::/docker/ab` of version 2. A path may hold colons. */
function parseMembership(text: string) {
  return [...text.matchAll(/^\d+:([^:\n]*):(.*)$/gm)].map(([, controllers = '', path = '/']) => ({
    controllers: controllers.split(',').filter(Boolean),
    path,
  }));
}

/** Of the mounts that hold the group. Where none does, the group's path is another namespace's, and what is mounted is ours. */
function foldersIn(mounts: readonly Mount[], group: string): CgroupFolders | null {
  const [first] = mounts;
  if (first === undefined) return null;
  const holding = mounts.flatMap(mount => {
    const below = pathBelow(mount.root, group);
    return below === null ? [] : [{ mount, below }];
  });
  const chosen = holding.length > 0 ? holding : [{ mount: first, below: '' }];
  const folders = chosen.flatMap(({ mount, below }) => upwards(mount.point, below));
  return { version: first.version, folders: [...new Set(folders)] };
}

/** A path that leaves the namespace. */
const OUTSIDE = /\/\.\.(\/|$)/;

/** A group's path from a mount's root on; null where the group is not below it. */
function pathBelow(root: string, group: string): string | null {
  if (group === root) return '';
  const stem = root === '/' ? '' : root;
  const below = group.startsWith(`${stem}/`) ? group.slice(stem.length) : null;
  if (below !== null && !OUTSIDE.test(below)) return below;
  // Above our namespace, where we do not know the names: the folder that is mounted is an ancestor of ours.
  return /^(\/\.\.)+$/.test(root) && !OUTSIDE.test(group) ? '' : null;
}

function upwards(point: string, below: string): readonly string[] {
  const names = below.split('/').filter(Boolean);
  return Array.from({ length: names.length + 1 }, (_, i) =>
    [point, ...names.slice(0, names.length - i)].join('/').replace(/^\/\//, '/'),
  );
}
