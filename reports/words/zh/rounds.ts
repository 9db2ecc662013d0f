/** What the rounds of rows leave open, and which runs the rows stand on, in Chinese. */

import type { Values } from '../../fact.ts';
import type { RaceWarning } from '../../race/codes.ts';
import type { SetAsideCode } from '../../rows/codes.ts';
import type { RunWarning } from '../../rows/warnings/codes.ts';
import type { RoundsCode, WarnedByRow } from '../assumptions/rounds.ts';
import type { RoundFactCode } from '../facts/rounds.ts';
import { filled, listOf, type Sentence, valueText } from '../sentence.ts';
import { damageText } from './damage.ts';

const zh = (sentence: string, values: Values): string => filled(sentence, values, [], 'zh');

export const ZH_ROUNDS: Readonly<Record<RoundsCode, Sentence>> = {
  'rounds-too-few': '少于 5 轮的行只给出最小和最大的一轮，这不是置信区间，因此不作判定。',
  'slow-state-unseen':
    '{rounds} 轮的区间无法反映这几轮都没有遇到的慢状态：若 10 个进程中有 3 个会落入慢状态，这样的运行有 {unseen:percent} 看不到它，8 轮时为 6%。',
  'rows-warned': ({ warning, rows }) =>
    `${WARNED.get(valueText(warning)) ?? valueText(warning)}：${valueText(rows, 'zh')}。`,
  'older-runs': '每个目标设备和工作负载只采用一次运行，即所有轮次都测完的最新一次；更早的运行只计数，不合并。',
  'runs-not-read':
    '本报告读取每台机器最近的 {newest} 次运行，以及更早但仍是某项工作负载最新一次完整测量的运行。另有 {count} 次运行只计入历史，各行的更早运行次数也不含它们。如需读取全部记录，请使用 moebench report --runs all。',
  'runs-unsealed': '以下运行在封存前中断：{runs}。',
  'runs-damaged': '以下记录已损坏，只采用完好的行：{because}。',
  'damaged-run': ({ run, line, message, lostLines }) =>
    `${valueText(run)}（${damageText({ line: Number(line), message: valueText(message), lostLines: Number(lostLines) })}）`,
  'runs-imported': ({ runs, machines }) => {
    const names = listOf(machines);
    return `以下记录在别处测得，按封存原样导入：${listOf(runs)
      .map((run, i) => `${run}（${names[i]}）`)
      .join('、')}。`;
  },
  'runs-ahead-of-clock': ({ runs, times }) => {
    const starts = listOf(times);
    const texts = listOf(runs).map((run, i) => `${run}（${starts[i]}）`);
    return `以下运行的日期晚于生成本报告的机器的时钟，因此不会取代其他运行，也不用来确定日期：${texts.join('、')}。请校正有误的时钟。`;
  },
};

const WARNED_BY_ROW: Readonly<Record<WarnedByRow, string>> = {
  disturbed: '计时期间，其他进程占用了机器或设备，或 CPU 配额使本进程暂停',
  'denominator-disturbed': '在测量用于计算效率的矩阵乘和显存带宽时，其他进程占用了机器或设备',
  'use-unknown': '无法得知计时期间是否有其他进程占用机器或设备',
  unsettled: '并非每一轮都在进入稳定状态后才开始计时',
  'drift-across-rounds': '单步耗时在各轮之间漂移，区间取自运行的中段',
  'drift-within-rounds': '单步耗时在一轮计时之内漂移',
  'two-groups': '各轮分成两组，区间同时覆盖两组',
  spikes: '个别步骤远慢于其余；成本按均值计算，而均值高于所示的单步耗时',
  'few-steps': '有的轮次少于 5 步，一两次中断就会改变其中位数',
  'coarse-clock': '一步不足 100 个时钟节拍',
  idle: '按步骤自身的时钟，计时窗口中有 1% 或更多的时间没有步骤在运行；速度和成本只计步骤本身',
  'newer-run-set-aside': '同一工作负载有更新的运行未被采用，因为它中断、未经验证或日期晚于时钟',
  'runner-up-faster': '竞速第二名在各轮中更快；该行仍采用竞速的胜者',
  'winner-not-measured': '竞速胜者没有测到任何一轮，由第二名代替',
  unraced: '策略没有经过竞速：不知道哪种最快，因此每种只与自身比较',
  'kernels-differ': '采用其他 kernel 的轮次没有合并',
  'proof-by-other-kernel': '正确性验证所用的 kernel 与计时所用的不同',
  'choices-differ': '结果在近似平局处的专家选择不同',
  'below-noise': '与参考芯片的速度差异不超过同一机器重复运行的差异',
};

const WARNED: ReadonlyMap<string, string> = new Map(Object.entries(WARNED_BY_ROW));

/** Another target of the same work, with its machine where that is another one. */
export const otherTarget = ({ target, machine }: Values): string =>
  machine === undefined ? `${target}` : `${machine} 的 ${target}`;

