/** The words of `check`, `accept`, `prune` and of a night on a terminal. */
import type { InEvery } from '../../../reports/words/language.ts';
import { spaced } from '../../../reports/words/sentence.ts';

type StepHeading = 'suspected' | 'better' | 'recovered' | 'better since earlier nights';

type CheckTextWords = {
  readonly noRun: string;
  readonly steps: Readonly<Record<StepHeading, string>>;
  readonly accepted: string;
  readonly notJudged: string;
  readonly tooFew: string;
  readonly ended: string;
  readonly acceptWith: (command: string) => string;
  readonly acceptedBy: (what: string, by: string, day: string, reason: string) => string;
  readonly damaged: (line: number, damage: string) => string;
  readonly colon: string;
  readonly figures: (count: number) => string;
  readonly because: (why: string) => string;
  readonly group: (head: string, names: string) => string;
  readonly lastOn: (target: string, day: string) => string;
  readonly on: (work: string, target: string, metric: string) => string;
  readonly short: (names: readonly string[], rest: number) => string;
};

export const CHECK_TEXT_WORDS: InEvery<CheckTextWords> = {
  en: {
    noRun: 'No run here. Next: moebench run\n',
    steps: {
      suspected: 'Suspected; another night has to agree:',
      better: 'Better, and the new baseline:',
      recovered: 'Back at the level before:',
      'better since earlier nights': 'Better since earlier nights:',
    },
    accepted: 'Accepted:',
    notJudged: 'Not judged:',
    tooFew: 'Too few nights yet:',
    ended: 'Measured on earlier nights of a machine, and not on its newest:',
    acceptWith: command => `Accept with: ${command}`,
    acceptedBy: (what, by, day, reason) => `${what}: by ${by} on ${day}: ${reason}`,
    damaged: (line, damage) => `accepted.jsonl: line ${line} ${damage}. What it accepted may be open again.`,
    colon: ': ',
    figures: count => `${count} ${count === 1 ? 'figure' : 'figures'}`,
    because: why => ` (${why})`,
    group: (head, names) => `${head}: ${names}.`,
    lastOn: (target, day) => `${target}, last on ${day}`,
    on: (work, target, metric) => `${work} on ${target}, ${metric}`,
    short: (names, rest) => (rest <= 0 ? names.join(', ') : `${names.join(', ')} and ${rest} more`),
  },
  zh: {
    noRun: '这里没有任何运行。下一步：moebench run\n',
    steps: {
      suspected: '疑似，需再有一晚印证：',
      better: '变好，并成为新的基线：',
      recovered: '已恢复到之前的水平：',
      'better since earlier nights': '前几晚起变好：',
    },
    accepted: '已接受：',
    notJudged: '未作判定：',
    tooFew: '晚数不足：',
    ended: '以前各晚测过、该机器最新一晚未测：',
    acceptWith: command => `接受该变化：${command}`,
    acceptedBy: (what, by, day, reason) => `${what}：${by} 于 ${day} 接受，理由：${reason}`,
    damaged: (line, damage) => `accepted.jsonl 第 ${line} 行${damage}。它接受过的变化可能会重新列出。`,
    colon: '：',
    figures: count => `${count} 项指标`,
    because: why => `（${why}）`,
    group: (head, names) => `${head}：${names}。`,
    lastOn: (target, day) => `${target}，最后一次测于 ${day}`,
    on: (work, target, metric) => `${target}：${work}，${metric}`,
    short: (names, rest) => (rest <= 0 ? names.join('、') : `${names.join('、')} 等，另有 ${rest} 项`),
  },
};

type AcceptTextWords = {
  readonly accepted: (work: string, target: string, metric: string, day: string) => string;
  readonly written: (path: string, command: string) => string;
};

