/** What each basis means, behind its name in a legend. */
import type { MarkBasis } from '../../charts/plot.ts';
import type { Verdict } from '../../spread/verdict.ts';
import type { InEvery } from '../language.ts';

export const BASIS_MEANINGS: InEvery<Readonly<Record<MarkBasis, string>>> = {
  en: {
    measured: ': timed here, with a proof of its results',
    sibling: ': scaled from a measured chip of the same family',
    published: ': stated by others for the same model',
    projected: ': computed from the data sheet and published runs',
    assumed: ': a rule of thumb that the case chose',
  },
  zh: {
    measured: '：本次实测，结果已通过正确性验证',
    sibling: '：由同系芯片的实测值换算',
    published: '：他人就同一模型公布的数据',
    projected: '：由芯片规格和已公布的训练数据推算',
    assumed: '：方案中假设的值',
  },
};

/** The same of each verdict. */
export const VERDICT_MEANINGS: InEvery<Readonly<Record<Verdict, string>>> = {
  en: {
    cheaper: ': its whole interval lies below the cost of the reference',
    dearer: ': its whole interval lies above the cost of the reference',
    'not separable': ': its interval holds the cost of the reference, so it may cost less or more',
    'no interval': ': a figure lacks an interval, so nothing is judged',
  },
  zh: {
    cheaper: '：整个区间低于参考芯片的成本',
    dearer: '：整个区间高于参考芯片的成本',
    'not separable': '：区间包含参考芯片的成本，可能更低，也可能更高',
    'no interval': '：有数值缺少区间，因此不作判定',
  },
};
