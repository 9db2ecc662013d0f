/** Every operator a graph can hold. Adding one: its row in a file here, a line below, its case in the gradient test. */
import type { Operator } from '../operator.ts';
import {
  addOperator,
  divideOperator,
  multiplyOperator,
  reluOperator,
  sigmoidOperator,
  siluOperator,
  sqrtOperator,
  subtractOperator,
  tanhOperator,
} from './arithmetic.ts';
import { castOperator } from './cast.ts';
import { combineRowsOperator, dispatchRowsOperator } from './dispatch.ts';
import { gatherRowsOperator, pickOperator, placeOperator, splitVectorOperator } from './indexing.ts';
import { matmulOperator } from './matmul.ts';
import { argsortOperator, countOperator, greaterOperator, topKOperator, whereOperator } from './selection.ts';
import { broadcastToOperator, reduceSumOperator, reshapeOperator } from './shape.ts';
import { softmaxOperator } from './softmax.ts';

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
  softmaxOperator,
  matmulOperator,
  castOperator,
  reduceSumOperator,
  broadcastToOperator,
  reshapeOperator,
  gatherRowsOperator,
  dispatchRowsOperator,
  combineRowsOperator,
  pickOperator,
  placeOperator,
  splitVectorOperator,
  topKOperator,
  argsortOperator,
  countOperator,
  greaterOperator,
  whereOperator,
];
