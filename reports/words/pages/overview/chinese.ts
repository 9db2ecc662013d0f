/** The first page in Simplified Chinese. */
import type { Basis } from '../../../figure.ts';
import { threeDigits } from '../../../format.ts';
import { spaced } from '../../sentence.ts';
import type { Counts, DifferenceWords, OverviewWords, TrainedModel, VerdictCount } from './overview-words.ts';

const behind = (ends: string | null): string => (ends === null ? '' : `（${ends}）`);

const cost = (difference: DifferenceWords, side: 'less' | 'more'): string =>
  `完成相同工作的${costAlone({ ...difference, side })}`;

/** The same where the work is named beside it. */
const costAlone = ({ amount, isMultiple, side, ends }: DifferenceWords): string =>
  `成本${isMultiple ? `为其 ${amount}` : `${side === 'less' ? '低' : '高'} ${amount}`}${behind(ends)}`;

/** Chips are counted by 款; devices, where several are of one chip, by 个. */
const unit = ({ all, chips }: Counts): string => (chips === all ? '款' : '个');

/** `11 款芯片`, `2 款芯片的 3 个设备`. */
const countedText = ({ all, chips }: Counts): string =>
  chips === all ? `${all} 款芯片` : `${chips === 1 ? '同一' : `${chips} `}款芯片的 ${all} 个设备`;

function countsText(counts: Counts, reference: string): string {
  const { all, cheaper, dearer, open, 'not separable': even } = counts;
  const of = unit(counts);
  const openText = open > 0 ? [`${open} ${of}未作判定`] : [];
  if (cheaper > 0)
    return [`${countedText(counts)}中有 ${cheaper} ${of}的成本低于 ${reference}`, ...openText].join('，');
  const parts = [
    ...(dearer > 0 ? [`${dearer} ${of}更贵`] : []),
    ...(even > 0 ? [`${even === all ? '均' : `${even} ${of}`}无法区分`] : []),
    ...openText,
  ];
  return `${countedText(counts)}中，没有一${of}能确认比 ${reference} 便宜：${parts.join('，')}`;
}

/** 其中 alone would be of all of them: one that is not separable may have a lower cost than those that are cheaper. */
function lowestOf(counts: Counts): string {
  const { all, cheaper, chips, open } = counts;
  if (cheaper > 0) return cheaper === 1 ? `这一${unit(counts)}是` : `这 ${cheaper} ${unit(counts)}中成本最低的是`;
  return open === 0 ? '成本最低的是' : `有判定的${chips === all ? '芯片' : '设备'}中成本最低的是`;
}

const VERDICTS: Readonly<Record<VerdictCount[0], string>> = {
  cheaper: '更便宜',
  dearer: '更贵',
  'not separable': '无法区分',
};

/** `Ling-plus（inclusionAI 的混合专家模型，2900 亿参数）`. */
const introduced = ({ name, organisation, totalBillion }: TrainedModel): string =>
  `${name}（${organisation} 的混合专家模型${totalBillion === null ? '' : `，${threeDigits(10 * totalBillion)} 亿参数`}）`;

const gloss = (counts: Counts, reference: string): string =>
  counts['not separable'] === 0 ? '' : `“无法区分”指其成本的区间包含 ${reference} 的成本，可能更低，也可能更高。`;

const USED: Readonly<Record<Basis, string>> = {
  measured: '结论采用实测值，即同一软件在该工作负载上的计时',
  sibling: '结论采用换算值，它以同一软件在该工作负载上的计时为依据',
  projected: '结论采用推算值，因为另一个速度不是由同一软件测得',
};

