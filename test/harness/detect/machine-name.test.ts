import { describe, expect, test } from 'vitest';
import { generatedNameText } from '../../../harness/commands/text/session-text.ts';
import { machineName, requestedName } from '../../../harness/detect/machine-name.ts';
import { refusal } from '../../refusal.ts';

describe('the name of a machine', () => {
  test.each(['lab-h20', 'h20_3.rack7', '7', 'A'.repeat(64)])('may be %s', name => expect(machineName(name)).toBe(name));

  test.each(['', '.hidden', '..', 'a/b', 'a b', '-x', 'käse', 'a\n', '../up', 'A'.repeat(65)])(
    'may not be %j, which is no name of a folder',
    name => {
      expect(refusal(() => machineName(name))).toBe(
        `--machine is '${name}'; give 1 to 64 letters, digits, dots, dashes or underlines, the first a letter or digit`,
      );
    },
  );

  test('may not be that of the folder that holds records of others', () => {
    const why = (name: string) => `--machine is '${name}', the folder of imported records; give another name`;
    for (const name of ['imported', 'Imported']) expect(refusal(() => machineName(name))).toBe(why(name));
  });

  test('is the option’s, else the variable’s; an empty variable is none, a bad one is told by its name', () => {
    expect(requestedName('a', 'b')).toBe('a');
    expect(requestedName(undefined, 'b')).toBe('b');
    expect(requestedName(undefined, '')).toBeUndefined();
    expect(requestedName(undefined, undefined)).toBeUndefined();
    expect(refusal(() => requestedName(undefined, 'a b'))).toMatch(/^MOEBENCH_MACHINE is 'a b'; give 1 to 64 letters/);
  });
});

describe('a hostname that looks generated', () => {
  const said = (hostname: string, named = false) => generatedNameText({ hostname, named });

  test.each(['4f1d2c3b5a69', 'trainer-5d4f8c7b96-x2k7p'])('as %s earns one line of advice', hostname => {
    expect(said(hostname)).toBe(
      `the hostname '${hostname}' looks generated, as a container's is: give --machine NAME (or MOEBENCH_MACHINE), or its next run counts as another machine's\n`,
    );
  });

  test('is no matter where the machine was named', () => expect(said('4f1d2c3b5a69', true)).toBe(''));

  test.each([
    'vm',
    'lab-1',
    'node-07.lab.example',
    '4f1d2c3b5a6',
    '4f1d2c3b5a69f',
    '4F1D2C3B5A6G',
    'gpu-a100-node-12345',
  ])('%s is not', hostname => expect(said(hostname)).toBe(''));
});
