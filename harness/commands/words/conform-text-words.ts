/** The words of `conform` on a terminal. */
import type { InEvery } from '../../../reports/words/language.ts';

export type ConformTextWords = {
  readonly holds: (name: string) => string;
  readonly fails: (name: string) => string;
  readonly beyond: (tensors: readonly string[]) => string;
  readonly workload: (model: string, sha256: string) => string;
  readonly loss: (loss: number) => string;
  readonly noNumber: string;
  readonly tensorHeads: readonly [tensor: string, shape: string, norm: string];
  readonly errorOf: (target: string) => string;
  readonly curveHeads: readonly [step: string, oracle: string, target: string, difference: string, flips: string];
  /** Behind the verdict on a set. */
  readonly by: (verdict: string, device: string, strategy: string) => string;
  readonly statuses: Readonly<Record<'holds' | 'fails' | 'unsupported' | 'fault', string>>;
  readonly worst: (name: string, error: string, tolerance: string) => string;
  readonly choices: (flips: number, unexplained: number) => string;
  readonly semicolon: string;
  readonly colon: string;
};

export const CONFORM_TEXT_WORDS: InEvery<ConformTextWords> = {
  en: {
    holds: name => `${name} holds`,
    fails: name => `${name} does not hold`,
    beyond: tensors => `beyond their tolerance: ${tensors.join(', ')}`,
    workload: (model, sha256) => `${model}, workload ${sha256}`,
    loss: loss => `loss ${loss}`,
    noNumber: 'no number',
    tensorHeads: ['tensor', 'shape', '‖·‖₂'],
    errorOf: target => `error of ${target}`,
    curveHeads: ['step', 'oracle', 'target', 'difference', 'flips'],
    by: (verdict, device, strategy) => `${verdict}: on ${device}, strategy ${strategy}`,
    statuses: { holds: 'holds', fails: 'fails', unsupported: 'unsupported', fault: 'fault' },
    worst: (name, error, tolerance) => `${name} ${error} of ${tolerance}`,
    choices: (flips, unexplained) => `${flips} choices differ, ${unexplained} beyond a tie`,
    semicolon: '; ',
    colon: ': ',
  },
  zh: {
    holds: name => `${name} 通过`,
    fails: name => `${name} 未通过`,
    beyond: tensors => `超出容差：${tensors.join('、')}`,
    workload: (model, sha256) => `${model}，工作负载 ${sha256}`,
    loss: loss => `loss ${loss}`,
    noNumber: '不是数值',
    tensorHeads: ['张量', '形状', '‖·‖₂'],
    errorOf: target => `${target} 的误差`,
    curveHeads: ['步', '参考实现', '目标设备', '差', '选择不同'],
    by: (verdict, device, strategy) => `${verdict}：设备 ${device}，策略 ${strategy}`,
    statuses: { holds: '通过', fails: '未通过', unsupported: '不支持', fault: '出错' },
    worst: (name, error, tolerance) => `${name} 误差 ${error}，容差 ${tolerance}`,
    choices: (flips, unexplained) => `有 ${flips} 次专家选择不同，其中 ${unexplained} 次并非平局`,
    semicolon: '；',
    colon: '：',
  },
};
