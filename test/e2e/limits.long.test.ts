/** What the program says of its machine where a control group or a mask limits it: in real ones. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { detectionText } from '../../harness/commands/text/detect/detect-text.ts';
import { type Detection, detectionSchema } from '../../harness/detect/detect.ts';
import { inspectRecord } from '../../results/seal.ts';
import { layerA } from '../results/small-record.ts';
import { beginRun } from './begun.ts';
import { MISSING, SKIP, type Start, start, workFolder } from './command-line.ts';
import { type ControlGroup, makeGroup } from './control-groups.ts';

const folder = workFolder('limits');
const GIB = 2 ** 30;

async function detected(how: Start): Promise<Detection> {
  const { code, stdout, stderr } = await start(folder, ['detect', '--json'], how).ended;
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return detectionSchema.parse(JSON.parse(stdout));
}
const threadsOf = ({ targets }: Detection) => targets.find(({ id }) => id === 'cpu')?.threads;

const NAME = `moebench-test-${process.pid}`;
const without = SKIP ? 'not built' : cannotMakeGroup();

describe.skipIf(SKIP || without !== undefined)(
  `in a real control group${SKIP || without !== undefined ? ` (${MISSING ?? without})` : ''}`,
  () => {
    if (MISSING !== undefined) test('the program is built', () => expect(MISSING).toBeUndefined());
    let outer: ControlGroup;
    let inner: ControlGroup;
    beforeAll(() => {
      const made = makeGroup(NAME);
      if (typeof made === 'string') throw new Error(made);
      outer = made;
      inner = outer.below('inner');
    });
    afterAll(() => {
      inner.remove();
      outer.remove();
    });
    const FILES = {
      1: { quota: 'cpu.cfs_quota_us', memory: 'memory.limit_in_bytes' },
      2: { quota: 'cpu.max', memory: 'memory.max' },
    };

    test('a slice is cut to the memory limit, not to the machine, and what is too large names the limit', async () => {
      inner.limit({ memoryBytes: GIB });
      const large = ['run', '--model', 'mixtral-8x7b', '--tokens', '8', '--hidden', '8192', '--ffn', '99999'];
      const fit = await start(folder, [...large, '--fit'], inner).ended;
      // Four fifths of 1 GiB.
      expect(fit.stderr).toMatch(/^moebench: mixtral-8x7b: no moe-layer of it fits 0\.8 GiB: /);
      const whole = await start(folder, large, inner).ended;
      expect(whole.stderr).toMatch(
        /needs about \d+\.\d GiB, the memory limit here is 1\.0 GiB \(\/\S+\): scale it down/,
      );
      const oracle = await start(folder, ['conform', ...large.slice(1)], inner).ended;
      expect(oracle.stderr).toMatch(
        /^moebench: the oracle .* GiB, the memory limit here is 1\.0 GiB \(\/\S+\): scale it/,
      );
      expect([fit.code, whole.code, oracle.code]).toEqual([2, 2, 2]);
    });

    test('of half a core and 2 GiB, set on its parent alone, there is one thread, with the limits and what sets them', async () => {
      outer.limit({ quotaUs: 50_000, memoryBytes: 2 * GIB });
      inner.limit({ memoryBytes: 3 * GIB });
      const detection = await detected(inner);
      const { limits, memoryBytes } = detection.machine;
      expect(threadsOf(detection)).toBe(1);
      expect(limits?.cpuQuota).toMatchObject({ status: 'limited', cores: 0.5, quotaUs: 50_000, periodUs: 100_000 });
      expect(limits?.memory).toMatchObject({ status: 'limited', bytes: 2 * GIB });
      const { quota, memory } = FILES[outer.version];
      expect(JSON.stringify(limits)).toContain(`${NAME}/${quota}`);
      expect(JSON.stringify(limits)).toContain(`${NAME}/${memory}`);
      expect(memoryBytes).toBeGreaterThan(2 * GIB);
      const text = detectionText(detection, { colour: false, columns: 80, verbose: true });
      expect(text).toMatch(/^ {2}CPU quota {5}0\.5 CPUs \(\/\S+\)$/m);
      expect(text).toMatch(/^ {2}memory limit {2}2\.0 GiB \(\/\S+\)$/m);
    });

    test('whose own limits are tighter than its parent’s, those hold, and a period may be another', async () => {
      inner.limit({ quotaUs: 6000, periodUs: 20_000, memoryBytes: GIB });
      const { limits } = (await detected(inner)).machine;
      expect(limits?.cpuQuota).toMatchObject({ cores: 0.3, periodUs: 20_000 });
      expect(limits?.memory).toMatchObject({ bytes: GIB });
    });

    test('of half a core, cells say that the quota stopped them; without a quota they do not', async () => {
      outer.limit({ quotaUs: 50_000, memoryBytes: 4 * GIB });
      // Of version 1 a group may not have more than its parent.
      inner.limit({ quotaUs: 50_000, memoryBytes: 2 * GIB });
      const throttledIn = async (name: string, how: Start) => {
        const place = join(folder, name);
        mkdirSync(place);
        const timing = { minWindowMs: 300, minSteps: 3, maxSteps: 100_000, timeoutMs: 120_000 };
        const path = await beginRun(place, { cases: [layerA], rounds: 1, timing }, how);
        const { code, stderr } = await start(place, ['run', '--resume', path], how).ended;
        expect(code, stderr).toBe(0);
        const { lines } = inspectRecord(readFileSync(path, 'utf8'));
        return lines.flatMap(line =>
          line.kind === 'cell' && line.outcome.status === 'measured' ? [line.outcome.quiet] : [],
        );
      };
      const stopped = await throttledIn('stopped', inner);
      expect(stopped.length).toBeGreaterThan(0);
      for (const quiet of stopped) {
        expect(quiet?.disturbed.map(({ code }) => code)).toContain('cpu-throttled');
        expect(quiet?.throttling).toMatchObject({ available: true, throttledPeriods: expect.any(Number) });
      }
      for (const quiet of await throttledIn('free', {})) {
        expect(quiet?.disturbed.map(({ code }) => code)).not.toContain('cpu-throttled');
      }
    });
  },
);

const taskset = SKIP ? 'not built' : cannot('taskset', ['-c', '0', 'true']);
describe.skipIf(SKIP || taskset !== undefined)(
  `under a CPU mask${taskset === undefined ? '' : ` (${taskset})`}`,
  () => {
    test('of one CPU there is one thread, and the machine has its cores still', async () => {
      const detection = await detected({ inside: ['taskset', '-c', '0'] });
      expect(threadsOf(detection)).toBe(1);
      expect(detection.machine.limits).toMatchObject({ cpus: 1, cores: 1 });
      expect(detection.machine.cpu.cores).toBeGreaterThanOrEqual(availableParallelism());
    });
  },
);

const unshare = SKIP ? 'not built' : cannot('unshare', ['--mount', 'sh', '-c', 'mount --bind /dev/null /proc/stat']);
describe.skipIf(SKIP || unshare !== undefined)(
  `with other files laid over the kernel's${unshare === undefined ? '' : ` (${unshare})`}`,
  () => {
    /** Starts a command where `from` is laid over `over`. */
    const laid = (from: string, over: string): Start => ({
      inside: ['unshare', '--mount', 'sh', '-c', `mount --bind ${from} ${over} && exec "$0" "$@"`],
    });

    test('a /proc/stat of zeros, as gVisor has, is not read as calm', async () => {
      const zeros = join(folder, 'stat');
      writeFileSync(zeros, 'cpu  0 0 0 0 0 0 0 0 0 0\ncpu0 0 0 0 0 0 0 0 0 0 0\ncpu1 0 0 0 0 0 0 0 0 0 0\n');
      const { stdout } = await start(folder, ['detect'], laid(zeros, '/proc/stat')).ended;
      const quiet = stdout.slice(stdout.indexOf('Quiet'), stdout.indexOf('Missing'));
      expect(quiet).toContain('who else uses the CPUs is unknown');
      expect(quiet).not.toContain('nothing seen');
    });

    test('the files of control groups version 2 are found by the mounts and the group that the kernel lists', async () => {
      const groups = join(folder, 'groups');
      mkdirSync(join(groups, 'job'), { recursive: true });
      writeFileSync(join(groups, 'cpu.max'), 'max 100000\n');
      writeFileSync(join(groups, 'memory.max'), `${GIB}\n`);
      writeFileSync(join(groups, 'job/cpu.max'), '10000 20000\n');
      writeFileSync(join(folder, 'group'), '0::/job\n');
      writeFileSync(join(folder, 'mounts'), `40 30 0:28 / ${groups} rw shared:9 - cgroup2 cgroup rw\n`);
      const lay = (name: string, file: string) => `mount --bind ${join(folder, name)} /proc/$$/${file}`;
      const script = `${lay('group', 'cgroup')} && ${lay('mounts', 'mountinfo')} && exec "$0" "$@"`;
      const detection = await detected({ inside: ['unshare', '--mount', 'sh', '-c', script] });
      expect(threadsOf(detection)).toBe(1);
      expect(detection.machine.limits).toMatchObject({
        cpuQuota: { status: 'limited', cores: 0.5, periodUs: 20_000, file: join(groups, 'job/cpu.max') },
        memory: { status: 'limited', bytes: GIB, file: join(groups, 'memory.max') },
      });
    });

    test('CPUs that are siblings count as one core', async () => {
      const cpus = join(folder, 'cpus');
      for (let cpu = 0; cpu < availableParallelism(); cpu += 1) {
        const topology = join(cpus, `cpu${cpu}/topology`);
        mkdirSync(topology, { recursive: true });
        writeFileSync(join(topology, 'thread_siblings_list'), `${cpu - (cpu % 2)}-${cpu - (cpu % 2) + 1}\n`);
      }
      const detection = await detected(laid(cpus, '/sys/devices/system/cpu'));
      const cores = Math.ceil(availableParallelism() / 2);
      expect(threadsOf(detection)).toBe(cores);
      expect(detection.machine.limits).toMatchObject({ cpus: availableParallelism(), cores });
    });
  },
);

/** Why this machine lets nobody make control groups; undefined where it does. */
function cannotMakeGroup(): string | undefined {
  const made = makeGroup(NAME);
  if (typeof made === 'string') return made;
  made.remove();
  return undefined;
}

/** Why a tool cannot be used here; undefined where it can. */
function cannot(tool: string, args: readonly string[]): string | undefined {
  try {
    execFileSync(tool, args, { stdio: 'ignore' });
    return undefined;
  } catch (error) {
    return `${tool} does not work here: ${error instanceof Error ? error.message.split('\n')[0] : error}`;
  }
}
