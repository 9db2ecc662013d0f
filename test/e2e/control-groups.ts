/** Real control groups for tests: made below wherever this machine lets us, of whichever version it has. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of the two controllers; of version 2 they are one. */
type Place = { readonly version: 1 | 2; readonly cpu: string; readonly memory: string };

export type Limits = { readonly quotaUs?: number; readonly periodUs?: number; readonly memoryBytes?: number };

export type ControlGroup = {
  readonly version: 1 | 2;
  /** What starts a command inside the group: the command follows. */
  readonly inside: readonly string[];
  readonly limit: (limits: Limits) => void;
  /** A group below it. */
  readonly below: (name: string) => ControlGroup;
  /** Once nothing runs in it. */
  readonly remove: () => void;
};

/** Errors that say that this machine does not let us, whatever we do. Any other is a fault of these tests. */
const NOT_LET = ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'EBUSY'];

/** A group below the root, or why this machine does not let us make any. */
export function makeGroup(name: string): ControlGroup | string {
  const place = findPlace();
  if (place === null) return 'control groups with CPU and memory are mounted nowhere';
  try {
    if (place.version === 2) appendFileSync(join(place.cpu, 'cgroup.subtree_control'), '+cpu +memory');
    const group = groupAt({ ...place, cpu: join(place.cpu, name), memory: join(place.memory, name) });
    // Before everybody else, so that only its quota stops it on a machine that is busy with other things.
    const [file, weight] = place.version === 1 ? ['cpu.shares', '262144'] : ['cpu.weight', '10000'];
    writeFileSync(join(place.cpu, name, file), weight);
    return group;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!NOT_LET.includes(code)) throw error;
    return `control groups cannot be made here (${code}): run as root, in a container with --privileged`;
  }
}

/** By /proc/mounts, which the program does not read. */
function findPlace(): Place | null {
  if (!existsSync('/proc/mounts')) return null;
  const mounts = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map(line => line.split(' '));
  const first = (controller: string) =>
    mounts.find(([, , type, options = '']) => type === 'cgroup' && options.split(',').includes(controller))?.[1];
  const [cpu, memory] = [first('cpu'), first('memory')];
  if (cpu !== undefined && memory !== undefined) return { version: 1, cpu, memory };
  const second = mounts.find(([, point = '', type]) => {
    if (type !== 'cgroup2') return false;
    const controllers = readFileSync(join(point, 'cgroup.controllers'), 'utf8').split(/\s+/);
    return controllers.includes('cpu') && controllers.includes('memory');
  })?.[1];
  return second === undefined ? null : { version: 2, cpu: second, memory: second };
}

function groupAt(place: Place): ControlGroup {
  const { version } = place;
  const folders = [...new Set([place.cpu, place.memory])];
  for (const folder of folders) mkdirSync(folder);
  const enter = folders.map(folder => `echo $$ > ${folder}/cgroup.procs`).join(' && ');
  return {
    version,
    inside: ['sh', '-c', `${enter} && exec "$0" "$@"`],
    limit: limits => setLimits(place, limits),
    below: name => {
      if (version === 2) appendFileSync(join(place.cpu, 'cgroup.subtree_control'), '+cpu +memory');
      return groupAt({ version, cpu: join(place.cpu, name), memory: join(place.memory, name) });
    },
    remove: () => {
      for (const folder of folders) rmdirSync(folder);
    },
  };
}

function setLimits({ version, cpu, memory }: Place, { quotaUs, periodUs = 100_000, memoryBytes }: Limits): void {
  if (quotaUs !== undefined && version === 1) {
    writeFileSync(join(cpu, 'cpu.cfs_period_us'), String(periodUs));
    writeFileSync(join(cpu, 'cpu.cfs_quota_us'), String(quotaUs));
  }
  if (quotaUs !== undefined && version === 2) writeFileSync(join(cpu, 'cpu.max'), `${quotaUs} ${periodUs}`);
  const file = version === 1 ? 'memory.limit_in_bytes' : 'memory.max';
  if (memoryBytes !== undefined) writeFileSync(join(memory, file), String(memoryBytes));
}
