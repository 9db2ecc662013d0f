/** The host, as the record keeps it. Pure: the facts come from systeminformation (world.ts). */

import type { Target } from '../../results/record.ts';
import type { Limits } from '../../results/schema/limits.ts';
import type { Machine } from '../../results/schema/machine.ts';
import { canonicalJson, sha256 } from '../../suites/identity.ts';

export type HostFacts = {
  readonly cpu: {
    readonly manufacturer: string;
    readonly brand: string;
    readonly cores: number;
    readonly physicalCores: number;
  };
  readonly os: {
    readonly platform: string;
    readonly distro: string;
    readonly release: string;
    readonly kernel: string;
    readonly arch: string;
    readonly hostname: string;
  };
  readonly memoryBytes: number;
  readonly virtual: boolean;
  /** /etc/machine-id, where there is one. */
  readonly machineId: string | null;
  /** CPUs this process may run on, by the scheduler: its affinity mask, and the cpuset of its container. */
  readonly usableCores: number;
  /** Node's own figure of a container's memory limit; null where it has none. */
  readonly constrainedMemoryBytes: number | null;
};

export type Host = Omit<Machine, 'accelerators'>;

/** What a user called the machine (`--machine`), if anything. */
export type MachineName = string | undefined;

/** The machine's record without its accelerators. */
export function describeHost(facts: HostFacts, limits: Limits, machineName: MachineName): Host {
  const { cpu, os } = facts;
  const name = cpuName(facts);
  return {
    id: machineName ?? machineId(os.hostname, name, facts.machineId),
    named: machineName !== undefined,
    hostname: os.hostname,
    os: [os.distro || os.platform, os.release].filter(Boolean).join(' '),
    kernel: os.kernel,
    arch: os.arch,
    // Without /proc nothing tells the cores but the scheduler: those this process may use.
    cpu: {
      vendor: cpu.manufacturer,
      name,
      cores: cpu.cores || facts.usableCores,
      physicalCores: cpu.physicalCores || facts.usableCores,
    },
    memoryBytes: facts.memoryBytes,
    limits,
    virtual: facts.virtual,
  };
}

/**
 * Threads the CPU target uses: one per physical core that it may run on, since matrix products gain nothing from sharing one; and no
 * more than its quota of CPU time can keep busy, or all of them stand still for the rest of a period.
 */
export function cpuThreads({ cores, cpuQuota }: Pick<Limits, 'cores' | 'cpuQuota'>): number {
  const quota = cpuQuota.status === 'limited' ? Math.ceil(cpuQuota.cores) : cores;
  return Math.max(1, Math.min(cores, quota));
}

/** `AMD EPYC 9654`: systeminformation cuts the maker from the brand. */
export function cpuName({ cpu }: Pick<HostFacts, 'cpu'>): string {
  const name = cpu.brand.startsWith(cpu.manufacturer) ? cpu.brand : `${cpu.manufacturer} ${cpu.brand}`;
  return name.trim() || 'unknown CPU';
}

/** The host's processor as a target's device. */
export function cpuDevice(facts: Pick<HostFacts, 'cpu'>): Target['device'] {
  const vendor = CPU_VENDORS.find(row => row.name.test(facts.cpu.manufacturer))?.vendor ?? null;
  return { vendor, name: cpuName(facts), index: 0 };
}

const CPU_VENDORS: readonly { readonly vendor: string; readonly name: RegExp }[] = [
  { vendor: 'amd', name: /amd/i },
  { vendor: 'intel', name: /intel/i },
  { vendor: 'apple', name: /apple/i },
  { vendor: 'hygon', name: /hygon/i },
  { vendor: 'huawei', name: /hisilicon|huawei|kunpeng/i },
  { vendor: 'ampere', name: /ampere/i },
];

/**
 * Names a folder under results/runs/, so that history belongs to one machine: the host's name for people, and a hash
 * because names repeat (`vm`, `localhost`, cloned images) and because another CPU under the same name is another
 * machine. The machine-id itself is confidential (machine-id(5)), so only its hash is kept.
 */
function machineId(hostname: string, cpu: string, osMachineId: string | null): string {
  const slug = hostname
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 32);
  const hash = sha256(canonicalJson({ program: 'moebench', hostname, cpu, osMachineId })).slice(0, 8);
  return `${slug || 'host'}-${hash}`;
}