export const OVERVIEW_CHINESE: OverviewWords = {
  title: reference => `MoE 训练成本：与 ${reference} 对比`,
  kicker: '在各款芯片上训练混合专家（MoE）模型的成本，与参考芯片对比。',
  compare: '按其他价格、功耗和利用率比较成本',
  answer: {
    cheaper: (device, reference, difference) => spaced(`${device} 比 ${reference} 便宜：${cost(difference, 'less')}。`),
    dearer: (device, reference, difference) => spaced(`${device} 比 ${reference} 贵：${cost(difference, 'more')}。`),
    notSeparable: (device, reference, ends) =>
      spaced(`${device} 与 ${reference} 的成本无法区分：完成相同工作的成本差在 ${ends} 之间。`),
    ofDevice: (device, sentence) => `${device}：${sentence}`,
    several: (counts, reference, lowest, difference) =>
      `${countsText(counts, reference)}。${lowestOf(counts)} ${lowest}：${costAlone(difference)}。`,
    differ: (chip, counts) =>
      `${chip} 的结论因设备而异：${counts.map(([verdict, many]) => `${many} 个${VERDICTS[verdict]}`).join('，')}。`,
    noVerdict: (device, reference, difference) =>
      spaced(`${device} 与 ${reference} 相比：${cost(difference, difference.side)}。速度缺少置信区间，因此未作判定。`),
    noVerdicts: (counts, costsKnown, reference, lowest, difference) =>
      `${countedText(counts)}与 ${reference} 相比均未作判定：${costsKnown === counts.all ? '' : `仅 ${costsKnown} 个有已知成本，且`}速度缺少置信区间。已知成本最低的是 ${lowest}：${costAlone(difference)}。`,
    instrument: machines =>
      `未实测任何加速卡。${machines > 1 ? '这些机器' : '本机'}证明 moebench 的测量正确；下图展示成本对比的形式。`,
    instrumentAlone: machines =>
      `未实测任何加速卡，因此没有芯片对比。${machines > 1 ? '这些机器' : '本机'}证明 moebench 的测量正确。`,
    relative: (device, reference, share, ends) =>
      spaced(`${device} 达到 ${reference} 速度的 ${share}${behind(ends)}。其成本未知。`),
    speed: (device, step, ends) => `${device} 单步耗时 ${step}${behind(ends)}。其成本未知。`,
    known: (counts, reference, model) =>
      `尚无本地实测数据。训练 ${model}，按公开数据估算：${countsText(counts, reference)}。`,
    unproven: rows => `无法对比：${rows} 行结果均未通过正确性验证。`,
    nothing: '没有任何测量数据，无法对比。',
  },
  kinds: {
    'confidence-95': ends => `95% 置信区间：${ends}`,
    bounds: ends => `上下界：${ends}`,
    range: ends => `各轮范围：${ends}`,
  },
  oneRound: '仅一轮',
  work: name => `工作负载：${name}。`,
  proven: (cells, workloads) =>
    cells === 0
      ? '尚无计时结果通过正确性验证。'
      : `本地实测：${workloads} 个工作负载共计时 ${cells} 次，均通过正确性验证，即结果与 float64 计算一致。`,
  notMeasured: (counts, reference, model) =>
    `非本地实测，按公开数据计算训练 ${introduced(model)}的成本。${countsText(counts, reference)}。${gloss(counts, reference)}`,
  relativeCost: {
    title: work => `完成相同工作的成本：${work}`,
    titleTraining: model => `非本地实测：训练 ${model} 的成本`,
    axis: reference => `成本，${reference} = 100%`,
    more: (drawn, count) => `本图列出参考芯片和成本最低的 ${drawn} 项；另有 ${count} 项成本更高，未列入。`,
  },
  small: {
    title: '实测结果',
    of: work => `${work}。`,
    speed: '吞吐量',
    energy: '能耗',
    speedAxis: '每秒 token 数',
    memory: { device: '峰值显存', host: '峰值主机内存', both: '峰值显存或主机内存' },
    memoryAxis: 'GB',
    hostMemory: device => `${device}，主机内存`,
  },
  changes: {
    title: '与此前各晚相比的变化',
    more: count => `另有 ${count} 项变化见历史页。`,
    link: '查看全部历史',
    marks: { confirmed: '已确认', suspected: '疑似', recovered: '已恢复' },
  },
  know: {
    title: '阅读前须知',
    layer: '成本与速度均针对 token 通过该工作负载而言。单层不等于整个模型：训练完整模型的成本更高。',
    apart: (reference, times, used) =>
      `${reference} 在该工作负载上有两个速度，相差 ${times} 倍，超出推算值的区间。${USED[used]}。`,
    boards: '结论仅适用于所测的板卡与日期：同款芯片不同板卡之间的差异尚不清楚。',
    stale: count => `所用价格中有 ${count} 项已过时。`,
    wide: rows => `${rows} 行结果的区间较宽：上限超过下限的 1.5 倍。`,
    troubles: ({ failed, leftOut, skipped }) =>
      `${[
        ...(failed > 0 ? [`${failed} 个测量单元（单次计时或验证）失败或无法运行`] : []),
        ...(leftOut > 0 ? [`${leftOut} 行（一个设备上的一个工作负载）未通过验证或检查，不参与对比`] : []),
        ...(skipped > 0 ? [`跳过 ${skipped} 项`] : []),
      ].join('，')}。`,
    unread: records => `${records} 份记录无法读取。`,
    workloads: '查看明细。',
  },
  detail: {
    title: '结论的依据',
    terms: '工作负载是一层、一个 Transformer 块或一个训练步；“每专家行数”是每一步中一个专家平均计算的 token 数。',
    more: count => `其余 ${count} 条结果`,
  },
  more: {
    title: '更多图表',
    notDrawn: count => `${count} 张图未绘制及其原因`,
    tall: titles => `以下图表行数过多，本页不再显示，请在各工作负载的页面查看：${titles.join('；')}。`,
    workloads: '全部工作负载',
  },
  known: {
    title: model => (model === null ? '各款有报价芯片的训练成本' : `在各款有报价的芯片上训练 ${model}：非本地实测`),
    rests: '数据依据与未列入的芯片',
    unknown: why => `未知：${why}。`,
  },
  table: {
    label: '训练成本（非本地实测）',
    chip: '芯片',
    cost: tokens => `训练 ${tokens} 的成本`,
    difference: reference => `与 ${reference} 相比`,
    rent: '租金',
    rentUnder: '目录价；盈亏平衡租金',
    speed: '单卡速度',
    speedUnder: 'token/s，数据来源，MFU',
    reference: '参考芯片',
    breakEven: rent => `盈亏平衡 ${rent}`,
    chance: chance => `更便宜的概率 ${chance}`,
    stale: '已过时',
    samples: '95% 抽样区间',
    samplesVerdict: '95% 抽样区间，结论',
  },
  site: {
    title: '关于本站，以及如何核验',
    what: 'moebench 在找到的每块加速卡上执行相同的混合专家（MoE）训练任务，以 float64 计算验证结果，用多个全新进程计时，再把速度换算成成本。',
    sealed:
      '每次运行对应一份记录文件。文件每一行都带有上一行的 SHA-256，并以封存行结尾；“已封存”表示各行仍首尾相接：局部改动会被发现；整份重写再封存则要靠签名才能排除。',
    verify: '核验方法：从运行页下载记录文件，然后执行',
    file: '记录文件.jsonl',
    method: '测量方法',
    runs: '运行记录',
    data: '全部数据（JSON）',
    rows: '结果明细（CSV）',
  },
};
