/** The sentences of conditions that would distort a run, each with its fix, and of uses that are unknown. */
import { filled } from '../../../results/filled.ts';
import { noteText } from '../../../results/note-text.ts';
import { significant } from '../../../results/significant.ts';
import type { NotQuiet, UnknownUse } from '../../quiet/not-quiet.ts';

type Words = {
  readonly what: string;
  readonly fix: string;
  /** Values that are not shown as they are. */
  readonly shown?: Readonly<Record<string, (value: number) => string>>;
};

const WORDS: Readonly<Record<NotQuiet['code'], Words>> = {
  'device-in-use': {
    what: '{processes} on {name} ({device})',
    fix: 'end what its own tool lists there, or run on another',
    shown: { processes: count => (count === 1 ? '1 process computes' : `${count} processes compute`) },
  },
  'cpus-in-use': {
    what: 'others use {usedCores} of {cpus} cores',
    fix: 'see top, and end what can wait',
    shown: { usedCores: significant },
  },
  'cpus-stolen': {
    what: 'the hypervisor gives others {stolenCores} of {cpus} cores',
    fix: 'run on a machine with cores of its own',
    shown: { stolenCores: significant },
  },
  'quota-below-cpus': {
    what: 'a quota of {quotaCores} of {cpus} CPUs stops this process in each period',
    fix: 'give the container CPUs of its own in place of a quota (docker --cpuset-cpus)',
    shown: { quotaCores: significant },
  },
  'governor-unsteady': {
    what: 'governor {governor} on {cores} of {allCores} cores',
    fix: 'sudo cpupower frequency-set -g {steady}',
  },
  'processor-hot': {
    what: 'the processor is at {temperatureC} °C before the run',
    fix: 'let it cool, and see to its fans',
  },
  'memory-swapped': {
    what: '{swappedBytes} GiB are swapped out',
    fix: 'end what holds the memory, then sudo swapoff -a && sudo swapon -a',
    shown: { swappedBytes: bytes => (bytes / 2 ** 30).toFixed(1) },
  },
};

/** What would distort a run, and the fix, without a full stop. */
export function notQuietWords({ code, values }: NotQuiet): { readonly what: string; readonly fix: string } {
  const { what, fix, shown = {} } = WORDS[code];
  const texts = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'number' ? (shown[name]?.(value) ?? value) : value,
    ]),
  );
  return { what: filled(what, texts), fix: filled(fix, texts) };
}

const USES: Readonly<Record<UnknownUse['use'], string>> = {
  cpus: 'who else uses the CPUs',
  hypervisor: 'what a hypervisor gives to others',
  boards: 'who else computes on {devices}',
};

export const unknownUseText = ({ use, devices, reason }: UnknownUse): string =>
  `${filled(USES[use], { devices: devices.join(', ') })} is unknown: ${noteText(reason)}`;
