/** Why a figure of a buyer's case, of money or of its energy is missing, in Chinese. */
import type { CaseAbsence } from '../../case/codes.ts';
import type { EnergyAbsence } from '../../energy/codes.ts';
import type { KnownCostAbsence } from '../../known-costs/codes.ts';
import type { MoneyAbsence } from '../../money/codes.ts';
import { priceKindName } from '../report/vocabulary/basis-words.ts';
import { listOf, type Sentence, valueText } from '../sentence.ts';

const GIVE_WATTS = '请给出 watts，或 {tdp: true, hostFactor: 1.5}';
const GIVE_PRICE = '请给出 --price-per-kwh，例如 0.62CNY';

const kindOf = (kind: Parameters<typeof valueText>[0]): string => priceKindName(valueText(kind), 'zh');

export const ZH_CASE_ABSENCES: Readonly<Record<CaseAbsence, Sentence>> = {
  'no-price-given': '没有给出 {chip} 的价格；{because}',
  'no-price-in-catalog': ({ kind, chip }, because) => `目录中没有 ${valueText(chip)} 的${kindOf(kind)}价格；${because}`,
  'no-offer-in-catalog': ({ kind, chip, offer }, because) =>
    `目录中没有 ${valueText(chip)} 在“${valueText(offer)}”方案下的${kindOf(kind)}价格；${because}`,
  'no-list-price': '目录中没有 {chip} 的目录价；请给出 purchase',
  'prices-in-catalog': ({ kinds }) => `目录中有：${listOf(kinds).map(kindOf).join('、')}`,
  'empty-price-catalog': '目录中没有任何价格',
  'owned-without-utilisation': '没有给出 utilisation，而自有 {chip} 的成本取决于利用率',
  'owned-without-power-price': '没有给出 power.pricePerKWh，而自有 {chip} 的成本取决于电价',
  'no-speed-given': '没有给出 {chip} 的速度',
  'no-peak-for-mfu': '目录中没有 {chip} 的 {dtype} 峰值算力，无法由 MFU 换算速度',
  'no-dtype-peak': '目录中没有 {chip} 的 {dtype} 峰值算力',
  'no-published-speeds': '目录中没有公开的训练速度',
  'no-stated-speed': '{published} 没有给出速度',
  'no-total-parameters': '没有来源给出 {model} 的总参数量',
  'unlisted-without-records': '模型列表中没有 {model}，也没有它的测量记录',
  'speed-reaches-zero': '{chip} 实测结果的区间延伸到了零',
  'no-watts-given': ({ chip }) => `没有给出 ${chip} 的功耗；${GIVE_WATTS}`,
  'watts-not-measured': ({ chip }, because) => `没有 ${chip} 的实测功耗（${because}）；${GIVE_WATTS}`,
  'watts-reach-zero': '各轮功耗的区间延伸到了零',
  'no-tdp': '目录中没有 {chip} 的 TDP；请给出 watts',
  'no-pue': '没有给出 power.pue',
  'no-carbon-intensity': '没有给出 carbon.gramsPerKWh',
};

export const ZH_ENERGY_ABSENCES: Readonly<Record<EnergyAbsence, Sentence>> = {
  'energy-cost-of-estimate': '电费未知：能耗为估算值，并非实测',
  'energy-reaches-zero': '能耗未知：各轮差异过大，区间延伸到了零',
  'no-energy': '能耗未知：{because}',
  'no-energy-in-round': '能耗未知（第 {round} 轮）：{because}',
  'no-power-price': `电费未知：电价未知；${GIVE_PRICE}`,
  'no-power-price-in': `电费未知：没有以 {currency} 计的电价；${GIVE_PRICE}`,
};

export const ZH_KNOWN_COST_ABSENCES: Readonly<Record<KnownCostAbsence, Sentence>> = {
  'saving-is-measured': '已有实测的成本对比，因此不再列出按公开速度计算的成本',
  'training-not-asked': '没有指定要训练的模型',
  'reference-without-rent':
    '目录中没有 {chip} 的按需、预留或核算租金；请换一个 --reference，或用 --catalog 给出它的租金',
  'reference-without-known-cost': '参考芯片 {chip}：{because}',
  'nothing-beside-reference': '目录中没有其他芯片同时具备与 {chip} 同类的租金和速度',
};

export const ZH_MONEY_ABSENCES: Readonly<Record<MoneyAbsence, Sentence>> = {
  'no-cost': '成本未知：{because}',
  'no-saving': '无法给出成本节省：{because}',
  'no-rent': '目录中没有 {chip} 的租金',
  'rents-not-alike': '{chip} 的租金（{rents}）与 {reference} 的租金（{referenceRents}）类型或币种不同',
  'reference-cost-reaches-zero': '参考芯片成本的区间延伸到了零',
  'of-candidate': '{candidate}：{because}',
  'reference-without': '没有可比较的对象：参考芯片{because}',
  'is-fleet': '混合集群包含多款芯片',
  'no-active-parameters': '没有给出模型的激活参数量',
  'no-deadline': '没有给出完成期限',
  'probability-without-interval': '有一方的速度没有置信区间',
  'probability-of-reference': '该项即为参考芯片',
  'no-device-count': '没有给出设备数',
  'no-one-off-cost': '没有给出 oneOffCost',
  'never-pays-back': '永远无法回本：它的成本不低于参考芯片',
  'not-owned': '没有给出自有时的成本',
  rented: '它是租赁的',
  'dearer-as-gift': '即使购置价为 0，仅运维和电费就已高于参考芯片的成本',
};
