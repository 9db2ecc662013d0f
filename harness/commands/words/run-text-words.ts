/** The words of `run` on a terminal: before it starts, while it goes on, and when it is over. */
import type { InEvery } from '../../../reports/words/language.ts';
import type { ProgressWords } from '../../progress.ts';

type Standing = 'only' | 'winner' | 'runner-up' | 'lost' | 'unraced';

type RunTextWords = {
  readonly workHeads: readonly string[];
  readonly figureHeads: readonly string[];
  /** Of the figures, in their order; a unit says what some are. */
  readonly figureNames: readonly string[];
  readonly noRow: string;
  readonly lane: (target: string, by: string, work: readonly string[], rowsPerExpert: string) => string;
  readonly noFigure: string;
  readonly standing: Readonly<Record<Standing, string>>;
  readonly changed: string;
  readonly spread: (main: string, spread: string, isEven: boolean) => string;
  readonly software: (software: string, dtype: string, standing: string) => string;
  readonly comma: string;
  readonly semicolon: string;
  readonly skipped: (what: string, why: string) => string;
  readonly failure: (code: string, reason: string | null, lane: string, work: string, why: string) => string;
  readonly counts: (measured: number, failed: number, unsupported: number) => string;
  readonly interrupted: (counts: string, command: string) => string;
  readonly end: (counts: string, record: string) => string;
  readonly seal: (sha256: string) => string;
  readonly cut: (memory: string, model: string | null, part: string, what: string) => string;
  readonly drift: (first: string, last: string, length: string, change: string, steady: string) => string;
  readonly never: string;
  readonly steady: (part: number, parts: number) => string;
  readonly colon: string;
  readonly proofs: string;
  readonly stage: (stage: string) => string;
  readonly milestone: (what: string, done: number, total: number, left: string) => string;
  readonly generated: (hostname: string, variable: string) => string;
  readonly difference: (what: string, before: string | null, now: string | null) => string;
  readonly suite: (name: string, targets: readonly string[]) => string;
  readonly restarted: (path: string, differences: string, newPath: string) => string;
  readonly takenOver: (subject: string | null, holder: string) => string;
  readonly waiting: (why: string, minutes: number) => string;
  readonly trying: (what: string) => string;
  readonly estimate: (minutes: number, cells: number) => string;
  readonly over: Readonly<Record<'suite' | 'user', (minutes: number) => string>>;
};

/** Of the line that is rewritten while a run goes on. */
export const PROGRESS_WORDS: InEvery<ProgressWords> = {
  en: { estimating: 'estimating', left: time => `${time} left` },
  zh: { estimating: '正在估算', left: time => `还需 ${time}` },
};

