/** What disturbs a run, with the fix for each, in every language. */
import type { InEvery } from '../../../reports/words/language.ts';
import type { NotQuiet, UnknownUse } from '../../quiet/not-quiet.ts';

export type ConditionWords = { readonly what: string; readonly fix: string };

type QuietWords = {
  readonly conditions: Readonly<Record<NotQuiet['code'], ConditionWords>>;
  /** `1 process computes`. */
  readonly processes: (count: number) => string;
  readonly uses: Readonly<Record<UnknownUse['use'], string>>;
  readonly unknown: (use: string, why: string) => string;
  readonly notQuiet: (what: string, fix: string) => string;
  readonly warning: (text: string) => string;
  readonly again: (cells: number) => string;
  readonly failed: (cells: number) => string;
  readonly disturbed: (cells: number, measured: number, causes: string, advice: boolean) => string;
  readonly unknownFor: (cells: number, measured: number, why: string) => string;
};

export const QUIET_WORDS: InEvery<QuietWords> = {
  en: {
    conditions: {
      'device-in-use': {
        what: '{processes} on {name} ({device})',
        fix: 'end what its own tool lists there, or run on another',
      },
      'cpus-in-use': { what: 'others use {usedCores} of {cpus} cores', fix: 'see top, and end what can wait' },
      'cpus-stolen': {
        what: 'the hypervisor gives others {stolenCores} of {cpus} cores',
        fix: 'run on a machine with cores of its own',
      },
      'quota-below-cpus': {
        what: 'a quota of {quotaCores} of {cpus} CPUs stops this process in each period',
        fix: 'give the container CPUs of its own in place of a quota (docker --cpuset-cpus)',
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
      },
    },
    processes: count => (count === 1 ? '1 process computes' : `${count} processes compute`),
    uses: {
      cpus: 'who else uses the CPUs',
      hypervisor: 'what a hypervisor gives to others',
      boards: 'who else computes on {devices}',
    },
    unknown: (use, why) => `${use} is unknown: ${why}`,
    notQuiet: (what, fix) => `not quiet: ${what}: ${fix}\n`,
    warning: text => `warning: ${text}\n`,
    again: cells => `${cells} disturbed ${cells === 1 ? 'cell was' : 'cells were'} run once more\n`,
    failed: cells => `${cells} ${cells === 1 ? 'cell' : 'cells'} failed because of disturbance\n`,
    disturbed: (cells, measured, causes, advice) =>
      `${cells} of ${measured} measured cells were disturbed (${causes}): moebench detect lists what disturbs this machine${advice ? '; --disturbed retry runs such cells once more' : ''}\n`,
    unknownFor: (cells, measured, why) =>
      `unknown for ${cells} of ${measured} measured cells whether other processes disturbed them: ${why}\n`,
  },
  zh: {
    conditions: {
      'device-in-use': {
        what: '{name}（{device}）上有{processes}',
        fix: '请结束该设备自带工具列出的进程，或换一个设备',
      },
      'cpus-in-use': {
        what: '其他进程占用了 {cpus} 个核中的 {usedCores} 个',
        fix: '请用 top 查看，并结束可以推迟的进程',
      },
      'cpus-stolen': {
        what: '虚拟机监控器把 {cpus} 个核中的 {stolenCores} 个给了其他虚拟机',
        fix: '请换用独占核心的机器',
      },
      'quota-below-cpus': {
        what: 'CPU 配额（{cpus} 个中的 {quotaCores} 个）会在每个周期暂停本进程',
        fix: '请给容器分配专用 CPU，而不是配额（docker --cpuset-cpus）',
      },
      'governor-unsteady': {
        what: '{allCores} 个核中有 {cores} 个的调频策略为 {governor}',
        fix: 'sudo cpupower frequency-set -g {steady}',
      },
      'processor-hot': { what: '运行前处理器温度已达 {temperatureC} °C', fix: '请待其冷却，并检查风扇' },
      'memory-swapped': {
        what: '有 {swappedBytes} GiB 内存被换出',
        fix: '请结束占用内存的进程，再执行 sudo swapoff -a && sudo swapon -a',
      },
    },
    processes: count => `${count} 个进程正在计算`,
    uses: {
      cpus: '其他进程对 CPU 的占用',
      hypervisor: '虚拟机监控器分给其他虚拟机的时间',
      boards: '{devices} 上的其他进程',
    },
    unknown: (use, why) => `${use}未知：${why}`,
    notQuiet: (what, fix) => `不安静：${what}：${fix}\n`,
    warning: text => `警告：${text}\n`,
    again: cells => `${cells} 个受干扰的单元已重新运行一次\n`,
    failed: cells => `${cells} 个单元因受干扰而失败\n`,
    disturbed: (cells, measured, causes, advice) =>
      `${measured} 个已测单元中有 ${cells} 个受到干扰（${causes}）：moebench detect 会列出干扰本机的因素${advice ? '；加 --disturbed retry 可让这些单元重新运行一次' : ''}\n`,
    unknownFor: (cells, measured, why) =>
      `${measured} 个已测单元中有 ${cells} 个无法得知是否受到其他进程干扰：${why}\n`,
  },
};
