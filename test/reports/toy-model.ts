/** The model whose training step the record of all parts (parts-fixture.ts) holds. */
import type { Model, ModelBlock } from '../../suites/model.ts';
import { train } from './parts-fixture.ts';

const { layers, firstDense, moeEvery, denseFfn, vocab, tied, selectionBiasRate, attention, normEpsilon, losses } =
  train;
export const toyBlock: ModelBlock = {
  ...{ layers, firstDense, moeEvery, denseFfn, vocab, tied, selectionBiasRate, attention, normEpsilon, losses },
};

export const toy: Model = {
  id: 'toy',
  name: 'Toy',
  organisation: 'nobody',
  layer: {
    ...{ hidden: 64, ffn: 128, experts: 4, topK: 2, sharedExperts: 0 },
    ...{ activation: 'swiglu', expertBiases: false, weightOn: 'output' },
  },
  router: train.router,
  dispatch: 'dropless',
  block: toyBlock,
  outline: null,
  differs: { layer: null, block: null, training: null },
  parameters: { totalBillion: null, totalConvention: [], activeBillion: null, activeConvention: [] },
  routerAsPublished: '',
  source: 'made up for the tests',
  confidence: 'low',
};
