/** Whether a target computes on the host's own processor. */
import type { Target } from './record.ts';

/** A software adapter does too. A runner in a process of its own calls the host's processor `cpu`. */
export const isOnHost = ({ onnx, process, software }: Pick<Target, 'onnx' | 'process' | 'software'>): boolean =>
  onnx?.provider === 'cpu' || process?.device === 'cpu' || software;
