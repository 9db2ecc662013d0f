/** Dims of a workload in words. */
import type { Values } from '../../fact.ts';
import type { Language } from '../language.ts';
import { valueText } from '../sentence.ts';

/** `hidden 512, shared experts 1`, `隐藏维度 512，共享专家数 1`. */
export const dimsText = (dims: Values, language: Language = 'en'): string =>
  Object.entries(dims)
    .map(([name, value]) => `${dimName(name, language)} ${valueText(value, language)}`)
    .join(language === 'en' ? ', ' : '，');

/** Chinese names; a name without one, of an option that changes a layer, stays as the option has it. */
const ZH_DIMS: ReadonlyMap<string, string> = new Map([
  ['layers', '层数'],
  ['firstDense', '前置稠密层数'],
  ['moeEvery', 'MoE 层间隔'],
  ['hidden', '隐藏维度'],
  ['ffn', '专家 FFN 维度'],
  ['denseFfn', '稠密 FFN 维度'],
  ['sharedFfn', '共享专家 FFN 维度'],
  ['experts', '专家数'],
  ['topK', 'top-k'],
  ['sharedExperts', '共享专家数'],
  ['vocab', '词表大小'],
  ['tokens', 'token 数'],
  ['sequence', '序列长度'],
  ['heads', '注意力头数'],
  ['kvHeads', 'KV 头数'],
  ['headDim', '头维度'],
  ['queryRank', 'query 秩'],
  ['kvRank', 'KV 秩'],
  ['nopeDim', 'NoPE 维度'],
  ['ropeDim', 'RoPE 维度'],
  ['valueDim', 'value 维度'],
  ['router', '路由打分'],
  ['routerNormalise', '路由权重归一化'],
  ['routerScale', '路由权重缩放'],
  ['routerBias', '路由偏置'],
  ['groups', '专家分组'],
  ['groupScore', '组打分'],
  ['activation', '激活函数'],
  ['sharedGate', '共享专家门控'],
  ['expertBiases', '专家偏置'],
  ['weightOn', '权重作用位置'],
]);

const dimName = (name: string, language: Language): string =>
  language === 'en' ? inWords(name) : (ZH_DIMS.get(name) ?? inWords(name));

/** `sharedExperts` → `shared experts`. */
const inWords = (name: string): string => name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`);
