/** ONNX Runtime sessions as this project opens them: nothing of a step may be folded, pre-packed or cached for the next. */
import { InferenceSession } from 'onnxruntime-node';
import type { Target } from '../../../results/record.ts';

/** ONNX Runtime's log level 3: its warnings about placement are ours to report, from the trace. */
const ERRORS_ONLY = 3;

export type SessionOptions = InferenceSession.SessionOptions;

/**
 * Options for a target. Weights are inputs, so there is nothing to pre-pack; pre-packing and constant folding are off all
 * the same, because training changes its weights every step. Threads do not spin when idle: that would burn power between
 * cells.
 */
export function sessionOptions(target: Target): SessionOptions {
  return {
    executionProviders: target.provider === 'cpu' ? ['cpu'] : [target.provider, 'cpu'],
    ...(target.threads === null ? {} : { intraOpNumThreads: target.threads }),
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    enableCpuMemArena: true,
    logSeverityLevel: ERRORS_ONLY,
    extra: {
      session: { disable_prepacking: '1' },
      optimization: { disable_specified_optimizers: 'ConstantFolding' },
    },
  };
}

export function openSession(bytes: Uint8Array, options: SessionOptions): Promise<InferenceSession> {
  return InferenceSession.create(bytes, options);
}
