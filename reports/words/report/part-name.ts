/** What the parts of a traced step are called where people read them. */
import type { InEvery, Language } from '../language.ts';

/** Parts that a runner tells apart by pass, in the order of a step; every other English name is its own word. */
const PASSES: Readonly<Record<string, string>> = {
  forward: 'forward',
  dX: 'gradients of inputs (dX)',
  dW: 'gradients of weights (dW)',
};

const PARTS: InEvery<Readonly<Record<string, string>>> = {
  en: PASSES,
  zh: {
    forward: '前向',
    dX: '输入梯度（dX）',
    dW: '权重梯度（dW）',
    router: '路由',
    attention: '注意力',
    experts: '专家',
    dense: '稠密 FFN',
    shared: '共享专家',
    dispatch: '分发',
    combine: '合并',
    head: '输出层',
    embedding: '词嵌入',
    norm: '归一化',
    loss: '损失函数',
    optimizer: '优化器',
    backward: '反向',
    other: '其他',
  },
};

export const PASS_PARTS: readonly string[] = Object.values(PASSES);

/** Of nodes that a runtime fused into one, which keeps the name of its part: `fused router`. */
const FUSED = /^fused (.+)$/;
const IN_FUSED: InEvery<(part: string) => string> = { en: part => `fused ${part}`, zh: part => `${part}（融合）` };

export function partName(part: string, language: Language = 'en'): string {
  const fused = FUSED.exec(part)?.[1];
  return fused === undefined ? (PARTS[language][part] ?? part) : IN_FUSED[language](partName(fused, language));
}
