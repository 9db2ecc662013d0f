/** Facts of chips, offers, mismatches and what a cost leaves out, in Chinese. */
import type { NoChipCode } from '../../catalog/no-chip.ts';
import type { Values } from '../../fact.ts';
import { decimalUnit, pointText, rangeText, threeDigits } from '../../format.ts';
import type { LeftOutCode } from '../../known-costs/codes.ts';
import type { NotIncluded } from '../../money/codes.ts';
import type { OfferReading } from '../../offer/codes.ts';
import type { FailureReason } from '../../report/codes.ts';
import type { ClaimCell } from '../../reproduce/codes.ts';
import type { ChipCheck, MismatchCode } from '../../rows/codes.ts';
import { listOf, type Sentence, valueText } from '../sentence.ts';
import { otherTarget } from './rounds.ts';

/** `296 MFLOP 用时 10 ms，相当于 29.6 GFLOP/s；NVIDIA H20 的 float32 只有 20 GFLOP/s` */
function rateSentence(symbol: string, limited: (values: Values) => string): Sentence {
  const quantityText = (value: Values[string] | undefined, unit: string) =>
    typeof value === 'number' ? pointText(value, decimalUnit(value, unit)) : valueText(value);
  return values => {
    const { quantity, ms, perSecond, limitPerSecond } = values;
    const rateText = (value: Values[string] | undefined) => quantityText(value, `${symbol}/s`);
    return `${quantityText(quantity, symbol)} 用时 ${valueText(ms)} ms，相当于 ${rateText(perSecond)}；${limited(values)}只有 ${rateText(limitPerSecond)}`;
  };
}

export const ZH_CHIP_CHECKS: Readonly<Record<ChipCheck, Sentence>> = {
  'above-peak': rateSentence('FLOP', ({ chip, dtype }) => `${valueText(chip)} 的 ${valueText(dtype)} 峰值算力`),
  'above-bandwidth': rateSentence('B', ({ chip }) => `${valueText(chip)} 的显存带宽`),
  'above-power': '平均功耗为 {watts} W（{scope}），而 {chip} 的上限为 {limitW} W',
};

export const ZH_NO_CHIP: Readonly<Record<NoChipCode, Sentence>> = {
  'no-chip-of-name': '目录中没有名为“{device}”的芯片',
  'no-rent-of-device': '目录中没有“{device}”对应的芯片，因此也没有租金',
  'part-of-card': '“{device}”只是一块卡的一部分（MIG、vGPU 或分区），而目录中的峰值和价格针对整颗芯片',
  'ran-off-device': '模型的计算没有在“{device}”上执行，由 {providers} 完成，因此耗时不代表该设备的速度',
  'software-adapter': '“{device}”是软件适配器，即由 CPU 模拟的 GPU',
  'vendor-not-certain': 'runner 与系统工具对“{device}”的厂商判断不一致，仅凭名称不能确定它是目录中的哪款芯片',
};

export const ZH_CLAIM_CELLS: Readonly<Record<ClaimCell, Sentence>> = {
  'interval-of-rounds': ({ low, high, kind, rounds }) =>
    `${rangeText(threeDigits(Number(low)), threeDigits(Number(high)), 'zh')}（${kind === 'confidence-95' ? '95%' : '范围'}，${rounds} 轮）`,
};

export const ZH_FAILURES: Readonly<Record<FailureReason, Sentence>> = { 'several-causes': '{because}' };

export const ZH_LEFT_OUT: Readonly<Record<LeftOutCode, Sentence>> = {
  'left-out-without-rate': '租金所用币种近 180 天内没有对 {currency} 的汇率：{chips}。',
  'left-out-without-speed': '没有公开的 {dtype} 速度，也无法推算：{chips}。',
  'left-out-by-link': '设备间互联未知，或慢于 {leastGigabytes:digits} GB/s（有公开速度的芯片中最慢者）：{chips}。',
  'left-out-by-memory': '显存容量未知，或小于 {leastGigabytes:digits} GB（有公开速度的芯片中最小者）：{chips}。',
};

