/** ONNX Runtime sessions as this project opens them: no step folds, pre-packs or caches anything for the next. */
import { InferenceSession } from 'onnxruntime-node';
import type { Target } from '../../../results/record.ts';
import type { Dtype } from '../../../suites/workload.ts';
import { CPU_PROVIDER, providerOf } from '../../providers.ts';

export type SessionOptions = InferenceSession.SessionOptions;

/** ONNX Runtime's log level 3: its warnings about placement are ours to report, from the trace. */
const ERRORS_ONLY = 3;

/**
 * Options for a target. Weights are inputs, so there is nothing to pre-pack; pre-packing and constant folding are off all
 * the same, because training changes its weights every step. Threads stop spinning when a step ends: that would burn power
 * between steps.
 */
export function sessionOptions(target: Target, dtype: Dtype): SessionOptions {
  return {
    executionProviders: providersFor(target),
    ...(target.threads === null ? {} : { intraOpNumThreads: target.threads }),
    interOpNumThreads: 1,
    executionMode: 'sequential',
    graphOptimizationLevel: 'all',
    enableCpuMemArena: true,
    // Planned ahead, the second step asks for all its activations as one block, beside the pieces the arena has of the first.
    enableMemPattern: false,
    logSeverityLevel: ERRORS_ONLY,
    extra: {
      session: { disable_prepacking: '1', force_spinning_stop: '1' },
      optimization: { disable_specified_optimizers: disabledOptimizers(dtype).join(';') },
    },
  };
}

/** Nodes that a device's provider has no kernel for run on the CPU. */
function providersFor(target: Target): string[] {
  const { id, memory } = providerOf(target);
  return memory === 'host' ? [id] : [id, CPU_PROVIDER.id];
}

export function openSession(bytes: Uint8Array, options: SessionOptions): Promise<InferenceSession> {
  return InferenceSession.create(bytes, options);
}

/**
 * ONNX Runtime (1.30) fuses x·σ(x) into QuickGelu for float64 too, and then has no kernel for it; and it fuses a factor with
 * the matrix product behind it into an attribute of single precision, which costs a float64 oracle half its digits.
 */
function disabledOptimizers(dtype: Dtype): readonly string[] {
  return dtype === 'float64' ? ['ConstantFolding', 'QuickGeluFusion', 'MatMulScaleFusion'] : ['ConstantFolding'];
}