export const ZH_ROUND_WARNINGS: Readonly<Record<RoundFactCode, Sentence>> = {
  disturbed: '{because}',
  'disturbed-rounds': ({ rounds }, because) =>
    `第 ${listOf(rounds).join('、')} 轮${listOf(rounds).length > 1 ? '（以首轮为例）' : ''}：${because}`,
  'denominator-disturbed': '该行的某项效率以受干扰的矩阵乘或显存带宽为分母：{because}',
  'denominator-rounds': ({ case: id, rounds }, because) =>
    `${id} 第 ${listOf(rounds).join('、')} 轮${listOf(rounds).length > 1 ? '（以首轮为例）' : ''}：${because}`,
  'use-unknown': '无法得知第 {rounds} 轮是否有其他进程占用机器：{because}',
  unsettled: '第 {rounds} 轮开始计时时单步耗时尚未稳定，或步数太少无法判断',
  'drift-across-rounds': values =>
    `从第一轮到最后一轮，${changeText(values)}${zh('（p = {p:digits}）', values)}：区间取自本次运行的中段`,
  'drift-within-rounds': values => `从一轮的第一步到最后一步，${changeText(values)}：计时期间机器状态不稳定`,
  'two-groups':
    '{lowRounds} 轮在 {lowMs:time} 附近，{highRounds} 轮在 {highMs:time} 附近：区间从最小一轮延伸到最大一轮',
  spikes: '{steps} 步中有 {outliers} 步远慢于或快于其余：成本所依据的均值比中位数高 {excess:percent}',
  'few-steps': '{rounds} 轮中有 {short} 轮少于 {least} 步，一两次中断就会改变其中位数',
  'coarse-clock': values =>
    values.ticks === 0
      ? '一步短于一个时钟节拍'
      : zh('一步只有 {ticks:digits} 个时钟节拍，时钟的分辨率只有 {tickMs:time}', values),
  idle: '按步骤自身的时钟，计时窗口中有 {share:percent} 的时间没有步骤在运行：速度和成本只计步骤本身',
  'below-noise':
    '它与参考芯片的速度相差 {difference:percent}，而同一工作负载在该机器上重复运行的差异最大可达 {apart:percent}',
  'choices-differ': '{because}',
  'rounds-chose-others': values => `${zh('第 {rounds} 轮选择的专家与第一轮不同', values)}：${tiesText(values)}`,
  'target-chose-others': values => `${otherTarget(values)} 选择的专家不同：${tiesText(values)}`,
};

/** `单步耗时上升 2%`. */
const changeText = ({ change }: Values): string =>
  zh(`单步耗时${Number(change) > 0 ? '上升' : '下降'} {size:percent}`, { size: Math.abs(Number(change)) });

function tiesText(values: Values): string {
  const known =
    values.nearTies === undefined
      ? '该 runner 不给出可判断近似平局的分数'
      : zh('{choices} 次选择中有 {nearTies} 次近似平局', values);
  return `${known}，因此比较的是范数而不是 probe`;
}

const kernelText = (kernel: Values[string] | undefined): string =>
  kernel === undefined ? '未具名的 kernel' : `“${valueText(kernel)}”`;

export const ZH_RACE_WARNINGS: Readonly<Record<RaceWarning | 'rounds-by-kernel', Sentence>> = {
  'runner-up-faster':
    '竞速第二名 {runnerUp} 在各轮中更快：每步 {runnerUpMs:time}，而本行为 {winnerMs:time}。该行仍采用竞速胜者：若按报告的轮次挑选，会偏向碰巧走运的策略',
  'winner-not-measured': ({ winner = '另一种策略' }) =>
    `${valueText(winner)} 赢得竞速，但没有测到它的任何一轮：这里是第二名`,
  unraced: '本次运行没有竞速能表明 {strategy} 是该目标设备上最快的策略：只与相同策略比较',
  'kernels-differ': ({ kernel }, because) => `${because}：不与采用 ${kernelText(kernel)} 的轮次合并`,
  'rounds-by-kernel': values => `${zh('第 {rounds} 轮采用 ', values)}${kernelText(values.kernel)}`,
  'proof-by-other-kernel': ({ proven, timed }) =>
    `正确性验证采用 ${kernelText(proven)}，计时采用 ${kernelText(timed)}：计时部分的结果只通过 probe 比较`,
};

export const ZH_SET_ASIDE: Readonly<Record<SetAsideCode, Sentence>> = {
  'dated-ahead-of-clock': '日期晚于本机时钟',
  'run-cannot-be-true': '在物理上不可能（{check}）',
  'run-not-raced': '策略没有经过竞速',
  'run-rounds-missing': '{planned} 轮中只测了 {measured} 轮',
  'run-unproven': '未经验证（{proof}）',
};

export const ZH_RUN_WARNINGS: Readonly<Record<RunWarning | 'run-set-aside', Sentence>> = {
  imported: '在别处测得，于 {importedOn} 导入：无论编号如何，都视为另一台机器',
  unsealed: '该次运行在封存前中断',
  'ahead-of-clock': '该次运行的日期为 {latest}，晚于本机时钟：请校正有误的时钟',
  'newer-run-set-aside': '{because}',
  'run-set-aside': '{startedOn} 的运行 {run}：{because}',
};
