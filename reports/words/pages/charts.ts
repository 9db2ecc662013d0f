/** The words in and around every chart: axes, legends, tooltips, the table behind it, its buttons. */
import type { MarkBasis, Roof, TimedStep } from '../../charts/plot.ts';
import type { Verdict } from '../../spread/verdict.ts';
import type { InEvery, Language } from '../language.ts';
import { basisName, verdictName } from '../report/vocabulary/basis-words.ts';

export type ColumnName =
  | 'group'
  | 'name'
  | 'basis'
  | 'verdict'
  | 'value'
  | 'low'
  | 'high'
  | 'part'
  | 'share'
  | 'milliseconds'
  | 'total'
  | 'step'
  | 'of'
  | 'from'
  | 'to'
  | 'frontier'
  | 'input'
  | 'inputLow'
  | 'inputHigh'
  | 'atLow'
  | 'atHigh'
  | 'intensity'
  | 'bandwidth'
  | 'time'
  | 'run';

export type ChartWords = {
  readonly bases: Readonly<Record<MarkBasis, string>>;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly roofBases: Readonly<Record<Roof['basis'], string>>;
  readonly states: Readonly<Record<TimedStep['state'], string>>;
  readonly columns: Readonly<Record<ColumnName, string>>;
  readonly yes: string;
  readonly no: string;
  readonly reference: string;
  /** `60 to 69`: the ends of an interval. */
  readonly range: (low: string, high: string) => string;
  /** `NVIDIA H20: 120 (110 to 130)`: a value under its name, as a tooltip and a screen reader have it. */
  readonly named: (name: string, value: string) => string;
  readonly equalCost: (reference: string) => string;
  readonly logarithmic: (axis: string) => string;
  readonly cut: (axis: string) => string;
  readonly step: string;
  readonly frontier: string;
  readonly offFrontier: string;
  readonly base: (value: string) => string;
  readonly inputLow: string;
  readonly inputHigh: string;
  readonly samples: string;
  /** The sentence a screen reader hears for the chart. */
  readonly summary: (facts: {
    readonly title: string;
    readonly axis: string;
    readonly count: number;
    readonly least: string;
    readonly leastOf: string;
    readonly greatest: string;
    readonly greatestOf: string;
  }) => string;
  readonly keys: string;
  readonly table: string;
  readonly rowsLeft: (count: number) => string;
  readonly csv: string;
  readonly png: string;
  readonly resetZoom: string;
  readonly zoomHint: string;
  readonly toolsOf: (title: string) => string;
};

/** What people call a basis and a verdict everywhere. */
const namesIn = (language: Language): Pick<ChartWords, 'bases' | 'verdicts'> => ({
  bases: {
    measured: basisName('measured', language),
    sibling: basisName('sibling', language),
    published: basisName('published', language),
    projected: basisName('projected', language),
    assumed: basisName('assumed', language),
  },
  verdicts: {
    cheaper: verdictName('cheaper', language),
    dearer: verdictName('dearer', language),
    'not separable': verdictName('not separable', language),
    'no interval': verdictName('no interval', language),
  },
});

