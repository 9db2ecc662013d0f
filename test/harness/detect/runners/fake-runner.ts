/** Real child processes that speak the protocol badly: what is under test is what becomes of them. */
import type { RunnerCommand } from '../../../../harness/detect/runners/command.ts';

/** A program in a process of its own that answers lines by `answer(request)`; what it throws or prints is its own. */
export const runnerOf = (answer: string, ours: RunnerCommand['ours'] = null): RunnerCommand => ({
  label: 'a runner',
  namedBy: 'moebench.yaml',
  ours,
  command: [
    process.execPath,
    '-e',
    `const HELLO = ${JSON.stringify(HELLO)};
     const say = answer => process.stdout.write(JSON.stringify(answer) + '\\n');
     const answer = request => { ${answer} };
     require('node:readline').createInterface({ input: process.stdin }).on('line', line => answer(JSON.parse(line)));`,
  ],
});

export const HELLO = {
  protocol: 1,
  runner: 'toy',
  versions: { toy: '1.0' },
  devices: [{ id: 'cpu', vendor: null, name: 'a CPU', index: 0, memoryBytes: null }],
  strategies: ['eager', 'grouped'],
};
