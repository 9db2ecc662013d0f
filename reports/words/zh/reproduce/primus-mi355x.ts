/** Texts of the claim primus-mi355x, in Chinese. */
import type { Values } from '../../../fact.ts';
import type { PRIMUS_TEXTS } from '../../../reproduce/text-codes.ts';
import { type Sentence, valueText } from '../../sentence.ts';

/** `dgrad` and `wgrad` are names. */
const PASSES: ReadonlyMap<string, string> = new Map([
  ['forward', '前向'],
  ['backward', '反向'],
]);

const statedText = (what: string, { pass, value }: Values): string =>
  `${what}：${PASSES.get(valueText(pass)) ?? valueText(pass)} ${valueText(value)} TFLOP/s。`;

export const ZH_PRIMUS: Readonly<Record<(typeof PRIMUS_TEXTS)[number], Sentence>> = {
  'primus-title': 'MI355X 上 DeepSeek-V3 专家的分组矩阵乘，bfloat16：Primus-Turbo',
  'primus-source': 'github.com/AMD-AGI/Primus-Turbo，pull request 252 和 284',
  'primus-pull-request': 'pull request {number}（{date}）',
  'primus-answer':
    '前向加反向达到该芯片已知最快 bfloat16 矩阵乘（{largestMatmul:integer} TFLOP/s）的 {least:roughPercent} 至 {most:roughPercent}，取决于 kernel。只看前向会产生误导：调优前的 hipBLASLt 前向比 Triton 快，反向却只有自身前向速度的一半左右。',
  'primus-not-shown': '每个数值都是作者的一次基准测试，没有离散度；这里也没有它们的 kernel 的记录。',
  'primus-to-show': '这些 kernel 作为 runner 策略在 MI355X 上的记录（docs/RUNNERS.md）',
  'primus-states-pass-triton': values => statedText('Triton，gate-up 与 down，M 4096，8 至 32 个专家', values),
  'primus-states-pass-hipblaslt': values =>
    statedText('hipBLASLt（调优后），gate-up，16 组，M 4096，N 4096，K 7168', values),
  'primus-states-pass-hipblaslt-before': values => statedText('hipBLASLt（调优前），DeepSeek-V3', values),
  'primus-kernel-triton': 'Triton',
  'primus-kernel-hipblaslt': 'hipBLASLt（调优后）',
  'primus-kernel-hipblaslt-before': 'hipBLASLt（调优前）',
  'primus-step-both-triton': '前向加反向，Triton',
  'primus-step-both-hipblaslt': '前向加反向，hipBLASLt（调优后）',
  'primus-step-both-hipblaslt-before': '前向加反向，hipBLASLt（调优前）',
  'primus-formula-two-gradients': '3 ÷ (1 ÷ 前向 + 1 ÷ dgrad + 1 ÷ wgrad)',
  'primus-inferred-rows': 'M 4096 是单个专家的行数。',
  'primus-because-rows':
    'pull request 284 写明 16 组、M 4096。若 M 是所有组的行数，每组只有 256 行，权重访存量将使这些速度不可能达到。',
  'primus-differs-extent':
    '对方只是分组矩阵乘，且 gate 与 up 合为一个矩阵乘；我们的是完整的层，还包括路由、gather、激活、加权与求和。',
  'primus-differs-kernel': '对方用的是 Primus-Turbo 的 kernel；我们的见“软件”一列。',
  'primus-differs-shared': '我们这里的层没有共享专家；该模型有一个。',
  'primus-differs-passes': '我们把每个梯度作为完整张量保留到该步结束。',
  'primus-table-published': '公开数据，bfloat16',
  'primus-note-published': '两项梯度的反向：2 ÷ (1 ÷ dgrad + 1 ÷ wgrad)。',
};
