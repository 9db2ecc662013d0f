/** The words of `list models --config` on a terminal. */
import type { InEvery } from '../../../reports/words/language.ts';

export type ConfigListWords = {
  readonly read: (isNested: boolean) => string;
  readonly absent: string;
  readonly ignored: string;
  readonly asModel: (file: string, family: string, id: string) => string;
  readonly runs: (part: string) => string;
  readonly doesNotRun: (part: string, because: string) => string;
  readonly differs: Readonly<Record<'layer' | 'block', (what: string) => string>>;
  readonly trainingLacks: (what: string) => string;
  readonly notCounted: (because: string) => string;
  /** In billions. */
  readonly parameters: (
    billions: Readonly<Record<'total' | 'active' | 'withoutInputEmbedding' | 'withoutEmbeddings', string>>,
  ) => string;
  readonly countedWithout: (what: string) => string;
  readonly parts: string;
};

export const CONFIG_LIST_WORDS: InEvery<ConfigListWords> = {
  en: {
    read: isNested => (isNested ? 'Read; fields of text_config without its name:' : 'Read:'),
    absent: 'Not in the config; the rule of its class is taken:',
    ignored: 'Ignored, as no arithmetic counted or run here depends on it:',
    asModel: (file, family, id) => `${file}: ${family}, as model ${id}`,
    runs: part => `${part}: runs`,
    doesNotRun: (part, because) => `${part}: does not run, as ${because}`,
    differs: {
      layer: what => `the layer differs: ${what}`,
      block: what => `what stands around the layer differs: ${what}`,
    },
    trainingLacks: what => `A train-step leaves out: ${what}.`,
    notCounted: because => `Parameters: not counted (${because})`,
    parameters: ({ total, active, withoutInputEmbedding, withoutEmbeddings }) =>
      `Parameters: ${total} billion, of which a token uses ${active} (${withoutInputEmbedding} without the input embedding, ${withoutEmbeddings} without the head as well)`,
    countedWithout: what => `Counted without: ${what}.`,
    parts: 'Parameters, part by part:',
  },
  zh: {
    read: isNested => (isNested ? '已读取（text_config 的字段省略前缀）：' : '已读取：'),
    absent: '配置中没有，按所属类的规则取值：',
    ignored: '已忽略，因为与这里的计数和运算无关：',
    asModel: (file, family, id) => `${file}：${family}，作为模型 ${id}`,
    runs: part => `${part}：可运行`,
    doesNotRun: (part, because) => `${part}：不运行，因为${because}`,
    differs: {
      layer: what => `层的结构不同：${what}`,
      block: what => `层外的结构不同：${what}`,
    },
    trainingLacks: what => `train-step 不包含：${what}。`,
    notCounted: because => `参数量：未计数（${because}）`,
    parameters: ({ total, active, withoutInputEmbedding, withoutEmbeddings }) =>
      `参数量：${total} B（10 亿），其中每个 token 使用 ${active} B（不含输入嵌入为 ${withoutInputEmbedding} B，再不含输出层为 ${withoutEmbeddings} B）`,
    countedWithout: what => `未计入：${what}。`,
    parts: '各部分的参数量：',
  },
};
