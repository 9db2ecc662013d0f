/** Every operator a graph can hold. Adding one: its row in a file here, a line below, its case in the gradient test. */
import type { Operator } from '../node.ts';
import {
  addOperator,
  divideOperator,
  multiplyOperator,
  reluOperator,
  sigmoidOperator,
  signOperator,
  siluOperator,
  sqrtOperator,
  subtractOperator,
  tanhOperator,
} from './arithmetic.ts';
import { attendOperator, batchedMatmulOperator, rotateHalfOperator } from './attention.ts';
import { castOperator } from './cast.ts';
import { combineRowsOperator, dispatchRowsOperator } from './dispatch.ts';
import { gatherRowsOperator, pickOperator, placeOperator } from './indexing.ts';
import {
  addAtOperator,
  crossEntropyOperator,
  embedOperator,
  logSumExpOperator,
  rmsNormaliseOperator,
} from './language.ts';
import { matmulOperator } from './matmul.ts';
import { equalOperator, greaterOperator, topKOperator, whereOperator } from './selection.ts';
import {
  broadcastToOperator,
  concatLastOperator,
  reduceSumOperator,
  reshapeOperator,
  splitLastOperator,
  sumBeforeOperator,
  transposeOperator,
} from './shape.ts';
import { softmaxOperator } from './softmax.ts';
import { splitVectorsOperator } from './split.ts';

export const OPERATORS: readonly Operator[] = [
  addOperator,
  subtractOperator,
  multiplyOperator,
  divideOperator,
  sigmoidOperator,
  siluOperator,
  reluOperator,
  tanhOperator,
  sqrtOperator,
  signOperator,
  softmaxOperator,
  matmulOperator,
  castOperator,
  reduceSumOperator,
  sumBeforeOperator,
  broadcastToOperator,
  reshapeOperator,
  transposeOperator,
  splitLastOperator,
  concatLastOperator,
  batchedMatmulOperator,
  attendOperator,
  rotateHalfOperator,
  rmsNormaliseOperator,
  embedOperator,
  addAtOperator,
  crossEntropyOperator,
  logSumExpOperator,
  gatherRowsOperator,
  dispatchRowsOperator,
  combineRowsOperator,
  pickOperator,
  placeOperator,
  splitVectorsOperator,
  topKOperator,
  greaterOperator,
  equalOperator,
  whereOperator,
];
