/** Whether a target computes on the host's own processor. */
import type { Target } from './record.ts';

/** A software adapter does too. */
export const isOnHost = ({ onnx, software }: Pick<Target, 'onnx' | 'software'>): boolean =>
  onnx?.provider === 'cpu' || software;
