/** Whether a target computes on the host's processor. */
import type { Target } from './record.ts';

/** What ONNX Runtime and runners in processes of their own call the host's processor. */
export const HOST_DEVICE = 'cpu';

/** A software adapter does too. */
export const isOnHost = ({ onnx, process, software }: Pick<Target, 'onnx' | 'process' | 'software'>): boolean =>
  onnx?.provider === HOST_DEVICE || process?.device === HOST_DEVICE || software;
