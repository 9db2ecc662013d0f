/** A machine whose hostname changes, as a container's does from night to night. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { detectionSchema } from '../../harness/detect/detect.ts';
import { inspectRecord } from '../../results/seal.ts';
import { layerA } from '../results/small-record.ts';
import { beginRun } from './begun.ts';
import { MISSING, moebench, SKIP, type Start, start, workFolder } from './command-line.ts';

const folder = workFolder('machine-name');
const GENERATED = '4f1d2c3b5a69';
/** Starts a command on a host of this name. */
const hostNamed = (name: string): Start => ({
  inside: ['unshare', '--uts', 'sh', '-c', `hostname ${name} && exec "$0" "$@"`],
});
const timing = { minWindowMs: 0, minSteps: 1, maxSteps: 2, maxWarmupMs: 0, timeoutMs: 120_000 };

/** A run begun under a name, in a folder of its own. */
async function begun(name: string, how: Start): Promise<string> {
  const place = join(folder, name);
  mkdirSync(place);
  return beginRun(place, { cases: [layerA], rounds: 1, timing }, how);
}
const contextIn = (path: string) => {
  const [context] = inspectRecord(readFileSync(path, 'utf8')).lines;
  return context?.kind === 'context' ? context : undefined;
};

describe.skipIf(SKIP)(`a machine's name${SKIP ? ` (${MISSING})` : ''}`, () => {
  test('is its id, by the option before the variable', async () => {
    const named = async (args: readonly string[], variables: Start['variables'] = {}) => {
      const { stdout } = await start(folder, ['detect', '--json', ...args], { variables }).ended;
      const { id, named } = detectionSchema.parse(JSON.parse(stdout)).machine;
      return { id, named };
    };
    const variables = { MOEBENCH_MACHINE: 'lab-b' };
    expect(await named(['--machine', 'lab-a'], variables)).toEqual({ id: 'lab-a', named: true });
    expect(await named([], variables)).toEqual({ id: 'lab-b', named: true });
    expect(await named([], { MOEBENCH_MACHINE: '' })).toMatchObject({ named: false });
  });

  test('that is none, in the variable: exit 2, one line that names the variable', async () => {
    const how = { variables: { MOEBENCH_MACHINE: 'a/b' } };
    const { code, stdout, stderr } = await start(folder, ['run', '--model', 'mixtral-8x7b'], how).ended;
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^moebench: MOEBENCH_MACHINE is 'a\/b'; give 1 to 64 letters.*\n$/);
  });

  test('of a record is not changed by a resume that calls the machine otherwise', async () => {
    const path = await begun('other', { variables: { MOEBENCH_MACHINE: 'lab-a' } });
    const how = { variables: { MOEBENCH_MACHINE: 'lab-b' } };
    const { code, stderr } = await start(folder, ['run', '--resume', path], how).ended;
    expect(stderr).toBe(`moebench: ${path} was begun on lab-a, this is lab-b: start a new run\n`);
    expect(code).toBe(2);
  });
});

const unshare = SKIP ? 'not built' : cannotRename();
describe.skipIf(SKIP || unshare !== undefined)(
  `on a host that has another name each night${unshare === undefined ? '' : ` (${unshare})`}`,
  () => {
    test('a record that was named goes on under its name, and one that was not is another machine’s', async () => {
      const path = await begun('renamed', { variables: { MOEBENCH_MACHINE: 'lab-a' } });
      const { code, stderr } = await start(folder, ['run', '--resume', path], hostNamed(GENERATED)).ended;
      expect(code, stderr).toBe(0);
      expect(contextIn(path)?.machine).toMatchObject({ id: 'lab-a', named: true });
      const unnamed = await begun('unnamed', {});
      const refused = await start(folder, ['run', '--resume', unnamed], hostNamed(GENERATED)).ended;
      expect(refused.code).toBe(2);
      expect(refused.stderr).toMatch(/ was begun on \S+, this is 4f1d2c3b5a69-[0-9a-f]{8}: start a new run\n$/);
    });

    test('a generated name earns one line of advice, until the machine is named', async () => {
      const how = hostNamed(GENERATED);
      const { stderr } = await start(folder, ['detect'], how).ended;
      expect(stderr.split('\n')).toEqual([
        expect.stringMatching(/^the hostname '4f1d2c3b5a69' looks generated, .*: give --machine NAME /),
        '',
      ]);
      expect((await start(folder, ['detect', '--machine', 'lab-a'], how).ended).stderr).toBe('');
      expect((await moebench(folder, 'detect')).stderr).toBe('');
    });
  },
);

/** Why no other hostname can be had here; undefined where it can. */
function cannotRename(): string | undefined {
  try {
    execFileSync('unshare', ['--uts', 'hostname', GENERATED], { stdio: 'ignore' });
    return undefined;
  } catch (error) {
    return `unshare does not work here: ${error instanceof Error ? error.message.split('\n')[0] : error}`;
  }
}
