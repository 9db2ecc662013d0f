/** What each figure of a row means, in Chinese: reports/report/metrics.ts has the English. */
import type { MetricId } from '../../report/metrics.ts';

export const ZH_METRICS: Readonly<Record<MetricId, string>> = {
  stepMs: '单步耗时：各轮中位数的均值',
  meanStepMs: '单步耗时：一轮的总时间除以总步数；成本按此计算',
  tokensPerSecond: '一步的 token 数除以 stepMs：通过该层、块或训练步的速度，不是整个模型的速度',
  flopsPerSecond: '有效矩阵乘 FLOPs 除以 stepMs；丢弃与填充的行不计入',
  efficiencyOfLargestMatmul: 'flopsPerSecond 除以固定列表中最快矩阵乘的速度，逐轮计算',
  efficiencyOfExpertMatmul: 'flopsPerSecond 除以该工作负载自身矩阵乘单独运行的速度，逐轮计算',
  optimizerOfStream: 'AdamW 每秒搬运的字节数除以内存流测试的速度，逐轮计算；仅限训练步',
  relative: 'tokensPerSecond 除以参考芯片的 tokensPerSecond',
  deviceHoursPerTrillionTokens: '每万亿 token 通过该层、块或训练步所需的卡时',
  costPerTrillionTokens: '卡时乘以该芯片的租金',
  saving: '1 减去与参考芯片成本之比；只比较同一类型、同一货币的价格',
  energyKWhPerTrillionTokens: '每万亿 token 通过该层、块或训练步的能耗，取读数所覆盖的最大范围；不含 PUE',
  energyCostPerTrillionTokens: '上述能耗乘以 PUE 和每千瓦时电价，仅限实测能耗；租金已包含电费',
  peakHostBytes: '计时窗口内常驻主机内存的最大值，取各轮最大',
  peakDeviceBytes: '计时窗口内占用显存的最大值，取各轮最大',
  memory: '最大峰值的构成：按计算图中张量的存活期推算，并列出实测值',
  machineNoise: '所在机器上相同的工作之间相差多少：取最近一次自检，轮数与该行相同',
  leastBytesPerStep: '一步在内存与芯片之间至少要搬运的字节数：有效 FLOPs 除以此值即算术强度',
  energyPerStepJ: '单步能耗',
  elsewhereShare: '一步的节点时间中不在目标设备上的占比',
  parts: '跟踪一步所得的耗时：按模型部分划分，或按前向、输入梯度与权重梯度划分',
};
