/** What a comparison rests on beyond its inputs. */
import type { Fact } from '../fact.ts';
import { integerText, threeDigits } from '../format.ts';
import type { CompareAssumption } from '../money/codes.ts';
import { factText } from './fact-text.ts';
import { type Names, nameOf } from './input-text.ts';
import type { InEvery, Language } from './language.ts';
import { basisName } from './report/vocabulary/basis-words.ts';
import { listOf, SEMICOLON } from './sentence.ts';

type Assumptions = Readonly<Record<CompareAssumption, (fact: Fact, names: Names) => string>>;

const speedOf = ({ because = [] }: Fact, language: Language): string =>
  because.map(cause => factText(cause, language)).join(SEMICOLON[language]);

const ASSUMPTIONS: InEvery<Assumptions> = {
  en: {
    'training-rates': () => 'Rates are of training the whole model: never compared with tokens through a layer.',
    'flops-of-token': ({ values: { activeParameters, basis } }) =>
      `FLOPs of a token are 6 × ${threeDigits(Number(activeParameters) / 1e9)} billion active parameters (${basis}).`,
    'joint-samples': ({ values: { samples, seed } }) =>
      `Intervals hold 95 of 100 of ${integerText(Number(samples))} joint samples (seed ${seed}); an input that several rows share is drawn once for all.`,
    'no-spread-given': () =>
      'No input has a spread, so no interval has a width: nothing here says how sure the figures are.',
    'ends-without-verdict': () =>
      'In a row without a verdict, low and high cover the inputs that have a spread, and no error of the inputs without one.',
    'mixed-precision': ({ values: { dtypes } }) =>
      `Precision is mixed, as the case allows: ${listOf(dtypes).join(', ')}. They do not do the same arithmetic.`,
    'speed-of-candidate': (fact, names) => `Speed of ${nameOf(fact.values.candidate, names)}: ${speedOf(fact, 'en')}.`,
  },
  zh: {
    'training-rates': () => '速度指训练整个模型的速度，绝不与单层吞吐量相比较。',
    'flops-of-token': ({ values: { activeParameters, basis } }) =>
      `每个 token 的计算量为 6 × ${threeDigits(Number(activeParameters) / 1e8)} 亿激活参数（${basisName(String(basis), 'zh')}）。`,
    'joint-samples': ({ values: { samples, seed } }) =>
      `区间覆盖 ${integerText(Number(samples))} 个联合样本中的 95%（随机种子 ${seed}）；多行共用的输入只抽样一次。`,
    'no-spread-given': () => '所有输入都没有给出离散度，因此区间没有宽度：这里无法说明这些数值有多可靠。',
    'ends-without-verdict': () => '未作判定的行，其上下限只反映带离散度的输入，不包含其余输入的误差。',
    'mixed-precision': ({ values: { dtypes } }) =>
      `按方案允许混用精度：${listOf(dtypes).join('、')}。它们执行的运算并不相同。`,
    'speed-of-candidate': (fact, names) => `${nameOf(fact.values.candidate, names)} 的速度：${speedOf(fact, 'zh')}。`,
  },
};

const isAssumption = (code: string): code is CompareAssumption => code in ASSUMPTIONS.en;

export const compareAssumptionText = (assumption: Fact, names: Names, language: Language = 'en'): string =>
  isAssumption(assumption.code) ? ASSUMPTIONS[language][assumption.code](assumption, names) : assumption.code;
