/** What a training rate, a projection and a speed of a case rest on, in Chinese. */
import type { SpeedReason, WattMeasurement } from '../../case/codes.ts';
import { percentText, threeDigits } from '../../format.ts';
import type { PlanReason } from '../../plan/codes.ts';
import type { Exclusion, ProjectionReason } from '../../projection/codes.ts';
import { planText } from '../plan-text.ts';
import { confidenceName } from '../report/vocabulary/basis-words.ts';
import { listOf, type Sentence, valueText } from '../sentence.ts';

const PIECES: ReadonlyMap<string, string> = new Map([
  ['attention', '注意力'],
  ['mixture', 'MoE 层'],
  ['dense', '稠密层'],
  ['head', '词嵌入与输出层'],
]);

const percent = (share: unknown): string => percentText(Number(share), 'zh');
const digits = (value: unknown): string => threeDigits(Number(value));
const confidence = (level: unknown): string => confidenceName(String(level), 'zh');

export const ZH_PLAN_REASONS: Readonly<Record<PlanReason, Sentence>> = {
  'measured-work': '实测：{case}（{part}，{rounds} 轮），{boards} 块板卡，{software}，{dtype}',
  'partly-elsewhere': '部分计算在别处执行（{target}）',
  'scaled-from-sibling':
    '同系芯片换算：实测的是 {sibling} 而非 {chip}（{family}）；其耗时在受限于算力处乘以 {compute:digits}，在受限于显存带宽处乘以 {memory:digits}，两端为 {low:digits} 和 {high:digits}',
  'board-spread': '假设：同款芯片的不同板卡及其主机、运行之间的标准差为 {deviation:percent}',
  'no-board-spread': '仅针对这些运行中的这些板卡：板卡之间、运行之间的差异未知',
  'no-communication': '单个设备：没有通信',
  'split-by-trace': '训练步按追踪结果拆分为各部分',
  'split-by-flops': '训练步没有追踪结果，按 FLOPs 拆分为各部分',
  'extrapolated-from-slice': (_, __, cuts) => `由切片外推：${cuts.join('、')}`,
  'dimension-cut': '{dimension} {from} → {to}',
  'assumed-piece-speed': ({ pieces }) =>
    `假设：${listOf(pieces)
      .map(piece => PIECES.get(piece) ?? piece)
      .join('、')}以实测部分的速度运行`,
  'assumed-optimizer-speed': '假设：AdamW 达到数据手册的显存带宽',
  'fastest-plan': values =>
    `并行方案：${planText(values, 'zh')}；在 ${values.devices} 个设备上共有 ${values.plans} 个方案，其中 ${values.fitting} 个放得下，此为最快的一个；每步 ${values.batchTokens} token，序列长度 ${values.sequence}`,
  'step-shares':
    '一步之中：计算 {computing:percent}，流水线气泡 {bubble:percent}，优化器 {optimizer:percent}，未被掩盖的通信 {open:percent}（被掩盖：{hidden:percent}）',
  'assumed-overlap': ({ overlap, overlapLow, overlapHigh, communicationLow, communicationHigh }) =>
    `假设：专家并行、流水线并行和数据并行的通信有 ${percent(overlap)}（${percent(overlapLow)} 至 ${percent(overlapHigh)}）被计算掩盖；集合通信耗时为模型估计的 ${digits(communicationLow)} 至 ${digits(communicationHigh)} 倍；各专家负载均匀；同一层切分到多个设备后，不因变窄而损失速度`,
  'assumed-tokens-to-experts': '假设：每个 token 分别发送到它的每个专家',
  'assumed-tokens-to-nodes': '假设：每个 token 最多发送到 {nodes} 个节点，再由节点内转发给专家',
  'links-of-catalog': ({ chip, source, date, confidence: level }) =>
    `${chip} 的互联：${source}（${date}，可信度${confidence(level)}）`,
  'links-of-case': '{chip} 的互联：按方案给定',
  'assumed-collectives': ({ collectives, chip }) =>
    `假设：没有 ${chip} 的 ${listOf(collectives).join('、')} 公开数据；其速度取数据手册的互联带宽乘以各公开芯片达到占比的中位数`,
};

