/** Texts of the claim pangu-ultra-moe, in Chinese. */
import type { PANGU_TEXTS } from '../../../reproduce/text-codes.ts';
import type { Sentence } from '../../sentence.ts';

export const ZH_PANGU: Readonly<Record<(typeof PANGU_TEXTS)[number], Sentence>> = {
  'pangu-title': '盘古 Ultra MoE 在 {npus:integer} 块昇腾 NPU 上训练，MFU 为 {mfu:percent}',
  'pangu-source': 'arXiv:2505.04519，《Pangu Ultra MoE: How to Train Your Big MoE on Ascend NPUs》',
  'pangu-abstract': '摘要',
  'pangu-body': '正文',
  'pangu-answer-gain':
    '提升幅度与 token/s 相符：单块 NPU 的速度为 {gain:digits} 倍，两个 MFU 之比为 {statedGain:digits}。',
  'pangu-answer-level':
    '绝对水平不相符：按每激活参数 6 FLOPs 计，所给的 token/s 只占 910B2 峰值的 {share:percent}，而不是 {stated:percent}。两次运行相差的倍数相同，分别为 {tunedFactor:digits} 和 {baselineFactor:digits}：这是 FLOPs 口径不同，而不是误差。',
  'pangu-answer-comparison': '与其他芯片比较时，请用 token/s，或用同一口径计算的 MFU。',
  'pangu-not-shown': 'MFU 取决于论文没有给出的 FLOPs 口径和峰值，而且只有一次运行。',
  'pangu-to-show': '每 token 计入的 FLOPs、所除的峰值，以及第二次运行的 token/s',
  'pangu-states-model': '模型有 {value:hundredMillions} 亿参数。',
  'pangu-states-tokens-tuned':
    '调优后在 {npus:thousands}K 块昇腾 NPU 上达到 {tokensPerSecond:tenThousands} 万 token/s。',
  'pangu-states-tokens-baseline':
    '调优前在 {npus:thousands}K 块昇腾 NPU 上达到 {tokensPerSecond:tenThousands} 万 token/s。',
  'pangu-states-mfu-tuned': '调优后在 {npus:thousands}K 块 NPU 上 MFU 为 {mfu:percent}。',
  'pangu-states-mfu-baseline': '调优前在 {npus:thousands}K 块 NPU 上 MFU 为 {mfu:percent}。',
  'pangu-step-speed-tuned': '调优后单块 NPU 的速度',
  'pangu-step-speed-baseline': '调优前单块 NPU 的速度',
  'pangu-formula-speed': '{tokensPerSecond:integer} ÷ {npus:integer}',
  'pangu-step-flops-tuned': '调优后单块 NPU 的有效算力',
  'pangu-step-flops-baseline': '调优前单块 NPU 的有效算力',
  'pangu-formula-flops': 'token/s × 6 × {active:billions} × 10⁹',
  'pangu-step-mfu-tuned': '调优后的 MFU',
  'pangu-step-mfu-baseline': '调优前的 MFU',
  'pangu-formula-mfu': '÷ {peak:trillions} TFLOP/s',
  'pangu-step-gain': '单块 NPU 调优后 ÷ 调优前的速度',
  'pangu-formula-gain': '单块 NPU 调优后的 token/s ÷ 调优前的 token/s',
  'pangu-step-mfu-tuned-lesser': '若 NPU 为较慢的 910B3，调优后的 MFU',
  'pangu-inferred-npu': 'NPU 的峰值取昇腾 910B2。',
  'pangu-because-npu':
    '论文只写昇腾 NPU；其服务器所售的两款芯片中 910B2 较快。若为较慢的一款，差距会缩小，但仍然存在。',
  'pangu-inferred-convention': '论文计入的 FLOPs 约为 6 × 激活参数的两倍，或除以了一半的峰值。',
  'pangu-because-convention': '同一个系数对两次运行都吻合，误差在 1% 以内。注意力和重计算可能计入其中，论文没有说明。',
  'pangu-inferred-round-numbers': '6K 和 4K 按 6,000 和 4,000 块 NPU 计。',
  'pangu-because-round-numbers': '若按 6,144 和 4,096 块计，MFU 约低 2%，提升幅度不变。',
};
