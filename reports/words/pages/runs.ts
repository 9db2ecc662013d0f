/** The words of the pages of runs. */
import type { Seal } from '../../runs/run-facts.ts';
import type { InEvery } from '../language.ts';

export type RunsWords = {
  readonly title: string;
  readonly summary: (count: number) => string;
  readonly older: (count: number) => string;
  readonly inHistoryAlone: (count: number) => string;
  readonly indexTitle: string;
  readonly indexColumns: readonly [run: string, machine: string, suite: string, measured: string, record: string];
  readonly dataTitle: string;
  readonly reportJson: string;
  readonly rowsCsv: string;
  readonly runTitle: (machine: string, moment: string) => string;
  readonly runSummary: (suite: string, machine: string) => string;
  readonly allRuns: string;
  readonly seals: Readonly<Record<Seal, string>>;
  /** What a reader may trust, and what it does not say. */
  readonly sealMeanings: Readonly<Record<Seal, string>>;
  readonly lostLines: (count: number) => string;
  readonly imported: string;
  readonly aheadOfClock: string;
  readonly verification: string;
  readonly sealHash: string;
  readonly download: string;
  readonly again: string;
  readonly verifyCommand: string;
  readonly runCommand: string;
  readonly machine: string;
  readonly machineFacts: Readonly<
    Record<'name' | 'id' | 'suite' | 'started' | 'processor' | 'memory' | 'system' | 'accelerator', string>
  >;
  readonly cores: (physical: number, logical: number) => string;
  readonly virtual: string;
  readonly concurrent: string;
  readonly driver: (version: string) => string;
  readonly versions: string;
  readonly component: string;
  readonly version: string;
  readonly works: string;
  readonly noWorks: string;
  readonly workColumns: Readonly<
    Record<'work' | 'device' | 'strategy' | 'rounds' | 'step' | 'clock' | 'temperature' | 'powerLimit', string>
  >;
  readonly roundsOf: (measured: number, planned: number) => string;
  readonly notRead: string;
  readonly notMeasured: string;
  readonly range: (low: string, high: string) => string;
  readonly cells: string;
  readonly cellNames: Readonly<
    Record<'planned' | 'measured' | 'disturbed' | 'failed' | 'skipped' | 'open' | 'repeated', string>
  >;
  readonly failures: string;
  readonly noFailures: string;
  readonly failure: (work: string, target: string, stage: string, text: string) => string;
  readonly stages: Readonly<Record<'proof' | 'race' | 'time' | 'sustained' | 'overhead' | 'report', string>>;
  readonly skips: string;
  readonly noSkips: string;
  readonly colon: string;
};