export const ZH_MISMATCHES: Readonly<Record<MismatchCode, Sentence>> = {
  'choice-counts-differ': '专家选择次数分别为 {choices} 和 {otherChoices}',
  'choices-differ-unscored': '选择的专家不同，且双方都没有给出可判断近似平局的分数',
  'choices-differ-untied': '选择的专家不同，而 {choices} 次选择中没有近似平局',
  'losses-differ': 'loss 分别为 {loss} 和 {otherLoss}',
  'no-choices-returned': '专家由路由器选择，但有一步没有返回选择结果',
  'norms-differ': '‖{tensor}‖ 分别为 {norm} 和 {otherNorm}',
  'one-loss-missing': '只有一方返回了 loss',
  'one-probe-missing': '只有一方返回了 {tensor} 的 probe',
  'one-tensor-missing': '只有一方返回了 {tensor}',
  'probes-differ': '按 probe 估计，{tensor} 相差其范数的 {error:rough}，容差为 {tolerance}',
  'tensors-differ': '返回的张量不同',
  'rounds-disagree': '第 {firstRound} 轮与第 {round} 轮不一致：{because}',
  'steps-disagree': '第 {round} 轮的首步与末步不一致：{because}',
  'target-disagrees': (values, because) => `与 ${otherTarget(values)} 不一致：${because}`,
};

export const ZH_NOT_INCLUDED: Readonly<Record<NotIncluded, Sentence>> = {
  'omits-goodput': '训练中损失的时间（假定没有）',
  'omits-tax': '税',
  'omits-one-off-cost': '一次性成本（例如移植成本）',
  'omits-discounting': '折现（按直线折旧）',
  'omits-idle-power': '空闲时段的功耗',
  'omits-reserved-hours': '空闲时段的租金（只计使用的小时）',
  'omits-vat': '增值税（价格按所给数值计算）',
  'omits-energy': '能耗（{because}）',
  'omits-host-power': '设备所在主机的功耗（功耗测量边界：{scope}）',
  'omits-rest-of-machine': '机器其余部分的功耗（功耗测量边界：{scope}）',
};

const ZH_PERIODS: ReadonlyMap<string, string> = new Map([
  ['hour', '小时'],
  ['day', '天'],
  ['week', '周'],
  ['month', '月'],
  ['year', '年'],
]);

export const ZH_OFFER_READINGS: Readonly<Record<OfferReading, Sentence>> = {
  'name-fits-several': ({ name, chips }) =>
    `${valueText(name)} 可能是 ${listOf(chips).length} 款芯片之一，逐一比较：${listOf(chips).join('、')}`,
  'name-completed': '{name} 读作 {chip}：没有其他芯片以此开头',
  'reference-h800-offered': '参考芯片为报价中的 H800：{chip}（可用 --reference 更改）',
  'reference-first-offered': '参考芯片为第一份报价中的 {chip}（可用 --reference 更改）',
  'amounts-of-one-device': '报价没有写明节点时，金额按单个设备计',
  'amount-of-each': '金额为 {devices} 个设备中每一个的价格，而非合计：{offer}',
  'amount-of-node': '金额为 {devices} 卡节点的价格：{offer}',
  'currency-by-sign': '{sign} 读作 {currency}（也可能是 {other}）',
  'currency-of-others': '未注明币种的报价按 {currency} 计：{offers}',
  'short-period-in-hours': ({ period, hours }) =>
    `按${ZH_PERIODS.get(valueText(period)) ?? valueText(period)}计的金额分摊到 ${hours} 小时`,
  'purchase-of-node': '整节点的购置价除以其设备数：{offers}',
  'offer-without-price': '{chips} 没有报价（给出其盈亏平衡价格）',
  'speed-published': '{chip} 的速度取公开数据 {published}（报价中写 projected 则改为推算）',
  'speed-projected': '没有报价给出 {chips} 的速度，因此由公开的训练结果推算',
  'speed-needed': '目录中没有 {chips} 的峰值算力，无法推算速度（请在报价中给出，例如 1203 tokens/s）',
  'published-in-other-dtype': '{chip} 有 {dtype} 的公开速度（{published}；加 --dtype {dtype} 可采用）',
  'dtypes-mixed': '各报价的数值类型不同：{dtypes}',
  'ownership-assumed': '{chips} 按购置计算，以下取值为假设，没有来源：{assumed}',
};
