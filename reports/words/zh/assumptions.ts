/** What figures are of, and what a comparison with the reference rests on, in Chinese. */
import type { Values } from '../../fact.ts';
import type { ReferenceCode } from '../assumptions/reference.ts';
import type { WorkCode } from '../assumptions/work.ts';
import { dimsText } from '../report/dims-text.ts';
import { basisName, confidenceName } from '../report/vocabulary/basis-words.ts';
import { filled, listOf, type Sentence, spaced, valueText } from '../sentence.ts';

const LIMITS: ReadonlyMap<string, string> = new Map([
  ['compute', '算力'],
  ['memory', '显存带宽'],
  ['bandwidth', '显存带宽'],
]);

const limitsText = (limits: Values[string] | undefined): string =>
  listOf(limits)
    .map(limit => LIMITS.get(limit) ?? limit)
    .join('或');

export const ZH_REFERENCE: Readonly<Record<ReferenceCode, Sentence>> = {
  'reference-by-sibling': values =>
    filled(
      `{rows} 行中有 {beside} 行所对比的 {reference} 速度由同系芯片 {sibling}（{reason}）换算：在这些行的工作负载上，以同一软件、同等条件实测并通过验证的是 {sibling}，而不是 {reference}。{reference} 的单步耗时等于 {sibling} 的耗时乘以两者 roofline 上限之比（此处受限于${limitsText(values.limits)}）。区间两端取峰值算力之比、显存带宽之比和 1 三者的最小值与最大值，再放宽 {factor:digits} 倍；这样的区间覆盖了 {chipPairs} 对同系芯片上计时的 {pairs} 项工作负载中的 {covered} 项。该估计只针对单个设备，不含设备间互联。`,
      values,
      [],
      'zh',
    ),
  'reference-projected':
    '{rows} 行中有 {beside} 行所对比的 {reference} 速度为推算值：在这些行的工作负载上，没有以同一软件、同等条件通过验证的 {reference} 实测，也没有可供换算的同系芯片实测。单步耗时取 max（FLOPs ÷ 峰值算力，字节数 ÷ 显存带宽）÷ 训练所能达到的峰值占比。该占比为 {share:digits}，再做一次训练预计落在 {low:digits} 至 {high:digits}：由 {anchors} 个公开训练速度（{publications} 份文献）给出的 95% 预测范围；逐一剔除时覆盖其中 {covered} 个。这些都是用其他软件以 bfloat16 或 float8 完成的整模型训练。峰值均为稠密算力；float32 指 IEEE，不是 TF32。',
  'reference-sheet': ({ reference, source, date, confidence }) =>
    `${reference} 的峰值算力与带宽：${source}（${date}，可信度${confidenceName(valueText(confidence), 'zh')}）。`,
  'reference-ran-otherwise': '参考芯片的部分实测速度所用软件并非各行都使用，只与使用该软件的行对比：{because}。',
  'ran-elsewhere': ({ what, basis }) => `${what}，其余各行对比的是${basisName(valueText(basis), 'zh')}值`,
  'best-against-best':
    '芯片之间以各自的最佳结果比较：都取策略竞速的胜者，runner 与工作负载相同，不论策略、版本和 kernel。此处：{because}。',
  'compared-pair': '{what}：对比采用 {way} 的 {reference}',
  'boards-differ-unknown': values =>
    `同一款芯片不同板卡之间、不同运行之间的差异在此未知：判定只适用于这些运行中的这些板卡。${boardsText(values)}`,
  'boards-differ': values =>
    `${filled('每行只测了一块板卡。它与参考芯片的对比已按同款芯片不同板卡、主机和运行之间的差异放宽：标准差取 {deviation:percent}，即各来源给出的最大值（docs/COST.md），或取此处实测 5 块以上板卡所得的值。', values, [], 'zh')}${boardsText(values)}`,
};

/** On how many boards the reference was measured. */
function boardsText(values: Values): string {
  const counts = listOf(values.boards);
  return counts.length === 0 ? '' : `参考芯片的实测用了 ${counts.join(' 或 ')} 块板卡。`;
}

const PARTS: Readonly<Record<string, string>> = {
  'moe-layer': '单个 MoE 层',
  'moe-block': '单个 Transformer 块',
  'train-step': '训练步',
};

export const ZH_WORK: Readonly<Record<WorkCode, Sentence>> = {
  'rates-of-a-part': ({ parts }) =>
    `速度和成本均指在单个设备上让 1 万亿 token 通过各行所列的${listOf(parts)
      .map(part => PARTS[part] ?? part)
      .join('或')}，绝不是训练整个模型的成本。`,
  'generated-text': '训练步在单个设备上学习生成的文本：不含数据加载、设备间通信和保存检查点。',
  'float32-leaves-matrix-units':
    'float32 负载用不上 {reference} 的矩阵单元：它的 bfloat16 峰值算力是 float32 的 {times:digits} 倍。这些成本是 float32 负载的成本，而不是该芯片上实际训练方式的成本。',
  'casts-inserted-in-rows':
    '从运行时的追踪可见，以下行在运行时插入的类型转换之间以 float32 计算：{rows}。其速度是 float32 加类型转换的速度，不能说明半精度的性能。',
  'work-scaled': '标注“缩小规模”的并非模型原本的规模：{because}。',
  'work-changed': '标注“结构有改动”的并非模型原本的层：{because}。',
  'scaled-model': ({ model, ...dims }) => spaced(`${valueText(model)} 改为 ${dimsText(dims, 'zh')}`),
  'untrained-router': '可学习路由（learned）来自未训练的路由器：几乎均匀，比训练后的路由更有利。',
  'dispatch-drops': '带容量上限的分发会丢弃部分计算，但被丢弃的 token 仍计入 token 数：{because}。',
  'dropping-workload': '{workload}（{dispatch}：丢弃 {dropped:percent} 的专家选择，填充占 {padded:percent} 的行）',
  'dropping-workload-unknown': '{workload}（{dispatch}：丢弃与填充比例未知，{because}）',
};