export const RUNS_WORDS: InEvery<RunsWords> = {
  en: {
    title: 'Runs',
    summary: count =>
      `${count === 1 ? 'One run' : `${count} runs`}, the newest first: the machine, what it measured, and the record to check it by.`,
    older: count =>
      `${count} older ${count === 1 ? 'run has' : 'runs have'} no page here. They are listed in report.json and are part of the history.`,
    inHistoryAlone: count =>
      `${count} still older ${count === 1 ? 'run was' : 'runs were'} not read for this site: ${count === 1 ? 'it is' : 'they are'} part of the history alone. moebench report --runs all reads every record.`,
    indexTitle: 'All runs',
    indexColumns: ['Started (UTC)', 'Machine', 'Suite', 'Timed cells measured', 'Record'],
    dataTitle: 'Data',
    reportJson: 'holds every figure of this site;',
    rowsCsv: 'has the rows as a table.',
    runTitle: (machine, moment) => `${machine}, ${moment}`,
    runSummary: (suite, machine) => `What the suite ${suite} measured on ${machine}, and under which conditions.`,
    allRuns: 'All runs',
    seals: { sealed: 'sealed', unsealed: 'not sealed', damaged: 'damaged' },
    sealMeanings: {
      sealed:
        'Each line of the record carries the SHA-256 of the line before it, and the last line, the seal, was written when the run ended. When this page was made, all lines were there and followed from each other. The seal shows that nothing was changed later. It does not show who measured; a signature does. Where the file of samples lies beside the record, moebench verify checks every step time too.',
      unsealed:
        'The run has not ended, or was cut off: the record has no last line that closes it. The lines that are there follow from each other. Works whose rounds are all there count as in any other run.',
      damaged:
        'Some lines of the record are not as they were written. They are left out, and so is what cannot be used without them.',
    },
    lostLines: count => `${count} ${count === 1 ? 'line is' : 'lines are'} left out.`,
    imported: 'The record was measured elsewhere and imported: nothing on this machine vouches for it.',
    aheadOfClock: 'The run is dated later than the clock of the machine that made this page.',
    verification: 'Can it be trusted?',
    sealHash: 'SHA-256 of the seal',
    download: 'Download the record',
    again: 'Check it, or run it again',
    verifyCommand: 'Checks the record, line by line, and the physics of its figures',
    runCommand: 'Runs the same again',
    machine: 'Machine',
    machineFacts: {
      name: 'Machine',
      id: 'Run',
      suite: 'Suite',
      started: 'Started (UTC)',
      processor: 'Processor',
      memory: 'Memory',
      system: 'System',
      accelerator: 'Accelerator',
    },
    cores: (physical, logical) => `${physical} cores, ${logical} threads`,
    virtual: 'virtual machine',
    concurrent: 'all targets at once',
    driver: version => `driver ${version}`,
    versions: 'Versions',
    component: 'Component',
    version: 'Version',
    works: 'What was measured, and under which conditions',
    noWorks: 'No timed work was planned.',
    workColumns: {
      work: 'Work',
      device: 'Device',
      strategy: 'Strategy',
      rounds: 'Rounds',
      step: 'Step time',
      clock: 'Clock, MHz',
      temperature: 'Temperature, °C',
      powerLimit: 'Power cap, W',
    },
    roundsOf: (measured, planned) => `${measured} of ${planned}`,
    notRead: 'not reported',
    notMeasured: 'not measured',
    range: (low, high) => `${low} to ${high}`,
    cells: 'Timed cells',
    cellNames: {
      planned: 'planned',
      measured: 'measured',
      disturbed: 'measured while others used the machine',
      failed: 'failed',
      skipped: 'skipped',
      open: 'not reached',
      repeated: 'measurements taken again',
    },
    failures: 'Failures',
    noFailures: 'Nothing failed.',
    failure: (work, target, stage, text) => `${work} on ${target}, ${stage}: ${text}`,
    stages: {
      proof: 'correctness proof',
      race: 'race of the strategies',
      time: 'timing',
      sustained: 'sustained timing',
      overhead: 'overhead',
      report: 'report',
    },
    skips: 'Left out',
    noSkips: 'Nothing was left out.',
    colon: ': ',
  },
  zh: {
    title: '运行记录',
    summary: count => `共 ${count} 次运行，最新的排在最前：所用机器、测量内容，以及可供核验的原始记录。`,
    older: count => `另有 ${count} 次更早的运行没有单独页面；它们列在 report.json 中，并计入历史。`,
    inHistoryAlone: count =>
      `还有 ${count} 次更早的运行未读入本站，只计入历史；如需读取全部记录，请使用 moebench report --runs all。`,
    indexTitle: '全部运行',
    indexColumns: ['开始时间（UTC）', '机器', '测试套件', '已完成的计时单元', '记录'],
    dataTitle: '数据',
    reportJson: '包含本站的全部数值；',
    rowsCsv: '以表格形式给出各行结果。',
    runTitle: (machine, moment) => `${machine}，${moment}`,
    runSummary: (suite, machine) => `测试套件 ${suite} 在 ${machine} 上测得的结果及当时的测量条件。`,
    allRuns: '全部运行',
    seals: { sealed: '已封存', unsealed: '未封存', damaged: '已损坏' },
    sealMeanings: {
      sealed:
        '记录的每一行都带有上一行的 SHA-256，最后一行（封条）在运行结束时写入。生成本页时，所有行齐全且首尾相接。封存说明记录此后未被改动，但不说明由谁测得；后者需要签名。若样本文件与记录放在一起，moebench verify 还会核对每一步的耗时。',
      unsealed:
        '运行尚未结束或中途中断：记录缺少用于封存的最后一行。现有各行首尾相接；所有轮次均已完成的工作负载照常计入。',
      damaged: '记录中有些行已不是写入时的内容。这些行以及依赖它们的数据均不予采用。',
    },
    lostLines: count => `有 ${count} 行未予采用。`,
    imported: '该记录在别处测得后导入：本机无法为其作证。',
    aheadOfClock: '该运行的日期晚于生成本页的机器的时钟。',
    verification: '是否可信？',
    sealHash: '封条的 SHA-256',
    download: '下载记录',
    again: '核验或重新运行',
    verifyCommand: '逐行核验记录，并检查数值是否符合物理规律',
    runCommand: '重新运行同样的测试',
    machine: '机器',
    machineFacts: {
      name: '机器',
      id: '运行编号',
      suite: '测试套件',
      started: '开始时间（UTC）',
      processor: '处理器',
      memory: '内存',
      system: '系统',
      accelerator: '加速卡',
    },
    cores: (physical, logical) => `${physical} 核 ${logical} 线程`,
    virtual: '虚拟机',
    concurrent: '所有目标设备同时运行',
    driver: version => `驱动 ${version}`,
    versions: '软件版本',
    component: '组件',
    version: '版本',
    works: '测量内容与测量条件',
    noWorks: '没有计划任何计时工作。',
    workColumns: {
      work: '工作负载',
      device: '设备',
      strategy: '策略',
      rounds: '轮次',
      step: '单步耗时',
      clock: '频率（MHz）',
      temperature: '温度（°C）',
      powerLimit: '功耗上限（W）',
    },
    roundsOf: (measured, planned) => `${measured} / ${planned}`,
    notRead: '未提供',
    notMeasured: '未测得',
    range: (low, high) => `${low}～${high}`,
    cells: '计时单元',
    cellNames: {
      planned: '计划',
      measured: '已测得',
      disturbed: '测量时机器被其他进程占用',
      failed: '失败',
      skipped: '跳过',
      open: '未执行到',
      repeated: '重新测量次数',
    },
    failures: '失败',
    noFailures: '没有失败。',
    failure: (work, target, stage, text) => `${target} 上的 ${work}，${stage}：${text}`,
    stages: {
      proof: '正确性验证',
      race: '策略竞速',
      time: '计时',
      sustained: '持续计时',
      overhead: '开销',
      report: '报告',
    },
    skips: '未包含的内容',
    noSkips: '没有遗漏。',
    colon: '：',
  },
};
