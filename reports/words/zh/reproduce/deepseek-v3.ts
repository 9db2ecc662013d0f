/** Texts of the claim deepseek-v3, in Chinese. */
import type { DEEPSEEK_TEXTS } from '../../../reproduce/text-codes.ts';
import type { Sentence } from '../../sentence.ts';

export const ZH_DEEPSEEK: Readonly<Record<(typeof DEEPSEEK_TEXTS)[number], Sentence>> = {
  'deepseek-title': 'DeepSeek-V3 的训练花费了 {usd:tenThousands} 万美元的 H800 租金',
  'deepseek-source': 'arXiv:2412.19437，第 1 节，表 1',
  'deepseek-table-1': '第 1 节，表 1',
  'deepseek-answer-bill':
    '账单恰好等于卡时乘以单价：{allHours:tenThousands} 万卡时 × {usdPerHour} 美元。单价是假设的，因此账单并不是实际支付的金额。',
  'deepseek-answer-speed':
    '由卡时推出每块 H800 的速度为 {speed:integer} token/s，相当于其 bfloat16 峰值的 {ofBfloat16:percent}。该模型以 FP8 训练，相对 FP8 峰值为 {ofFloat8:percent}。',
  'deepseek-not-shown': '卡时来自一个团队的一次训练，每卡时单价又是假设的：两者都没有置信区间。',
  'deepseek-to-show': '第二次训练的卡时，以及一份真实的租金报价',

  'deepseek-states-tokens': '预训练使用了 {value:trillions} 万亿 token。',
  'deepseek-states-pretraining-hours': '预训练耗费 {value:tenThousands} 万 H800 卡时。',
  'deepseek-states-hours-per-trillion': '每万亿 token 耗费 {value:tenThousands} 万 H800 卡时。',
  'deepseek-states-days-per-trillion': '每万亿 token 在该集群上耗时 {value} 天。',
  'deepseek-states-devices': '集群有 {value:integer} 块 H800。',
  'deepseek-states-all-hours': '完整训练耗费 {value:tenThousands} 万 H800 卡时。',
  'deepseek-states-price': '假设 H800 的租金为每卡时 {value} 美元。',
  'deepseek-states-bill': '完整训练的成本为 {value:tenThousands} 万美元。',

  'deepseek-step-hours-per-trillion': '每万亿 token 的卡时',
  'deepseek-formula-hours-per-trillion': '{pretrainingHours:integer} ÷ {tokens:trillions}',
  'deepseek-step-days-per-trillion': '该集群训练 1 万亿 token 的天数',
  'deepseek-formula-days-per-trillion': '{pretrainingHours:integer} ÷ {tokens:trillions} ÷ {devices:integer} ÷ 24',
  'deepseek-step-days': '集群从不空闲时的预训练天数',
  'deepseek-formula-days': '{pretrainingHours:integer} ÷ {devices:integer} ÷ 24',
  'deepseek-step-bill': '完整训练的租金',
  'deepseek-formula-bill': '{allHours:integer} × {usdPerHour} 美元',
  'deepseek-step-other-hours': '非预训练卡时的占比',
  'deepseek-formula-other-hours': '({allHours:integer} − {pretrainingHours:integer}) ÷ {allHours:integer}',
  'deepseek-step-tokens-per-second': '预训练时单块 H800 的速度',
  'deepseek-formula-tokens-per-second': '{tokens:trillions} × 10¹² ÷ ({pretrainingHours:integer} × 3600)',
  'deepseek-step-flops': '单块 H800 的有效算力',
  'deepseek-formula-flops': 'token/s × 6 × {active:billions} × 10⁹',
  'deepseek-step-mfu-bfloat16': '相对 bfloat16 峰值的 MFU',
  'deepseek-formula-mfu-bfloat16': '÷ {peak:trillions} TFLOP/s',
  'deepseek-step-mfu-float8': '相对 FP8 峰值的 MFU',
  'deepseek-formula-mfu-float8': '÷ {peak:trillions} TFLOP/s',
  'deepseek-step-cost-per-trillion': '每万亿 token 的成本（仅预训练）',
  'deepseek-formula-cost-per-trillion': '10¹² ÷ (3600 × token/s) × {usdPerHour} 美元',

  'deepseek-inferred-peak': '峰值取 H800 的 SXM 版本。',
  'deepseek-because-peak': '论文写明 H800 带 NVLink；有些论文用的是 PCIe 版本较低的 FP8 峰值，约 1,513 TFLOP/s。',
  'deepseek-inferred-average': '该速度是整个预训练的平均值；若卡时包含重启和空闲，则速度也包含。',
  'deepseek-because-average': '论文只给出卡时，没有给出速度，也没有说明计入了哪些时间。',
  'deepseek-inferred-convention': '每激活参数、每 token 按 6 FLOPs 计，不含序列注意力和多 token 预测头。',
  'deepseek-because-convention': '论文没有给出 FLOPs。这里所有 MFU 都按同一口径计算，以便芯片之间比较。',
};
