/** The words behind a row of a workload: what it rests on, in names and short clauses. */
import type { InEvery } from '../language.ts';

export type DetailName =
  | 'run'
  | 'chip'
  | 'board'
  | 'software'
  | 'kernel'
  | 'race'
  | 'workload'
  | 'relative'
  | 'saving'
  | 'ofOwnProducts'
  | 'hostMemory'
  | 'memoryParts'
  | 'deviceMemory'
  | 'energyStep'
  | 'energyTokens'
  | 'energyCost'
  | 'opening'
  | 'noise'
  | 'warnings'
  | 'placement'
  | 'parts'
  | 'parity'
  | 'unproven'
  | 'optimizer'
  | 'curve'
  | 'versions';

export type RoundColumn =
  | 'round'
  | 'steps'
  | 'effective'
  | 'median'
  | 'mean'
  | 'p05'
  | 'p95'
  | 'outliers'
  | 'batch'
  | 'warmup'
  | 'graph'
  | 'session';

export type DetailWords = {
  readonly names: Readonly<Record<DetailName, string>>;
  readonly rounds: Readonly<Record<RoundColumn, string>>;
  readonly noKernel: string;
  readonly noRace: string;
  readonly race: (standing: string, winner: string | null, runnerUp: string | null) => string;
  readonly otherRuns: (run: string, older: number, newer: number) => string;
  readonly flops: (hash: string, gigaflops: string) => string;
  readonly tooFew: string;
  readonly warmup: (steps: number, settled: boolean) => string;
  readonly wait: (share: string) => string;
  readonly eachTimed: string;
  readonly noise: (facts: {
    within: string;
    between: string;
    rounds: number;
    run: string;
    comparisons: number;
  }) => string;
  readonly none: string;
  readonly opening: (graph: string | null, session: string) => string;
  readonly notToldApart: (why: string) => string;
  readonly together: (parts: readonly string[], total: string, step: string, share: string) => string;
  readonly noCurve: string;
  readonly nodes: (provider: string, nodes: number, share: string | null) => string;
  readonly copied: (bytes: string) => string;
  readonly noProof: string;
  readonly notProven: (why: string) => string;
  readonly tensors: (count: number) => string;
  readonly worst: (name: string, error: string | null, tolerance: string) => string;
  readonly choices: (flips: number, choices: number) => string;
  readonly withoutPue: string;
  readonly atPrice: (price: string, pue: string) => string;
  readonly notRead: (why: string) => string;
  readonly to: string;
  readonly semicolon: string;
  readonly bracket: (text: string) => string;
};

