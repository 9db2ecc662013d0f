/** A workload opened on a target of ONNX Runtime, which computes in the worker's own process. */

import { unavailable } from '../../../results/schema/reading.ts';
import { summarise } from '../fingerprint.ts';
import type { Group, Open } from '../steps.ts';
import { type Program, program } from './program.ts';
import { sessionOptions } from './session.ts';
import { type OpenSteps, openSteps } from './steps.ts';
import { traceStep } from './trace.ts';

/** `openProgram`: the seam that tests put mutants into. */
export const openOnnx =
  (openProgram: OpenSteps = openSteps): Open =>
  async ({ workload, target }) => {
    const prepared = program(workload);
    const opening = performance.now();
    const steps = await openProgram(prepared, target);
    const createMs = performance.now() - opening;
    return {
      steps: {
        ...steps,
        run: async count => [await timed(count, steps.run)],
        summary: async () => summarise(await steps.outputs(), workload),
      },
      open: { createMs, options: { ...sessionOptions(target, workload.dtype) }, kernel: null, notes: [] },
      onnx: {
        graph: {
          sha256: prepared.sha256,
          nodes: prepared.graph.nodes.length,
          bytes: prepared.bytes.length,
          buildMs: prepared.buildMs,
        },
      },
      clock: 'host-synchronised',
      pids: [],
      inputsBytes: inputsBytes(prepared),
      peakDeviceBytes: async () => unavailable('provider-silent'),
      traceAndClose: async () => {
        // The trace opens a session of its own: two at once would hold the memory twice.
        await steps.close();
        return traceStep(prepared, target);
      },
    };
  };

async function timed(steps: number, run: (count: number) => Promise<void>): Promise<Group> {
  const before = performance.now();
  await run(steps);
  return { steps, ms: performance.now() - before };
}

/** What a step is given: its own batch of the ring is, the others lie there for steps to come. */
function inputsBytes({ inputs, batches }: Program): number {
  return [...inputs, ...batches.at(0)].reduce((sum, { values }) => sum + values.byteLength, 0);
}
