/** What `compare --new` asks. */
import type { InEvery } from '../../../reports/words/language.ts';

type DialogueWords = {
  readonly model: string;
  readonly tokens: string;
  /** `read`: how many offers there are already. */
  readonly offer: (read: number) => string;
  readonly which: (name: string, chips: readonly string[]) => string;
};

export const DIALOGUE_WORDS: InEvery<DialogueWords> = {
  en: {
    model: 'Model (an id, a published name, or the path of its config.json): ',
    tokens: 'Tokens to train it on (1e12, 500B, 9T): ',
    offer: read => `Offer ${read + 1} (${read === 0 ? 'as H800 20 CNY/h' : 'Enter ends'}): `,
    which: (name, chips) =>
      `${name} fits ${chips.length} chips: ${chips.map((id, index) => `${index + 1} ${id}`).join(', ')}. Which (a number; Enter: each of them): `,
  },
  zh: {
    model: '模型（id、公布的名称，或其 config.json 的路径）：',
    tokens: '训练 token 数（1e12、500B、9T、9万亿）：',
    offer: read => `第 ${read + 1} 份报价（${read === 0 ? '如 H800 20元/卡时' : '直接按回车结束'}）：`,
    which: (name, chips) =>
      `${name} 对应 ${chips.length} 款芯片：${chips.map((id, index) => `${index + 1} ${id}`).join('、')}。选哪一款（输入序号；直接按回车表示全部）：`,
  },
};
