/** Why two sides are not compared, why a verdict is withheld, and why a step was not measured again, in Chinese. */
import type { DifferenceAbsence, NotInterleavedCode, WithheldCode } from '../../difference/codes.ts';
import type { Sentence } from '../sentence.ts';

export const ZH_DIFFERENCE_ABSENCES: Readonly<Record<DifferenceAbsence, Sentence>> = {
  'side-failed': ({ side, message }, because) => `${side} 没有测到任何一轮：${because || message || '其运行提前结束'}`,
  'side-impossible': '{side} 的结果在物理上不可能：{because}',
  'side-unproven': '{side} 未经验证：{because}',
  'side-disagrees-with-itself': '{side} 自身的输出不一致：{because}',
  'sides-disagree': 'A 与 B 的输出不一致，说明两者做的不是同一工作负载：{because}',
  'side-without-reading': '{side} 没有读数：{because}',
  'side-reading-zero': '{side} 有一个读数为 0，无法求比值',
  'sides-read-differently': 'A 的读数来自 {a}，B 的读数来自 {b}',
  'no-common-turn': '没有一轮在两侧都测到',
};

export const ZH_WITHHELD: Readonly<Record<WithheldCode, Sentence>> = {
  'side-ahead-of-clock': '{side} 的日期晚于本机时钟',
  'side-self-test': '{side} 是自检，测的是测量工具本身',
  'side-damaged': '{side} 的记录已损坏：moebench verify 可指出位置',
  'side-disturbed': ({ side, rounds, of }, because) =>
    `${side} 的 ${of} 轮中有 ${rounds} 轮受到其他进程干扰${because === '' ? '' : `：${because}`}`,
  'side-of-several-kernels': '{side} 的各轮采用了多种 kernel：{kernels}',
  'energy-of-side-estimated': '{side} 的能耗为估算值，并非实测',
};

export const ZH_NOT_INTERLEAVED: Readonly<Record<NotInterleavedCode, Sentence>> = {
  'runtime-in-program': '{target} 在本程序内计算，因此测旧版运行时需要旧版代码：请给出 --previous',
  'runner-of-others': '{target} 的 runner 由他人提供，无法取得其旧版本：{command}',
  'interpreter-gone': '旧的解释器 {python} 已不存在',
  'interpreter-without-runner': '旧的解释器 {python} 没有应答：{words}',
  'interpreter-changed': '旧的解释器 {python} 现在的版本已不同：{versions}',
  'runtime-unchanged': '{target} 的运行时与之前相同：没有可以对比测量的安装',
  'other-machine': '之前的运行在 {before} 上，这里是 {now}',
  'all-targets-at-once': '{run} 让所有目标设备同时运行，而单个用例的交替测量做不到这一点',
  'turn-failed': '交替测量没有完成：{words}',
  'case-not-in-turns': '交替测量中没有在两侧都测到 {case}',
  'no-time-left': '--max-minutes 给出的 {minutes} 分钟已用完',
};
