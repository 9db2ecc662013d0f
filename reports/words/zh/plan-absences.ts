/** Why a training plan or a projection has no figure, in Chinese. */
import { fourDigits } from '../../format.ts';
import type { PlanAbsence } from '../../plan/codes.ts';
import type { ProjectionAbsence } from '../../projection/codes.ts';
import { planText } from '../plan-text.ts';
import type { Sentence } from '../sentence.ts';

export const ZH_PLAN_ABSENCES: Readonly<Record<PlanAbsence, Sentence>> = {
  'no-backward-pass': ({ chip, dtype }, because) =>
    `${chip} 没有可用的 ${dtype} 反向传播记录${because === '' ? '' : `；${because}`}`,
  'no-record-of-model': '没有 {chip} 在 {dtype} 下运行 {model} 的记录',
  'scaled-record': '{chip} 上 {model} 的记录来自缩小规模的模型（{dims} 不同），不能说明原模型的速度；请加 --fit 运行',
  'unproven-case': '运行 {run} 的 {case} 未经验证：{because}',
  'mean-step-reaches-zero': '各轮差异过大，平均单步耗时的区间延伸到了零',
  'forward-only': '只测了前向',
  'optimizer-exceeds-step': '没有追踪任何一步，而按数据手册估算，仅优化器耗时就超过了整步耗时',
  'no-optimizer-time': '没有测量优化器，目录中也没有 {chip} 的显存带宽',
  'of-case': '{case}：{because}',
  'unknown-block': ({ model, block }) =>
    `尚未实现 ${model} 各层的外围结构${block === '' ? '' : `（${block}）`}，无法规划它的训练步`,
  'no-layers': '{model} 没有层',
  'no-devices': '设备数 {devices} 无效：请给出不小于 1 的整数',
  'no-memory-size': '目录中没有 {chip} 的显存容量，无法检查任何方案',
  'partial-micro-batch':
    '每步 {batchTokens} token 不是 micro-batch（{microBatchSequences} × {sequence} token）的整数倍；请给出整数倍',
  'no-sibling-ratio': '{chip} 与同系芯片 {sibling} 的比值未知',
  'no-link': 'links.json 中没有 {chip}，设备间互联未知',
  'no-scale-up-devices': '没有来源说明一个 scale-up 域包含多少块 {chip}；请给出 scaleUpDevices',
  'fewer-sequences-than-replicas':
    '{devices} 个设备没有可行方案：每个方案的数据并行副本数都多于每步的序列数；请增加每步 token 数或更改设备数',
  'no-scale-out-speed':
    '{devices} × {chip} 没有可行方案：并行组跨节点，而没有来源给出网卡速度；请给出 scaleOutBytesPerSecond',
  'exceeds-memory': values =>
    `${values.devices} × ${values.chip} 没有方案能容纳 ${values.model}（${fourDigits(Number(values.parameters) / 1e8)} 亿参数）：占用最小的 ${planText(values, 'zh')} 每设备需要 ${gigabytes(values.neededBytes)} GB，可用显存为 ${gigabytes(values.usableBytes)} GB`,
  'no-training-power': '{chip} 没有 {dtype} 下 {model} 训练负载的可用功耗记录',
  'of-run': '{run}：{because}',
  'of-round': '第 {round} 轮：{because}',
  'power-not-read': '{because}',
  'power-estimated': '功耗为估算值，并非实测',
  'unknown-boundary': '功耗读数的边界未知（“{scope}”）',
  'narrow-boundary': '功耗读数只覆盖 {scope}，而整块板卡的功耗更高',
  'boundary-of-several-devices': '功耗读数的边界为 {scope}，不只属于一个设备',
};

const gigabytes = (bytes: unknown): string => (Number(bytes) / 1e9).toFixed(1);

export const ZH_PROJECTION_ABSENCES: Readonly<Record<ProjectionAbsence, Sentence>> = {
  'no-anchor-of-dtype': '公开速度只涉及 bfloat16 和 float8，不能说明 {dtype}',
  'no-peak-of-dtype': '目录中没有 {chip} 的 {dtype} 峰值算力',
  'no-sixteen-bit-peak': '目录中没有 {chip} 的 16 位峰值算力',
  'active-above-total': '激活参数 {active}、总参数 {total}：须满足 0 < 激活参数 ≤ 总参数',
  'not-a-device-count': '{devices} 不是有效的设备数：请给出不小于 1 的数或 null',
};