export const CHART_WORDS: InEvery<ChartWords> = {
  en: {
    ...namesIn('en'),
    roofBases: { measured: 'measured', 'data-sheet': 'data sheet' },
    states: {
      confirmed: 'confirmed',
      suspected: 'suspected',
      accepted: 'accepted',
      recovered: 'recovered',
    },
    columns: {
      group: 'Work',
      name: 'Name',
      basis: 'Basis',
      verdict: 'Verdict',
      value: 'Value',
      low: 'Low end',
      high: 'High end',
      part: 'Part',
      share: 'Share, %',
      milliseconds: 'Time, ms',
      total: 'Total',
      step: 'Step',
      of: 'Measured on',
      from: 'From',
      to: 'To',
      frontier: 'On the frontier',
      input: 'Input',
      inputLow: 'Input, low end',
      inputHigh: 'Input, high end',
      atLow: 'Result at the low end',
      atHigh: 'Result at the high end',
      intensity: 'FLOP per byte',
      bandwidth: 'Rate per FLOP/byte',
      time: 'Time (UTC)',
      run: 'Run',
    },
    yes: 'yes',
    no: 'no',
    reference: 'reference',
    range: (low, high) => `${low} to ${high}`,
    named: (name, value) => `${name}: ${value}`,
    equalCost: reference => `${reference} = 100 %`,
    logarithmic: axis => `${axis} (log scale)`,
    cut: axis => `${axis} (does not start at 0)`,
    step: 'Step',
    frontier: 'no other is both cheaper and faster',
    offFrontier: 'another is both cheaper and faster',
    base: value => `all inputs at their points: ${value}`,
    inputLow: 'input at its low end',
    inputHigh: 'input at its high end',
    samples: 'Steps',
    summary: ({ title, axis, count, least, leastOf, greatest, greatestOf }) =>
      count === 1
        ? `${title}. ${axis}: one value, ${least} (${leastOf}).`
        : `${title}. ${axis}: ${count} values, from ${least} (${leastOf}) to ${greatest} (${greatestOf}).`,
    keys: 'Arrow keys read the values one by one.',
    table: 'The figures as a table',
    rowsLeft: count => `${count} older rows are in the CSV.`,
    csv: 'CSV',
    png: 'PNG',
    resetZoom: 'Reset zoom',
    zoomHint: 'Drag to zoom, or Ctrl and the wheel.',
    toolsOf: title => `Files of the chart: ${title}`,
  },
  zh: {
    ...namesIn('zh'),
    roofBases: { measured: '实测', 'data-sheet': '数据手册' },
    states: { confirmed: '已确认', suspected: '疑似', accepted: '已接受', recovered: '已恢复' },
    columns: {
      group: '工作负载',
      name: '名称',
      basis: '依据',
      verdict: '结论',
      value: '数值',
      low: '区间下限',
      high: '区间上限',
      part: '组成部分',
      share: '占比（%）',
      milliseconds: '耗时（ms）',
      total: '合计',
      step: '训练步',
      of: '测量对象',
      from: '起',
      to: '止',
      frontier: '在前沿上',
      input: '输入',
      inputLow: '输入下限',
      inputHigh: '输入上限',
      atLow: '输入取下限时的结果',
      atHigh: '输入取上限时的结果',
      intensity: '每字节 FLOP',
      bandwidth: '斜率（每 FLOP/字节）',
      time: '时间（UTC）',
      run: '运行',
    },
    yes: '是',
    no: '否',
    reference: '参考',
    range: (low, high) => `${low} 至 ${high}`,
    named: (name, value) => `${name}：${value}`,
    equalCost: reference => `${reference} = 100%`,
    logarithmic: axis => `${axis}（对数坐标）`,
    cut: axis => `${axis}，坐标不从 0 起`,
    step: '训练步',
    frontier: '没有既更便宜又更快的方案',
    offFrontier: '存在既更便宜又更快的方案',
    base: value => `所有输入取基准值：${value}`,
    inputLow: '输入取下限',
    inputHigh: '输入取上限',
    samples: '步数',
    summary: ({ title, axis, count, least, leastOf, greatest, greatestOf }) =>
      count === 1
        ? `${title}。${axis}：共 1 个数值，${least}（${leastOf}）。`
        : `${title}。${axis}：共 ${count} 个数值，最小 ${least}（${leastOf}），最大 ${greatest}（${greatestOf}）。`,
    keys: '用方向键逐个读取数值。',
    table: '以表格显示数据',
    rowsLeft: count => `另有 ${count} 行较早的数据，见 CSV。`,
    csv: 'CSV',
    png: 'PNG',
    resetZoom: '恢复缩放',
    zoomHint: '拖动选区放大，或按住 Ctrl 滚动滚轮。',
    toolsOf: title => `图表文件：${title}`,
  },
};