const FEATURES: ReadonlyMap<string, string> = new Map([
  ['dtype-peak', '该精度峰值 ÷ 16 位峰值'],
  ['total-over-active', '总参数 ÷ 激活参数'],
  ['active-parameters', '激活参数量'],
  ['device-memory', '设备显存'],
  ['devices', '设备数'],
]);

const featureText = (feature: unknown): string => FEATURES.get(String(feature)) ?? String(feature);
const times = (factor: unknown): string => `× ${Number(factor).toFixed(2)}`;

export const ZH_PROJECTION_REASONS: Readonly<Record<ProjectionReason, Sentence>> = {
  'share-of-peak': ({ chip, share, usual }) =>
    `达到 ${chip} 16 位峰值的 ${Number(share).toFixed(3)}；一般情况为 ${Number(usual).toFixed(3)}`,
  'feature-factor': ({ feature, factor }) => `${featureText(feature)}：${times(factor)}`,
  'chip-factor': ({ anchors, factor }) => `该芯片（${anchors} 个锚点）：${times(factor)}`,
  'vendor-factor': ({ anchors, factor }) => `该厂商（${anchors} 个锚点）：${times(factor)}`,
  'model-factor': ({ anchors, factor }) => `该模型（${anchors} 个锚点）：${times(factor)}`,
  'assumed-devices': '设备数未知：假设为 {devices}',
  'assumed-memory': ({ bytes }) => `显存未知：假设为 ${Number(bytes) / 1e9} GB`,
  'beyond-anchors': ({ feature }) => `${featureText(feature)}：超出所有锚点的范围`,
  'float8-of-nvidia': '所有 FP8 锚点都来自 NVIDIA',
};

export const ZH_EXCLUSIONS: Readonly<Record<Exclusion, Sentence>> = {
  'excluded-derived-from-cost': '由成本结论反推得出，会变成自证',
  'excluded-whole-run-average': '整个训练过程的平均值，包含中断时间',
  'excluded-proxy': '来自替代模型，而不是该模型',
  'excluded-unstated': '既没有给出速度，也没有给出相对已知峰值的占比',
  'excluded-incomplete': '没有说明芯片、速度、精度或参数量',
};

const DERIVATIONS: ReadonlyMap<string, string> = new Map([
  ['measured', '来源直接给出'],
  ['converted', '由来源给出的 FLOP/s、MFU 或小时数换算'],
  ['derived-from-cost', '由来源声称的成本反推，因此不能反过来证明成本'],
  ['whole-run-average', '整个训练过程的平均值，包含中断时间'],
  ['proxy', '来自替代模型'],
  ['unstated', '来源没有说明'],
]);

export const ZH_SPEED_REASONS: Readonly<Record<SpeedReason, Sentence>> = {
  'given-tokens-per-second': '以 token/s 给定',
  'given-mfu': '以稠密峰值算力的占比（MFU）给定',
  'published-run': ({ published, derivation }) =>
    `公开数据 ${published}，${DERIVATIONS.get(String(derivation)) ?? derivation}；只有一次训练，离散度取各次训练和各份公开数据的差异`,
  'pooled-publications': ({ publications, published }) =>
    `合并 ${listOf(publications).length} 份公开数据（${listOf(publications).join('、')}），以 ${published} 命名`,
  'widest-pair':
    '相差最大的一对为 {slowTokensPerSecond:digits} token/s（{slow}）和 {fastTokensPerSecond:digits} token/s（{fast}），相差 {ratio:digits} 倍',
  'projected-from-publications': '推算：{because}',
  'extrapolated-from-publications': '外推：{because}',
  'extrapolated-from-records': '外推：{because}',
};

export const ZH_WATT_MEASUREMENTS: Readonly<Record<WattMeasurement, Sentence>> = {
  'watts-of-one-round': ({ scope, method }) =>
    `1 轮，没有离散度；测量边界 ${valueText(scope)}，方法 ${valueText(method)}`,
  'watts-of-rounds': '{rounds} 轮；测量边界 {scope}，方法 {method}',
  'watts-of-targets': '{targets} 个目标设备；测量边界 {scope}，方法 {method}',
};
