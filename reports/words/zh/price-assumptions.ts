/** Which prices the costs rest on, of devices and of power, in Chinese. */
import type { Values } from '../../fact.ts';
import { currencyName } from '../../large-amounts.ts';
import { amountText, originText, type PriceCode, pueText } from '../assumptions/prices.ts';
import { boundaryText } from '../report/boundary-text.ts';
import { priceKindName } from '../report/vocabulary/basis-words.ts';
import { listOf, type Sentence, valueText } from '../sentence.ts';

export const ZH_PRICES: Readonly<Record<PriceCode, Sentence>> = {
  'rents-used':
    '每卡时租金：{because}。成本节省只比较同类型、同币种的租金；优先采用用户自己给出的价格，其次是同一来源的同一方案，再次是最新的价格。',
  rent: values =>
    `${valueText(values.chip)} ${amountText(values, 'zh')}（${kindText(values)}；${originText(values, 'zh')}）`,
  'rents-stale': values => {
    const dates = listOf(values.dates);
    const rents = listOf(values.chips).map((chip, i) => `${chip}（${dates[i]}）`);
    return `以下租金在报告当日已超过 ${valueText(values.afterDays)} 天，视为过时：${rents.join('、')}。请重新询价，并用 --catalog 给出。`;
  },
  'overlaid-rows': ({ file }, _, items) => `以下数据来自 ${valueText(file)}，而非随附的目录：${items.join('、')}。`,
  'overlaid-chip': '芯片 {chip}',
  'overlaid-price': ({ kind, currency, chip }) =>
    `${valueText(chip)} 的${priceKindName(valueText(kind), 'zh')}（${currencyName(valueText(currency), 'zh')}）`,
  'energy-boundaries':
    '每万亿 token 的能耗取计时窗口内可读到的最宽边界，不含机房附加能耗。{because}。边界不同的能耗不可比较。',
  'energy-boundary': ({ scope, others }) =>
    boundaryText({ scope: valueText(scope), others: typeof others === 'number' ? others : null }, 'zh'),
  'energy-estimates-unranked': '估算的能耗等于功耗上限乘以忙碌时间，误差可达正负百分之几十：不计电费，也不参与排名。',
  'power-prices': '每千瓦时电价：{because}。',
  'power-price': values => `${amountText(values, 'zh')}（${valueText(values.place)}；${originText(values, 'zh')}）`,
  'pue-used': values =>
    `PUE ${pueText(values, 'zh')}。可用 --price-per-kwh 和 --pue 给出本机的实际值。租金已含电费：电费是租金的一部分，不再另加。`,
};

const kindText = ({ kind, offer }: Values): string =>
  [...(kind === undefined ? [] : [priceKindName(valueText(kind), 'zh')]), ...(offer === undefined ? [] : [offer])].join(
    '，',
  );