export const ACCEPT_TEXT_WORDS: InEvery<AcceptTextWords> = {
  en: {
    accepted: (work, target, metric, day) => `Accepted: ${work} on ${target}, ${metric}, since ${day}.`,
    written: (path, command) => `Written to ${path}. Next: ${command}`,
  },
  zh: {
    accepted: (work, target, metric, day) => spaced(`已接受 ${target} 上的 ${work}，${metric}，自 ${day} 起。`),
    written: (path, command) => `已写入 ${path}。下一步：${command}`,
  },
};

type NightTextWords = {
  readonly nothing: string;
  readonly failedCells: (count: number) => string;
  readonly tooFew: string;
  readonly again: (work: string, target: string) => string;
  readonly ofPrevious: (ratio: string) => string;
  readonly full: string;
  readonly begin: string;
  readonly next: (page: string) => string;
  readonly notified: (fault: string) => string;
  readonly bug: (stage: string) => string;
  readonly output: (format: string, path: string) => string;
  readonly stages: Readonly<Record<string, string>>;
  readonly stage: (name: string, message: string) => string;
};

export const NIGHT_TEXT_WORDS: InEvery<NightTextWords> = {
  en: {
    nothing: 'Nothing was measured.',
    failedCells: count => `${count} of the cells failed.`,
    tooFew: 'There are too few nights yet to say whether anything got slower. That is normal on the first nights.',
    again: (work, target) => `${work} on ${target}, measured again in turns:`,
    ofPrevious: ratio => ` ${ratio} of the previous step time.`,
    full: '.',
    begin: 'Looking at this machine, then running the suite. Ctrl-C keeps what was measured.',
    next: page =>
      `Page: ${page}\nNext: open the page; moebench verify checks the records; moebench list models shows what else can be run.\n`,
    notified: fault => `--notify-command: ${fault}; the exit code is the night's all the same`,
    bug: stage => `${stage}: this is a bug`,
    output: (format, path) => `${format}: ${path}\n`,
    stages: {},
    stage: (name, message) => `${name}: ${message}`,
  },
  zh: {
    nothing: '没有测到任何数据。',
    failedCells: count => `有 ${count} 个单元失败。`,
    tooFew: '晚数还太少，尚不能判断是否变慢。最初几晚属正常情况。',
    again: (work, target) => `${target}：${work}，轮流重新测量：`,
    ofPrevious: ratio => `为之前单步耗时的 ${ratio}。`,
    full: '。',
    begin: '先检测本机，再运行套件。按 Ctrl-C 中断时，已测得的数据会保留。',
    next: page =>
      `页面：${page}\n下一步：打开页面；用 moebench verify 核验记录；用 moebench list models 查看还能运行哪些模型。\n`,
    notified: fault => `--notify-command：${fault}；退出码仍为当晚的结果`,
    bug: stage => `${stage}：这是程序缺陷`,
    output: (format, path) => `${format}：${path}\n`,
    stages: { run: '运行', check: '检查', interleaved: '轮流重测', report: '报告', outputs: '输出' },
    stage: (name, message) => `${name}：${message}`,
  },
};

type PruneTextWords = {
  readonly deleted: (isDry: boolean, runs: number, all: number, size: string) => string;
  readonly kept: (what: string, why: string) => string;
  readonly bytes: (count: number) => string;
};

export const PRUNE_TEXT_WORDS: InEvery<PruneTextWords> = {
  en: {
    deleted: (isDry, runs, all, size) =>
      `${isDry ? 'Would delete' : 'Deleted'} the samples of ${runs} of ${all} runs: ${size}. Every record stays.`,
    kept: (what, why) => `Kept ${what}: ${why}.`,
    bytes: count => `${count} bytes`,
  },
  zh: {
    deleted: (isDry, runs, all, size) =>
      `${isDry ? '将删除' : '已删除'} ${all} 次运行中 ${runs} 次的单步耗时样本，共 ${size}。所有记录均保留。`,
    kept: (what, why) => `保留 ${what}：${why}。`,
    bytes: count => `${count} 字节`,
  },
};
