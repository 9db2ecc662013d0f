/** What each basis means, behind its name in a legend. */
import type { MarkBasis } from '../../charts/plot.ts';
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
