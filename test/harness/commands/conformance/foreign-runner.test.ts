/** A runner given by its command: which device and strategy are meant, and what is said where there is none. */
import { expect, it } from 'vitest';
import { foreignRunner, foreignTarget } from '../../../../harness/commands/conformance/foreign-runner.ts';
import { RunFault, UsageError } from '../../../../harness/errors.ts';

const HELLO = {
  protocol: 1,
  runner: 'mine',
  versions: { mine: '0.1' },
  devices: [
    { id: 'gcu:0', vendor: 'enflame', name: 'S60', index: 0, memoryBytes: null, uuid: 'u-0' },
    { id: 'cpu', vendor: null, name: 'x86_64', index: 0, memoryBytes: null },
  ],
  strategies: ['fused', 'loop'],
};
const never = new AbortController().signal;

it('takes the first device and strategy it names, and gives an accelerator no threads', () => {
  expect(foreignTarget(['run'], HELLO, {}, 4)).toEqual({
    strategy: 'fused',
    target: {
      id: 'mine-gcu:0',
      runner: 'mine',
      strategies: ['fused', 'loop'],
      process: { command: ['run'], versions: { mine: '0.1' }, device: 'gcu:0', tried: [] },
      device: { vendor: 'enflame', name: 'S60', index: 0, uuid: 'u-0' },
      software: false,
      threads: null,
    },
  });
});

it('takes the ones that are chosen', () => {
  const { target, strategy } = foreignTarget(['run'], HELLO, { device: 'cpu', strategy: 'loop' }, 4);
  expect([target.id, target.threads, strategy]).toEqual(['mine-cpu', 4, 'loop']);
});

it('names the devices and strategies there are', () => {
  expect(() => foreignTarget(['run'], HELLO, { device: 'cuda:0' }, 4)).toThrow(/unknown device 'cuda:0'.*gcu:0, cpu/);
  expect(() => foreignTarget(['run'], HELLO, { strategy: 'eager' }, 4)).toThrow(
    /unknown strategy 'eager'.*fused, loop/,
  );
  expect(() => foreignTarget(['run'], { ...HELLO, devices: [] }, {}, 4)).toThrow(UsageError);
});

const script = (text: string) => [process.execPath, '-e', text];
const answering = (line: string) => script(`process.stdin.once('data', () => console.log(${JSON.stringify(line)}))`);

it('a command that is not there is the user’s to correct', async () => {
  await expect(foreignRunner(['/no/such/runner'], {}, 1, never)).rejects.toThrow(UsageError);
});

it('another version of the protocol is named', async () => {
  const command = answering(JSON.stringify({ ...HELLO, protocol: 2 }));
  await expect(foreignRunner(command, {}, 1, never)).rejects.toThrow(/speaks protocol 2, and moebench 1/);
});

it.each([
  ['garbage', answering('hello?'), /protocol: .*is no JSON/],
  ['an answer without its fields', answering('{"protocol":1}'), /protocol: .*runner/],
  ['nothing, and ends', script(''), /crash: .*exit code 0/],
  ['its last words', script('console.error("no driver"); process.exit(3)'), /crash: .*exit code 3 \("no driver"\)/],
])('a runner that writes %s is a fault in one line', async (_, command, message) => {
  const asked = foreignRunner(command, {}, 1, never);
  await expect(asked).rejects.toThrow(RunFault);
  await expect(asked).rejects.toThrow(message);
});