export const DETAIL_WORDS: InEvery<DetailWords> = {
  en: {
    names: {
      run: 'Run',
      chip: 'Chip',
      board: 'Board',
      software: 'Software',
      kernel: 'Kernel',
      race: 'Race of strategies',
      workload: 'Workload',
      relative: 'Beside the reference',
      saving: 'Saving',
      ofOwnProducts: 'Of its own matmuls',
      hostMemory: 'Peak host memory',
      memoryParts: 'Of that',
      deviceMemory: 'Peak device memory',
      energyStep: 'Energy a step',
      energyTokens: 'Energy for 10¹² tokens',
      energyCost: 'Cost of that energy',
      opening: 'Before the first step',
      noise: 'Noise of the machine',
      warnings: 'Warnings',
      placement: 'Placement',
      parts: 'By part',
      parity: 'Parity',
      unproven: 'Unproven',
      optimizer: 'Optimizer, of the stream',
      curve: 'Loss curve',
      versions: 'Versions',
    },
    rounds: {
      round: 'Round',
      steps: 'Steps',
      effective: 'Effective steps',
      median: 'Median ms',
      mean: 'Mean ms',
      p05: '5 % ms',
      p95: '95 % ms',
      outliers: 'Outliers',
      batch: 'Steps a batch',
      warmup: 'Warm-up',
      graph: 'Graph',
      session: 'Session',
    },
    noKernel: 'the runner names none',
    noRace: 'none in this run: it is not known which strategy is the fastest here',
    race: (standing, winner, runnerUp) => `${standing} (round 0: ${winner ?? 'none'} before ${runnerUp ?? 'none'})`,
    otherRuns: (run, older, newer) => {
      const others = [
        ...(older > 0 ? [`${older} older not pooled`] : []),
        ...(newer > 0 ? [`${newer} newer set aside`] : []),
      ];
      return others.length === 0 ? run : `${run} (${others.join(', ')})`;
    },
    flops: (hash, gigaflops) => `${hash}, ${gigaflops} GFLOP a step`,
    tooFew: 'too few',
    warmup: (steps, settled) => `${steps} steps, ${settled ? 'settled' : 'not settled'}`,
    wait: share => `, wait ${share}`,
    eachTimed: ', each timed',
    noise: ({ within, between, rounds, run, comparisons }) =>
      `equal things differ by up to ${within} within a run and ${between} between runs, at ${rounds} rounds (self-test ${run}, ${comparisons} comparisons)`,
    none: 'none',
    opening: (graph, session) =>
      `${graph === null ? '' : `graph built in ${graph}, `}session opened in ${session}; in no step's time`,
    notToldApart: why => `not told apart: ${why}`,
    together: (parts, total, step, share) =>
      `${parts.join('; ')}; together ${total} of a traced step of ${step}${share}`,
    noCurve: 'no curve in this run',
    nodes: (provider, nodes, share) => `${provider}: ${nodes} nodes${share === null ? '' : `, ${share} of the time`}`,
    copied: bytes => `${bytes} copied between them`,
    noProof: 'no proof in this run',
    notProven: why => `not proven: ${why}`,
    tensors: count => `${count} tensors against the float64 oracle`,
    worst: (name, error, tolerance) =>
      `the worst, ${name}, ${error === null ? 'is no number' : `is ${error} off`} (${tolerance} allowed)`,
    choices: (flips, choices) => `${flips} of ${choices} choices differ`,
    withoutPue: 'without PUE',
    atPrice: (price, pue) => `at ${price} a kWh and a PUE of ${pue}; a rent includes it`,
    notRead: why => `not read: ${why}`,
    to: ' to ',
    semicolon: '; ',
    bracket: text => ` (${text})`,
  },
  zh: {
    names: {
      run: '运行',
      chip: '芯片',
      board: '板卡',
      software: '软件',
      kernel: 'kernel',
      race: '策略竞速',
      workload: '工作负载',
      relative: '与参考芯片对比',
      saving: '节省',
      ofOwnProducts: '相对自身矩阵乘法',
      hostMemory: '主机内存峰值',
      memoryParts: '其中',
      deviceMemory: '显存峰值',
      energyStep: '单步能耗',
      energyTokens: '1 万亿 token 的能耗',
      energyCost: '能耗成本',
      opening: '首步之前',
      noise: '机器噪声',
      warnings: '警告',
      placement: '算子分布',
      parts: '各部分耗时',
      parity: '正确性',
      unproven: '未经验证',
      optimizer: '优化器（相对内存流带宽）',
      curve: 'loss 曲线',
      versions: '版本',
    },
    rounds: {
      round: '轮次',
      steps: '步数',
      effective: '有效步数',
      median: '中位数 ms',
      mean: '均值 ms',
      p05: '5% 分位 ms',
      p95: '95% 分位 ms',
      outliers: '离群值',
      batch: '每批步数',
      warmup: '预热',
      graph: '构图',
      session: '会话',
    },
    noKernel: 'runner 未报告',
    noRace: '本次运行没有竞速，无法确定哪种策略最快',
    race: (standing, winner, runnerUp) => `${standing}（第 0 轮：第一 ${winner ?? '无'}，第二 ${runnerUp ?? '无'}）`,
    otherRuns: (run, older, newer) => {
      const others = [
        ...(older > 0 ? [`另有 ${older} 次较早运行未合并`] : []),
        ...(newer > 0 ? [`${newer} 次较新运行被排除`] : []),
      ];
      return others.length === 0 ? run : `${run}（${others.join('，')}）`;
    },
    flops: (hash, gigaflops) => `${hash}，每步 ${gigaflops} GFLOP`,
    tooFew: '过少',
    warmup: (steps, settled) => `${steps} 步，${settled ? '已稳定' : '未稳定'}`,
    wait: share => `，等待占 ${share}`,
    eachTimed: '，逐步计时',
    noise: ({ within, between, rounds, run, comparisons }) =>
      `相同的工作在一次运行内最多相差 ${within}，不同运行之间最多相差 ${between}（${rounds} 轮；自检 ${run}，${comparisons} 次比较）`,
    none: '无',
    opening: (graph, session) => `${graph === null ? '' : `构图 ${graph}，`}打开会话 ${session}；不计入单步耗时`,
    notToldApart: why => `无法拆分：${why}`,
    together: (parts, total, step, share) => `${parts.join('；')}；合计 ${total}，跟踪的单步为 ${step}${share}`,
    noCurve: '本次运行没有 loss 曲线',
    nodes: (provider, nodes, share) => `${provider}：${nodes} 个节点${share === null ? '' : `，占时间 ${share}`}`,
    copied: bytes => `其间拷贝 ${bytes}`,
    noProof: '本次运行没有正确性验证',
    notProven: why => `未通过正确性验证：${why}`,
    tensors: count => `与 float64 参考实现对比 ${count} 个张量`,
    worst: (name, error, tolerance) =>
      `误差最大的是 ${name}，${error === null ? '不是数值' : `误差 ${error}`}（容差 ${tolerance}）`,
    choices: (flips, choices) => `${choices} 次专家选择中有 ${flips} 次不同`,
    withoutPue: '不含 PUE',
    atPrice: (price, pue) => `电价 ${price}/kWh，PUE ${pue}；租金已包含`,
    notRead: why => `未读取：${why}`,
    to: ' 至 ',
    semicolon: '；',
    bracket: text => `（${text}）`,
  },
};
