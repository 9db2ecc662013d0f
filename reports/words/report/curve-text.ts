/** A loss curve in one sentence: how far it fell, and how far it was from the oracle's. */
import type { Curve } from '../../../results/schema/proof.ts';
import { integerText, percentText, threeDigits } from '../../format.ts';
import type { InEvery, Language } from '../language.ts';

type Path = { readonly first: number; readonly last: number; readonly change: number };

type CurveWords = {
  readonly noNumber: (steps: number) => string;
  readonly path: (path: Path) => string;
  readonly sameChoices: string;
  readonly otherChoices: (choices: string, steps: number) => string;
  readonly followedAgain: string;
  readonly allowed: (tolerance: string) => string;
  readonly notJudged: string;
  readonly curve: (steps: number, path: string, difference: string, allowed: string, choices: string) => string;
};

const WORDS: InEvery<CurveWords> = {
  en: {
    noNumber: steps => `after ${steps} steps the loss is no number`,
    path: ({ first, last, change }) =>
      `cross-entropy from ${threeDigits(first)} to ${threeDigits(last)} (${percentText(change)} ${last <= first ? 'down' : 'up'}), `,
    sameChoices: 'no choice of experts differs',
    otherChoices: (choices, steps) => `${choices} choices of experts differ, in ${steps} of the steps`,
    followedAgain: ', from a near tie on: the oracle was followed again with these choices',
    allowed: tolerance => `${tolerance} allowed`,
    notJudged: 'not judged at this learning rate',
    curve: (steps, path, difference, allowed, choices) =>
      `${steps} steps: ${path}at most ${difference} from the oracle's (${allowed}); ${choices}`,
  },
  zh: {
    noNumber: steps => `训练 ${steps} 步后 loss 不再是数值`,
    path: ({ first, last, change }) =>
      `交叉熵由 ${threeDigits(first)} ${last <= first ? '降' : '升'}至 ${threeDigits(last)}（${last <= first ? '下降' : '上升'} ${percentText(change, 'zh')}），`,
    sameChoices: '专家选择完全一致',
    otherChoices: (choices, steps) => `有 ${choices} 次专家选择不同，分布在 ${steps} 步中`,
    followedAgain: '；差异始于一次近似平局，参考实现已按这些选择重新计算',
    allowed: tolerance => `容差 ${tolerance}`,
    notJudged: '在此学习率下不作判定',
    curve: (steps, path, difference, allowed, choices) =>
      `共 ${steps} 步：${path}与参考实现最多相差 ${difference}（${allowed}）；${choices}`,
  },
};

/** `200 steps: cross-entropy from 5.55 to 3.1 (44 % down), at most 3.0e-7 from the oracle's (1e-3 allowed); no choice of experts differs`. */
export function curveText(curve: Curve, language: Language = 'en'): string {
  const { steps, loss, flips, maxDifference, tolerance, recomputed } = curve;
  const words = WORDS[language];
  if (loss.length < steps) return words.noNumber(loss.length);
  const [first, last] = [loss[0], loss.at(-1)];
  const path =
    first === undefined || last === undefined
      ? ''
      : words.path({ first, last, change: Math.abs(last - first) / first });
  const total = flips.reduce((sum, many) => sum + many, 0);
  const touched = flips.filter(many => many > 0).length;
  const again = recomputed === true ? words.followedAgain : '';
  const choices = total === 0 ? words.sameChoices : `${words.otherChoices(integerText(total), touched)}${again}`;
  const allowed = tolerance === null ? words.notJudged : words.allowed(tolerance.toExponential(0));
  return words.curve(steps, path, maxDifference.toExponential(1), allowed, choices);
}
