/** Texts of the claim ling-2025, in Chinese. */
import { percentText } from '../../../format.ts';
import type { LING_TEXTS } from '../../../reproduce/text-codes.ts';
import { roughPercentText, type Sentence } from '../../sentence.ts';

const percentOf = (value: unknown): string => roughPercentText(Number(value), 'zh');

const DEVICE =
  '设备 {letter}：峰值 {peak:trillions} TFLOP/s，显存 {memoryBytes:billions} GB，{float8} FP8，合理成本为每小时 {pricePerHour} 元。';

const savingText: Extract<Sentence, (...values: never) => string> = (values, _, chances) =>
  `按公开速度，仅用设备 ${values.letter} 可节省 ${percentOf(values.point)}（95% 的样本：${percentOf(values.low)} 至 ${percentOf(values.high)}），有 ${percentOf(values.chance)} 的样本节省达到 ${percentOf(values.claimed)} 以上；${chances.join('、')}。`;

export const ZH_LING: Readonly<Record<(typeof LING_TEXTS)[number], Sentence>> = {
  'ling-title': '在低规格设备上训练 Ling-plus，成本比设备 D 低 {saving:percent}',
  'ling-source': 'arXiv:2503.05139v2，《Every FLOP Counts》',
  'ling-costs-section': '第 1.3 节',
  'ling-devices-section': '第 1.2 节，表 1',
  'ling-all-sections': '全文',
  'ling-answer-arithmetic':
    '算术成立：{claimedCost:tenThousands} 万比 {costOnD:tenThousands} 万低 {saving:percent}。但论文没有为这两个成本给出依据：没有吞吐量、没有设备、没有组合比例。',
  'ling-answer-needs': ({ claimed, mfuOfD }, _, needs) =>
    `要节省 ${percentOf(claimed)}，单独使用某种设备时须达到其峰值的以下比例：${needs.join('、')}。D 的成本意味着它达到自身峰值的 ${percentText(Number(mfuOfD), 'zh')}。`,
  'ling-device-need': '{mfu:percent}（{letter}）',
  'ling-answer-plausible': (values, because, chances) =>
    `${savingText(values, because, chances)}这一节省有可能成立，但没有得到证明：它需要设备 ${values.letter}，或以它为主的组合。`,
  'ling-answer-shown': (values, because, chances) =>
    `${savingText(values, because, chances)}按这些速度，节省得到证明：它需要设备 ${values.letter}，或以它为主的组合。`,
  'ling-device-chance': '{letter} 为 {chance:roughPercent}',
  'ling-not-shown': '论文没有给出吞吐量、设备和组合比例；按公开速度，节省的区间包含 0。',
  'ling-shown': '按公开速度，节省的整个区间都大于 0。',
  'ling-to-show': 'Ling-plus 在设备 D 上以及在成本为 {claimedCost:tenThousands} 万的设备上的 token/s，各自包含多次运行',

  'ling-states-cost-d': 'Ling-plus 在设备 D 上每万亿 token 的成本估计为 {value:tenThousands} 万元。',
  'ling-states-cost-lower': '在较低规格的硬件系统上，成本为 {value:tenThousands} 万元。',
  'ling-states-saving': '较低规格的系统节省 {value:percent}。',
  'ling-states-mix': '9 万亿 token 的预训练分布在五种不同的硬件配置上。',
  'ling-states-silence': '论文没有写明任何设备的厂商，也没有给出 508 万元对应的设备或组合、token 占比、吞吐量和 MFU。',
  'ling-states-device-with-float8': DEVICE.replace('{float8}', '支持'),
  'ling-states-device-without-float8': DEVICE.replace('{float8}', '不支持'),

  'ling-step-saving': '节省',
  'ling-formula-saving': '1 − {claimedCost:millions} ÷ {costOnD:millions}',
  'ling-step-hours-d': '设备 D 训练 1 万亿 token 的卡时',
  'ling-formula-hours-d': '{costOnD:integer} ÷ {pricePerHour}',
  'ling-step-speed-d': '设备 D 的速度',
  'ling-formula-speed-d': '10¹² ÷ (3600 × 卡时)',
  'ling-step-mfu-d': '设备 D 的 MFU',
  'ling-formula-mfu-d': 'token/s × 6 × {active:billions} × 10⁹ ÷ {peak:trillions} TFLOP/s',

  'ling-inferred-identity-a': '设备 A 很可能是华为昇腾 910B。',
  'ling-because-identity-a': '910B2 的 16 位算力为 376 TFLOP/s，显存 64 GB，不支持 FP8。',
  'ling-inferred-identity-b': '设备 B 很可能是阿里平头哥 PPU。',
  'ling-because-identity-b': 'PPU 显存为 96 GB，有报道称 16,384 张卡平均每张 118.7 TFLOP/s。',
  'ling-inferred-identity-c': '设备 C 很可能是 NVIDIA A100 或 A800。',
  'ling-because-identity-c': '两者都是 312 TFLOP/s、80 GB，不支持 FP8。',
  'ling-inferred-identity-d': '设备 D 很可能是 NVIDIA H100 或 H800。',
  'ling-because-identity-d': '两者都是 989 TFLOP/s、80 GB，支持 FP8，正文也把它们归为昂贵的一类。',
  'ling-inferred-identity-e': '设备 E 很可能是 NVIDIA H20。',
  'ling-because-identity-e': 'H20 为 148 TFLOP/s、96 GB，支持 FP8。',
  'ling-inferred-peak-dtype': '每种设备给出的唯一峰值是 16 位矩阵乘的峰值。',
  'ling-because-peak-dtype': '表中只有一个数值，没有写明精度；凡是对得上的芯片，这个数都是 16 位算力。',
  'ling-inferred-rent': '合理成本包含每卡时的全部费用：电力、主机和网络。',
  'ling-because-rent': '两个成本都以总成本给出，表中也没有其他费用。',
  'ling-inferred-system': '较低规格的系统可能是一种设备，也可能是任意组合，包括设备 D。',
  'ling-because-system': '论文只给出它的成本。上面各表中的每一格都是达到这一成本的一种方式。',
  'ling-inferred-speed-d':
    '峰值和显存与设备 D 相同的芯片预计达到 {point:integer} token/s（80%：{low:integer} 至 {high:integer}）。',
  'ling-because-speed-d-within':
    '该速度由公开速度推算，其中没有 Ling 的数据；由成本反推的 {implied:integer} token/s 落在该区间内。',
  'ling-because-speed-d-outside':
    '该速度由公开速度推算，其中没有 Ling 的数据；由成本反推的 {implied:integer} token/s 落在该区间外。',
  'ling-inferred-ratio': '节省是同一模型两个推算速度之比，两者的误差有一部分是共有的。',
  'ling-because-ratio':
    '共有部分相互抵消。每种设备各自的部分是 e^±{logSigma:rough} 的系数（一个标准差）；因为没有写明厂商，取没有锚点的厂商那样的宽度。',

  'ling-table-devices': '单独使用每种设备时须达到的水平',
  'ling-note-devices':
    'token/s = 价格 × 10¹² ÷ (3600 × 成本)；MFU = token/s × 6 × {active:billions} × 10⁹ ÷ 峰值。达到 {costOnD:tenThousands} 万元对应的速度时，该设备与 D 成本相同。',
  'ling-table-mixes-with-d': '由 D 承担一部分 token 时设备须达到的水平',
  'ling-note-mixes-with-d':
    '设备须达到的 MFU，使两者合计成本为 {claimedCost:tenThousands} 万元；– 表示超过其峰值。“D 的最大占比”：设备需要达到满峰值时 D 所占的份额。若是不含 D 的两种设备且 MFU 相同，组合须达到各自单独所需水平按 token 加权的平均值。',
  'ling-table-plausible-devices': '按公开速度，单独使用每种设备',
  'ling-note-plausible-devices':
    '相对 D 的节省，两者都取推算速度。最后一列：{samples:integer} 个联合样本中节省达到 {claimed:percent} 以上的占比。',
  'ling-table-plausible-mixes': '按公开速度，两种设备的组合',
  'ling-note-plausible-mixes':
    '“第二种设备的最大占比”：按推算速度仍能节省 {claimed:percent} 时第二种设备承担的最大 token 份额；– 表示没有这样的份额。其他列：两种设备各承担一半 token。',
};
