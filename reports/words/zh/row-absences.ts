/** Why a figure of a row, of its race, of the reference or of a claim is missing, in Chinese. */
import type { SharedAbsence } from '../../absent-codes.ts';
import type { RaceAbsence } from '../../race/codes.ts';
import type { ReferenceAbsence } from '../../reference/codes.ts';
import type { ReproduceAbsence } from '../../reproduce/codes.ts';
import type { RowAbsence } from '../../rows/codes.ts';
import type { Sentence } from '../sentence.ts';

export const ZH_SHARED: Readonly<Record<SharedAbsence, Sentence>> = {
  'divisor-reaches-zero': '除数的区间延伸到了零',
};

export const ZH_RACE_ABSENCES: Readonly<Record<RaceAbsence, Sentence>> = {
  'lost-its-race': ({ winner = '无' }) => `它在策略竞速中落败：芯片之间按胜出策略比较，此处为 ${winner}`,
  'runner-up-of-race': ({ winner = '无' }) => `它是策略竞速的第二名：芯片之间按胜出策略比较，此处为 ${winner}`,
};

export const ZH_REFERENCE_ABSENCES: Readonly<Record<ReferenceAbsence, Sentence>> = {
  'no-bandwidth-of-chip': '目录中没有 {chip} 的显存带宽',
  'no-peak-of-chip': '目录中没有 {chip} 的 {dtype} 峰值算力',
  'sheets-without-peak': '目录中没有 {chip} 和 {otherChip} 的 {dtype} 峰值算力',
  'sheets-without-bounds': '{chip} 或 {otherChip} 的数据手册没有给出 {dtype} 峰值算力或显存带宽',
  'too-few-anchors': '公开的训练速度太少，无法推算',
};

export const ZH_REPRODUCE_ABSENCES: Readonly<Record<ReproduceAbsence, Sentence>> = {
  'no-record-of-chip': '这里没有 {chip} 的记录',
  'no-record-of-shape': '这里没有 {chip} 在该形状下的可用记录',
};

export const ZH_ROW_ABSENCES: Readonly<Record<RowAbsence, Sentence>> = {
  'denominator-unsound': '{cases}：本次运行测过，但未经验证或在物理上不可能，因此不用作分母',
  'is-reference': '该行即为参考芯片',
  'no-common-round': '没有哪一轮同时测了该工作负载和矩阵乘',
  'no-expert-matmuls': '本次运行没有测它自身的矩阵乘',
  'no-largest-matmul': '本次运行没有测 roofline 列表中的任何矩阵乘',
  'no-optimizer': '只有训练步才有优化器',
  'no-optimizer-round': '没有哪一轮同时追踪了优化器并测了显存带宽',
  'no-stream': '本次运行没有测显存带宽',
  'router-decides': '每一步都由路由器决定',
  'row-invalid': '不给出速度和成本：结果在物理上不可能（{check}）：{because}',
  'row-mismatch': '不给出速度和成本：结果不一致：{because}',
  'row-off-device': '不作芯片对比：{because}',
  'row-unproven': '不给出速度和成本：未经验证：{because}',
  'row-without-probes': '不作判定和对比：未经验证：{because}',
  'step-reaches-zero': '各轮差异过大，单步耗时的区间延伸到了零',
};
