import { describe, expect, test } from 'vitest';
import { parseStatus, peakHostMemory, residentHostMemory } from '../../../harness/memory/host.ts';
import { spoken } from '../../spoken.ts';

const STATUS = 'Name:\tnode\nVmPeak:\t 1234567 kB\nVmHWM:\t   81920 kB\nVmRSS:\t   40000 kB\nThreads:\t11\n';

describe('peak host memory', () => {
  test('is the high-water mark of resident memory, in bytes', () => {
    expect(parseStatus(STATUS, 'VmHWM', 'process')).toEqual({
      available: true,
      value: 80 * 2 ** 20,
      method: 'VmHWM',
      scope: 'process',
    });
  });

  test.each([['Name:\tnode\n'], ['VmHWM:\t 0 kB\n'], ['VmHWM:\t lots\n'], ['']])(
    'is unavailable, never zero, where the kernel does not tell: %j',
    status => {
      expect(spoken(parseStatus(status, 'VmHWM', 'process'))).toEqual({
        available: false,
        reason: '/proc/self/status has no VmHWM',
      });
    },
  );

  test('is that of the timed window: the mark is put back when the window starts', () => {
    const written: string[] = [];
    const end = peakHostMemory({ read: () => STATUS, write: (path, text) => written.push(`${path} ${text}`) });
    expect(written).toEqual(['/proc/self/clear_refs 5']);
    expect(end()).toMatchObject({ value: 80 * 2 ** 20, scope: 'process, timed window' });
  });

  test('is said to be that of the whole process where the mark cannot be put back', () => {
    const write = () => {
      throw new Error('EACCES');
    };
    expect(peakHostMemory({ read: () => STATUS, write })()).toMatchObject({ scope: 'process, since its start' });
  });

  test('is unavailable, with the reason, on a system without /proc', () => {
    const nothing = (): never => {
      throw new Error('ENOENT: no such file');
    };
    expect(spoken(peakHostMemory({ read: nothing, write: nothing })())).toEqual({
      available: false,
      reason: 'no /proc/self/status here (ENOENT: no such file)',
    });
  });
});

describe('resident host memory', () => {
  test('is what the process holds now, in bytes', () => {
    const files = { read: () => STATUS, write: () => {} };
    expect(residentHostMemory(files)).toEqual({
      available: true,
      value: 40_000 * 1024,
      method: 'VmRSS',
      scope: 'process',
    });
  });

  test('is unavailable, never zero, where the kernel does not tell', () => {
    const files = { read: () => 'Name:\tnode\n', write: () => {} };
    expect(spoken(residentHostMemory(files))).toEqual({ available: false, reason: '/proc/self/status has no VmRSS' });
  });
});