export const RUN_TEXT_WORDS: InEvery<RunTextWords> = {
  en: {
    workHeads: ['target', 'by', 'model', 'part', 'pass', 'routing', 'rows/expert'],
    figureHeads: ['step', 'tokens/s', 'useful', 'of largest matmul', 'of own matmuls'],
    figureNames: ['a step', 'tokens/s', '', 'of largest matmul', 'of own matmuls'],
    noRow: 'No workload was measured.',
    lane: (target, by, work, rows) => `${target} by ${by}: ${[...work, `${rows} rows/expert`].join(', ')}`,
    noFigure: 'no figure',
    standing: { only: '', winner: '', 'runner-up': ' (runner-up)', lost: ' (lost its race)', unraced: ' (not raced)' },
    changed: ' (changed)',
    spread: (main, spread, isEven) => (isEven ? `${main} ${spread}` : `${main} (${spread})`),
    software: (software, dtype, standing) => `${software}, ${dtype}${standing}`,
    comma: ', ',
    semicolon: '; ',
    skipped: (what, why) => `skipped ${what}: ${why}`,
    failure: (code, reason, lane, work, why) =>
      `${code}${reason === null ? '' : ` (${reason})`} ${lane} ${work}: ${why}`,
    counts: (measured, failed, unsupported) =>
      `${measured} cells measured, ${failed} failed${unsupported === 0 ? '' : `, ${unsupported} unsupported`}`,
    interrupted: (counts, command) => `Interrupted: ${counts}; continue with: ${command}`,
    end: (counts, record) => `${counts}. Record: ${record}`,
    seal: sha256 => `Seal: sha256 ${sha256}`,
    cut: (memory, model, part, what) => `cut to fit ${memory}: ${model} ${part}: ${what}`,
    drift: (first, last, length, change, steady) =>
      `${first} a step at first, ${last} after ${length} (${change}), ${steady}`,
    never: 'never steady',
    steady: (part, parts) => `steady from part ${part} of ${parts} on`,
    colon: ': ',
    proofs: 'proofs',
    stage: stage => stage,
    milestone: (what, done, total, left) => `${what} done, ${done}/${total} cells, ${left} left\n`,
    generated: (hostname, variable) =>
      `the hostname '${hostname}' looks generated, as a container's is: give --machine NAME (or ${variable}), or its next run counts as another machine's\n`,
    difference: (what, before, now) => `${what} was ${before ?? 'not there'}, is ${now ?? 'not there'}`,
    suite: (name, targets) =>
      `Suite ${name}: ${targets.length === 0 ? 'no accelerator takes part' : `for ${targets.join(', ')}`}; --suite names another.\n`,
    restarted: (path, differences, newPath) =>
      `${path} is not continued, because the set-up has changed: ${differences}. A new run of the same work begins: ${newPath}\n`,
    takenOver: (subject, holder) =>
      `${subject ?? 'this machine'} was locked by ${holder}, which has ended: taken over\n`,
    waiting: (why, minutes) => `${why}: waiting, ${minutes} min at most\n`,
    trying: what => `trying ${what} (once; kept until a version or a driver changes)`,
    estimate: (minutes, cells) =>
      `About ${minutes} min, ${cells} cell${cells === 1 ? '' : 's'}; longer where a step takes longer than a window.`,
    over: {
      suite: minutes => ` The suite allows ${minutes} min: each target has one strategy left, and rounds are not cut.`,
      user: minutes => ` The limit is ${minutes} min: one work is left, and the run ends when the time is over.`,
    },
  },
  zh: {
    workHeads: ['目标设备', '软件', '模型', '部分', '计算阶段', '路由', '每专家行数'],
    figureHeads: ['单步耗时', 'token/s', '有效算力', '相对最大矩阵乘法', '相对自身矩阵乘法'],
    figureNames: ['单步', 'token/s', '', '相对最大矩阵乘法', '相对自身矩阵乘法'],
    noRow: '没有测到任何工作负载。',
    lane: (target, by, work, rows) => `${target}（${by}）：${[...work, `每专家 ${rows} 行`].join('，')}`,
    noFigure: '没有数据',
    standing: { only: '', winner: '', 'runner-up': '，竞速第二', lost: '，竞速落败', unraced: '，未经竞速' },
    changed: '（已修改）',
    spread: (main, spread) => `${main}（${spread}）`,
    software: (software, dtype, standing) => `${software}，${dtype}${standing}`,
    comma: '，',
    semicolon: '；',
    skipped: (what, why) => `已跳过 ${what}：${why}`,
    failure: (code, reason, lane, work, why) =>
      `${code}${reason === null ? '' : `（${reason}）`} ${lane} ${work}：${why}`,
    counts: (measured, failed, unsupported) =>
      `已测 ${measured} 个单元，失败 ${failed} 个${unsupported === 0 ? '' : `，不支持 ${unsupported} 个`}`,
    interrupted: (counts, command) => `已中断：${counts}；继续运行：${command}`,
    end: (counts, record) => `${counts}。记录：${record}`,
    seal: sha256 => `封存行：sha256 ${sha256}`,
    cut: (memory, model, part, what) => `为适应 ${memory} 内存而裁剪：${model} ${part}：${what}`,
    drift: (first, last, length, change, steady) => `起初单步 ${first}，${length} 后 ${last}（${change}），${steady}`,
    never: '始终未稳定',
    steady: (part, parts) => `从第 ${part}/${parts} 段起稳定`,
    colon: '：',
    proofs: '正确性验证',
    stage: stage => stage.replace(/^round (\d+).*$/, '第 $1 轮'),
    milestone: (what, done, total, left) => `${what}完成，${done}/${total} 个单元，还需 ${left}\n`,
    generated: (hostname, variable) =>
      `主机名“${hostname}”像是自动生成的（容器通常如此）：请给出 --machine NAME（或 ${variable}），否则下次运行会被视为另一台机器\n`,
    difference: (what, before, now) => `${what} 原为 ${before ?? '无'}，现为 ${now ?? '无'}`,
    suite: (name, targets) =>
      `套件 ${name}：${targets.length === 0 ? '没有加速卡参与' : `用于 ${targets.join('、')}`}；可用 --suite 另选。\n`,
    restarted: (path, differences, newPath) =>
      `不再继续 ${path}，因为环境已改变：${differences}。改为开始一次相同工作的新运行：${newPath}\n`,
    takenOver: (subject, holder) => `${subject ?? '本机'}曾被 ${holder} 锁定，该进程已结束：已接管\n`,
    waiting: (why, minutes) => `${why}：等待中，最多 ${minutes} 分钟\n`,
    trying: what => `正在试运行 ${what}（仅一次；版本或驱动改变前结果会保留）`,
    estimate: (minutes, cells) => `约需 ${minutes} 分钟，共 ${cells} 个单元；若单步比计时窗口还长，则更久。`,
    over: {
      suite: minutes => `套件允许 ${minutes} 分钟：每个目标设备只剩一种策略，轮数不减。`,
      user: minutes => `时间上限为 ${minutes} 分钟：只剩一项工作负载，到时即结束。`,
    },
  },
};
