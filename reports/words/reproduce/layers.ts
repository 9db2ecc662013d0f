/** Texts about records of ours compared with a published layer, and titles of columns. */
import type { COLUMN_TEXTS, LAYER_TEXTS } from '../../reproduce/layer-codes.ts';
import type { Sentence } from '../sentence.ts';

export const LAYERS: Readonly<Record<(typeof LAYER_TEXTS)[number], Sentence>> = {
  'layer-formula-both': '3 ÷ (1 ÷ forward + 2 ÷ backward)',
  'layer-table-records': 'Our records and the published speed on {chip}: a complete layer, bfloat16, useful FLOPs',
  'layer-note-records':
    'Our backward is the difference of both passes and forward. The throughput of one layer is no training rate. To record the first shape: {command}; to record all: --suite published.',
  'layer-answer-no-record': 'No record of {chip} here has one of the {layers} shapes, so there is nothing to compare.',
  'layer-answer-ratio':
    'Records of {chip} here have {recorded} of the {layers} shapes; they reach {ratio:digits} of the published speed.',
  'layer-answer-ratios':
    'Records of {chip} here have {recorded} of the {layers} shapes; they reach {least:digits} to {most:digits} of the published speed.',
};

export const COLUMNS: Readonly<Record<(typeof COLUMN_TEXTS)[number], Sentence>> = {
  'column-80-from': '80 %: from',
  'column-95-from': '95 %: from',
  'column-backward': 'backward',
  'column-both': 'both',
  'column-deepgemm': 'DeepGEMM-pt',
  'column-deepgemm-plus': 'DeepGEMM++',
  'column-device': 'device',
  'column-for-claimed-cost': 'for {cost:millions} M',
  'column-for-cost-on-d': 'for {cost:millions} M',
  'column-forward': 'forward',
  'column-half-and-half': 'half and half',
  'column-interval': 'interval',
  'column-kernel': 'kernel',
  'column-megatron': 'Megatron',
  'column-mfu': 'MFU',
  'column-mix': 'mix',
  'column-most-of-d': 'most of D',
  'column-most-of-second': 'most of the second',
  'column-of-largest-matmul': 'of {largestMatmul} TFLOP/s',
  'column-of-our-largest-matmul': 'of our largest matmul',
  'column-of-speed-of-d': 'of D’s speed',
  'column-our-backward': 'ours, backward',
  'column-our-both': 'ours, both',
  'column-our-forward': 'ours, forward',
  'column-price': 'price',
  'column-projected': 'projected',
  'column-ratio': 'ours ÷ theirs',
  'column-rows-per-expert': 'rows per expert',
  'column-saving': 'saving',
  'column-scattermoe': 'ScatterMoE',
  'column-shape': 'T, H, F, E, k',
  'column-share-of-d': 'D {share:percent}',
  'column-software': 'software',
  'column-sonicmoe-forward': 'SonicMoE forward',
  'column-their-both': 'theirs, both',
  'column-to': 'to',
  'column-claimed-chance': '{claimed:percent} or more',
};
