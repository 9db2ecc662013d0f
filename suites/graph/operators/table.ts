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
import { combineRowsOperator, dispatchRowsOperator } from './dispatch.ts';
import { gatherRowsOperator, pickOperator, placeOperator } from './indexing.ts';
import { matmulOperator } from './matmul.ts';
import { appendZeroRowOperator, dropLastRowOperator } from './rows.ts';
import { greaterOperator, topKOperator, whereOperator } from './selection.ts';
import { broadcastToOperator, reduceSumOperator, reshapeOperator, sumBeforeOperator } from './shape.ts';
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
  softmaxOperator,
  matmulOperator,
  reduceSumOperator,
  sumBeforeOperator,
  broadcastToOperator,
  reshapeOperator,
  gatherRowsOperator,
  dispatchRowsOperator,
  combineRowsOperator,
  appendZeroRowOperator,
  dropLastRowOperator,
  pickOperator,
  placeOperator,
  splitVectorsOperator,
  topKOperator,
  greaterOperator,
  whereOperator,
];
