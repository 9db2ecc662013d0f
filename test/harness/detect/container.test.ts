import { describe, expect, test } from 'vitest';
import { detectionText } from '../../../harness/commands/text/detect/detect-text.ts';
import { detect } from '../../../harness/detect/detect.ts';
import { detected } from './detected.ts';
import { version2 } from './limits/machines.ts';
import { worldOf } from './world.ts';

describe('in a container', () => {
  const linesOf = async (files: Readonly<Record<string, string>>, section: string) => {
    const text = detectionText(await detect(worldOf({ files })), { colour: false, columns: 80, verbose: true });
    return text
      .split('\n\n')
      .find(part => part.startsWith(section))
      ?.split('\n')
      .slice(1);
  };

  test('its limits stand beside what the machine has, and its threads are cut to them', async () => {
    const files = version2('/', {
      '/sys/fs/cgroup/cpu.max': '250000 100000\n',
      '/sys/fs/cgroup/memory.max': `${8 * 2 ** 30}\n`,
    });
    expect(await linesOf(files, 'Machine')).toEqual([
      '  id            node-07-lab-example-97629cf3',
      '  cpu           AMD EPYC 9654, 96 cores (192 threads)',
      '  memory        64.0 GiB',
      '  CPU quota     2.5 CPUs (/sys/fs/cgroup/cpu.max)',
      '  memory limit  8.0 GiB (/sys/fs/cgroup/memory.max)',
      '  system        Debian GNU/Linux 12, kernel 6.1.0, x64',
    ]);
    expect(await linesOf(files, 'Targets')).toEqual(['  cpu  AMD EPYC 9654, 3 threads']);
    const { machine, targets } = await detected({ files });
    expect(machine.limits).toMatchObject({ cpuQuota: { cores: 2.5 }, memory: { bytes: 8 * 2 ** 30 } });
    expect(targets).toMatchObject([{ id: 'cpu', threads: 3 }]);
  });

  test('a limit above what the machine has is in the record alone', async () => {
    const files = version2('/', { '/sys/fs/cgroup/memory.max': `${80 * 2 ** 30}\n` });
    expect((await linesOf(files, 'Machine'))?.join()).not.toContain('limit');
    expect((await detected({ files })).machine.limits?.memory).toMatchObject({ bytes: 80 * 2 ** 30 });
  });

  test('limits that cannot be told are not taken for none', async () => {
    expect((await linesOf({}, 'Machine'))?.filter(line => line.includes('unknown'))).toEqual([
      '  CPU quota     unknown: no control group with this controller is mounted here',
      '  memory limit  unknown: no control group with this controller is mounted here',
    ]);
  });

  test('without /proc/stat, as in gVisor, nothing is called calm, whatever else is read', async () => {
    const files = { '/proc/loadavg': '0.00 0.00 0.00 1/9 9\n' };
    expect(await linesOf(files, 'Quiet')).toEqual([
      '  load 0',
      '  who else uses the CPUs is unknown: absent: no /proc/stat here',
    ]);
  });

  test('a name that the user gave is the machine’s id', async () => {
    const { machine } = await detect(worldOf({}), 'lab-h20');
    expect(machine).toMatchObject({ id: 'lab-h20', named: true });
  });
});
