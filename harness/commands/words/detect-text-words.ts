/** The words of `detect` on a terminal. */
import type { InEvery } from '../../../reports/words/language.ts';

type SectionName = 'machine' | 'accelerators' | 'targets' | 'runners' | 'energy' | 'quiet' | 'missing';

type DetectTextWords = {
  readonly titles: Readonly<Record<SectionName, string>>;
  readonly noneFound: string;
  readonly rows: Readonly<Record<'id' | 'cpu' | 'memory' | 'system' | 'mayUse' | 'quota' | 'memoryLimit', string>>;
  readonly cpu: (name: string, cores: number, threads: number) => string;
  readonly system: (os: string, kernel: string, arch: string, isVirtual: boolean) => string;
  readonly threads: (count: number) => string;
  readonly software: string;
  readonly named: string;
  readonly boundary: (boundary: string, device: string | null) => string;
  readonly upTo: (watts: number) => string;
  readonly refusal: (source: string, code: string) => string;
  readonly colon: string;
  readonly semicolon: string;
  readonly comma: string;
  readonly absent: (sources: string) => string;
  readonly others: (cores: string, of: number) => string;
  readonly load: (value: number) => string;
  readonly governor: (names: string) => string;
  readonly isQuiet: string;
  readonly noMemory: string;
  readonly driver: (version: string) => string;
  readonly noDriver: string;
  readonly cards: (count: number) => string;
  readonly part: string;
  readonly slices: string;
  readonly mask: (cpus: number, threads: number, cores: number) => string;
  readonly cpus: (count: string, file: string) => string;
  readonly limit: (memory: string, file: string) => string;
  readonly unknown: (why: string) => string;
  readonly noFramework: (label: string, framework: string | null, how: string) => string;
  readonly fails: (label: string, runner: string | null, code: string) => string;
  readonly notTried: (strategies: string) => string;
  readonly nothingWorks: string;
  readonly strategy: (name: string, text: string) => string;
  readonly not: (dtypes: string, reason: string) => string;
  readonly notTriedHere: (why: string) => string;
};

export const DETECT_TEXT_WORDS: InEvery<DetectTextWords> = {
  en: {
    titles: {
      machine: 'Machine',
      accelerators: 'Accelerators',
      targets: 'Targets',
      runners: 'Runners',
      energy: 'Energy',
      quiet: 'Quiet',
      missing: 'Missing',
    },
    noneFound: '  none found',
    rows: {
      id: 'id',
      cpu: 'cpu',
      memory: 'memory',
      system: 'system',
      mayUse: 'may use',
      quota: 'CPU quota',
      memoryLimit: 'memory limit',
    },
    cpu: (name, cores, threads) => `${name}, ${cores} ${cores === 1 ? 'core' : 'cores'} (${threads} threads)`,
    system: (os, kernel, arch, isVirtual) => `${os}, kernel ${kernel}, ${arch}${isVirtual ? ', virtual' : ''}`,
    threads: count => `, ${count} ${count === 1 ? 'thread' : 'threads'}`,
    software: 'software: only with --include-software',
    named: 'runs when named (--target)',
    boundary: (boundary, device) => `${boundary} of ${device ?? 'the host'}`,
    upTo: watts => `up to ${watts} W`,
    refusal: (source, code) => `${source} (${code})`,
    colon: ': ',
    semicolon: '; ',
    comma: ', ',
    absent: sources => `  not here: ${sources} (what each needs: detect --json)`,
    others: (cores, of) => `others use ${cores} of ${of} cores`,
    load: value => `load ${value}`,
    governor: names => `governor ${names}`,
    isQuiet: '  nothing found that would disturb a run',
    noMemory: 'memory not known',
    driver: version => `driver ${version}`,
    noDriver: 'driver not known',
    cards: count => `on ${count} ${count === 1 ? 'card' : 'cards'}`,
    part: 'a part of a card',
    slices: 'cut into slices',
    mask: (cpus, threads, cores) => `${cpus} of ${threads} threads, on ${cores} ${cores === 1 ? 'core' : 'cores'}`,
    cpus: (count, file) => `${count} CPUs (${file})`,
    limit: (memory, file) => `${memory} (${file})`,
    unknown: why => `unknown: ${why}`,
    noFramework: (label, framework, how) => `  ${label}: no ${framework ?? 'framework'} (${how})`,
    fails: (label, runner, code) => `  ${label}: ${runner ?? 'its runner'} fails (${code}), see Missing`,
    notTried: strategies => `not tried: ${strategies}`,
    nothingWorks: 'nothing works',
    strategy: (name, text) => `${name}: ${text}`,
    not: (dtypes, reason) => `not ${dtypes}: ${reason}`,
    notTriedHere: why => `Devices of PyTorch and JAX are not tried: ${why}\n`,
  },
  zh: {
    titles: {
      machine: '机器',
      accelerators: '加速卡',
      targets: '目标设备',
      runners: 'runner',
      energy: '能耗',
      quiet: '安静程度',
      missing: '缺少的组件',
    },
    noneFound: '  未发现',
    rows: {
      id: '标识',
      cpu: 'CPU',
      memory: '内存',
      system: '系统',
      mayUse: '可用',
      quota: 'CPU 配额',
      memoryLimit: '内存上限',
    },
    cpu: (name, cores, threads) => `${name}，${cores} 核（${threads} 线程）`,
    system: (os, kernel, arch, isVirtual) => `${os}，内核 ${kernel}，${arch}${isVirtual ? '，虚拟机' : ''}`,
    threads: count => `，${count} 线程`,
    software: '软件实现：加 --include-software 才会运行',
    named: '仅在指定时运行（--target）',
    boundary: (boundary, device) => `${device ?? '主机'} 的${boundary}`,
    upTo: watts => `最高 ${watts} W`,
    refusal: (source, code) => `${source}（${code}）`,
    colon: '：',
    semicolon: '；',
    comma: '、',
    absent: sources => `  这里没有：${sources}（各需要什么：detect --json）`,
    others: (cores, of) => `其他进程占用 ${of} 个核中的 ${cores} 个`,
    load: value => `负载 ${value}`,
    governor: names => `调频策略 ${names}`,
    isQuiet: '  没有发现会干扰运行的因素',
    noMemory: '显存未知',
    driver: version => `驱动 ${version}`,
    noDriver: '驱动未知',
    cards: count => `位于 ${count} 张卡上`,
    part: '卡的一部分',
    slices: '已切分',
    mask: (cpus, threads, cores) => `${threads} 线程中的 ${cpus} 个，位于 ${cores} 个核上`,
    cpus: (count, file) => `${count} 个 CPU（${file}）`,
    limit: (memory, file) => `${memory}（${file}）`,
    unknown: why => `未知：${why}`,
    noFramework: (label, framework, how) => `  ${label}：没有 ${framework ?? '框架'}（${how}）`,
    fails: (label, runner, code) => `  ${label}：${runner ?? '其 runner'} 失败（${code}），见“缺少的组件”`,
    notTried: strategies => `未试运行：${strategies}`,
    nothingWorks: '均不可用',
    strategy: (name, text) => `${name}：${text}`,
    not: (dtypes, reason) => `${dtypes} 不可用：${reason}`,
    notTriedHere: why => `未试运行 PyTorch 与 JAX 的设备：${why}\n`,
  },
};
