/** A machine made of tables: what its tools print, what its files hold, which providers work. */
import type { Detection } from '../../../harness/detect/detect.ts';
import type { HostFacts } from '../../../harness/detect/host.ts';
import type { Proof } from '../../../harness/detect/prove.ts';
import type { RunnerAnswer, Tried } from '../../../harness/detect/runners/answer.ts';
import type { World } from '../../../harness/detect/world.ts';
import type { DeviceConditions } from '../../../harness/sampler/recording.ts';
import type { Execution } from '../../../harness/tool.ts';
import type { Limits } from '../../../results/schema/limits.ts';

export const HOST: HostFacts = {
  cpu: { manufacturer: 'AMD', brand: 'EPYC 9654', cores: 192, physicalCores: 96 },
  os: {
    platform: 'linux',
    distro: 'Debian GNU/Linux',
    release: '12',
    kernel: '6.1.0',
    arch: 'x64',
    hostname: 'Node-07.lab.example',
  },
  memoryBytes: 64 * 2 ** 30,
  virtual: false,
  machineId: '0123456789abcdef0123456789abcdef',
  usableCores: 192,
  constrainedMemoryBytes: null,
};

/** All of that host. */
export const UNLIMITED: Limits = {
  cpus: 192,
  cores: 96,
  cpuQuota: { status: 'unlimited' },
  memory: { status: 'unlimited' },
};

export type Parts = {
  /** By command line (`npu-smi info`), or else by tool: what it prints, or how it ends. */
  readonly tools?: Readonly<Record<string, string | Execution>>;
  readonly files?: Readonly<Record<string, string>>;
  /** Proofs by provider, or by `provider:index`; a provider that is not named is not built in. */
  readonly proofs?: Readonly<Record<string, Proof>>;
  readonly platform?: NodeJS.Platform;
  readonly variables?: Readonly<Record<string, string>>;
  readonly energy?: Detection['energy'];
  readonly conditions?: readonly DeviceConditions[];
  /** What each runner answers to `hello`. */
  readonly runners?: readonly RunnerAnswer[];
  /** What works, by label and device: `python3 cuda:0`. */
  readonly tried?: Readonly<Record<string, readonly Tried[]>>;
};

const NO_SENSORS: Detection['energy'] = {
  sensors: [],
  refusals: [{ source: 'rapl', code: 'absent', message: 'made up', fix: 'made up' }],
};

export const PROVEN: Proof = { status: 'proven', adapter: null };

export function worldOf({
  tools = {},
  files = {},
  proofs = { cpu: PROVEN },
  platform = 'linux',
  variables = {},
  energy = NO_SENSORS,
  conditions = [],
  runners = [],
  tried = {},
}: Parts): World {
  return {
    platform,
    pid: 40,
    variable: name => variables[name],
    run: async (tool, argv) => {
      const output = tools[[tool, ...argv].join(' ')] ?? tools[tool];
      if (output === undefined) return { status: 'not-there' };
      return typeof output === 'string' ? { status: 'exited', code: 0, stdout: output, stderr: '' } : output;
    },
    readText: async path => files[path] ?? null,
    list: async folder => {
      const below = Object.keys(files).filter(path => path.startsWith(`${folder}/`));
      return [...new Set(below.map(path => path.slice(folder.length + 1).split('/')[0] ?? ''))];
    },
    hostFacts: async () => HOST,
    providers: async () => [...new Set(Object.keys(proofs).map(name => name.split(':')[0] ?? ''))],
    prove: async (provider, index) =>
      proofs[`${provider}:${index}`] ?? proofs[provider] ?? { status: 'refused', reason: 'not in this world' },
    hello: async command => {
      const answer = runners.find(({ label, ours }) => label === command.label && ours === command.ours);
      if (answer === undefined) throw new Error(`no runner ${command.label} in this world`);
      return answer;
    },
    tries: async ({ answer, device }) => tried[`${answer.label} ${device.id}`] ?? [],
    sensors: async () => ({ ...energy, conditions }),
  };
}
