/** How the devices of a plan share the work. */

/**
 * How devices share the work: data × pipeline × tensor of them. Attention, dense layers, embedding and head are split `tensor`
 * ways; whole experts lie over `expert` of the data × tensor devices of a stage, each of which sends its own tokens to them
 * (arXiv:2504.14960). Router and shared experts stand on every device.
 */
export type ParallelPlan = {
  readonly data: number;
  readonly expert: number;
  readonly pipeline: number;
  readonly tensor: number;
  readonly recompute: 'none' | 'full';
  /** Of each replica, a step. The last may be short of some replicas' sequences; they wait for it. */
  readonly microBatches: number;
};

/** Devices that hold the same experts of a stage. */
export const expertReplicas = ({ data, tensor, expert }: ParallelPlan): number => (data * tensor) / expert;
