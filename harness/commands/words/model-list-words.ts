/** The words of `list models` on a terminal. */
import type { InEvery } from '../../../reports/words/language.ts';

export type Remarked =
  | 'layer differs'
  | 'block differs'
  | 'training differs'
  | 'total published counts'
  | 'active published counts'
  | 'counted without'
  | 'disputed';

export type ModelListWords = {
  readonly key: readonly string[];
  /** `4 of 128`: experts that a token is sent to, of all that are routed. */
  readonly chosen: (chosen: string, routed: string) => string;
  /** What of a model runs, by the words of the document. */
  readonly runs: Readonly<Record<string, string>>;
  /** Above the models with a remark, by the remark's field in the document. */
  readonly remarks: Readonly<Record<Remarked, string>>;
  readonly colon: string;
};

export const MODEL_LIST_WORDS: InEvery<ModelListWords> = {
  en: {
    key: [
      'Experts: chosen of routed + shared; 4/8: chosen from 4 of 8 groups.',
      'Parameters in billions: counted from the fields (published).',
    ],
    chosen: (chosen, routed) => `${chosen} of ${routed}`,
    runs: {},
    remarks: {
      'layer differs': 'Listed and not run, because the layer differs:',
      'block differs': 'Only the layer runs, because the block around it differs:',
      'training differs': 'A train-step leaves out a part of their training:',
      'total published counts': 'Total parameters as published, by another convention:',
      'active published counts': 'Active parameters as published, by another convention:',
      'counted without': 'Parameters counted without:',
      disputed: 'Sources disagree on:',
    },
    colon: ': ',
  },
  zh: {
    key: [
      '专家：128 选 4 + 1 表示从 128 个路由专家中选 4 个，另有 1 个共享专家；路由器一列的 4/8 表示从 8 组中选 4 组。',
      '参数量单位为 B（10 亿）：由各字段算得，括号内为公布值。备注引自模型文件，为英文。',
    ],
    chosen: (chosen, routed) => `${routed} 选 ${chosen}`,
    runs: { layer: '层', 'layer, block': '层、Transformer 块', 'all parts': '全部' },
    remarks: {
      'layer differs': '仅收录，不运行，因为层的结构不同：',
      'block differs': '只运行层，因为层外的 Transformer 块不同：',
      'training differs': '训练中有一部分未包含在 train-step 内：',
      'total published counts': '公布的总参数量采用其他口径：',
      'active published counts': '公布的激活参数量采用其他口径：',
      'counted without': '参数量未计入：',
      disputed: '各来源说法不一：',
    },
    colon: '：',
  },
};
