/** Which node ran where, and for how long: ONNX Runtime's own trace of one step, outside the timed window. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import type { Target } from '../../../results/record.ts';
import { INSERTED_CAST, type Parts, type Placement } from '../../../results/schema/outcome.ts';
import { unavailable } from '../../../results/schema/reading.ts';
import { providerNamed } from '../../providers.ts';
import type { Program } from './program.ts';
import { openSteps } from './steps.ts';

/** The part of a trace that is read. `ts` and `dur` in microseconds. */
const eventSchema = z.object({
  cat: z.string(),
  name: z.string(),
  ts: z.number(),
  dur: z.number(),
  args: z.record(z.string(), z.unknown()).default({}),
});

type TraceEvent = z.infer<typeof eventSchema>;
export type Trace = { readonly placement: Placement; readonly parts: Parts };

/** Before the one that is read: the first two steps touch memory that is new to the process. */
const STEPS_BEFORE = 2;

/** Opens the program once more with tracing on; its last step is the one that is read. */
export async function traceStep(program: Program, target: Target): Promise<Trace> {
  const folder = mkdtempSync(join(tmpdir(), 'moebench-trace-'));
  try {
    const profile = { enableProfiling: true, profileFilePrefix: join(folder, 'step') };
    const steps = await openSteps(program, target, profile);
    await steps.run(STEPS_BEFORE + 1);
    await steps.close();
    const [file] = readdirSync(folder);
    return file === undefined ? noTrace('no-trace-file') : parseTrace(readFileSync(join(folder, file), 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The last step in a trace: nodes, time and copied bytes by execution provider, and time by part of the model. */
export function parseTrace(text: string): Trace {
  const events = z
    .array(z.unknown())
    .parse(JSON.parse(text))
    .flatMap(event => {
      const parsed = eventSchema.safeParse(event);
      return parsed.success ? [parsed.data] : [];
    });
  const step = events.findLast(({ cat, name }) => cat === 'Session' && name === 'model_run');
  if (step === undefined) return noTrace('no-traced-step');
  const kernels = events.filter(
    ({ cat, name, ts }) => cat === 'Node' && name.endsWith('_kernel_time') && ts >= step.ts && ts <= step.ts + step.dur,
  );
  return { placement: placementOf(kernels), parts: partsOf(step, kernels) };
}

function placementOf(kernels: readonly TraceEvent[]): Placement {
  const names = [...new Set(kernels.map(({ args }) => String(args.provider)))];
  return {
    available: true,
    providers: names.map(name => {
      const nodes = kernels.filter(({ args }) => args.provider === name);
      const timeMs = nodes.reduce((total, { dur }) => total + dur, 0) / 1000;
      const operators = countBy(nodes.map(operatorOf));
      return { provider: shortName(name), nodes: nodes.length, timeMs, operators };
    }),
    copiedBytes: kernels
      .filter(({ args }) => String(args.op_name).startsWith('Memcpy'))
      .reduce((total, { args }) => total + Number(args.output_size ?? 0), 0),
  };
}

/**
 * Nodes are named `<part>/…`, and a fused node keeps the name. Kernels of a device have only been queued when their traced time
 * ends.
 */
function partsOf(step: TraceEvent, kernels: readonly TraceEvent[]): Parts {
  const isQueued = kernels.some(({ args }) => !providerNamed(shortName(String(args.provider))).traceable);
  if (isQueued) return unavailable('queued-trace');
  const partsMs: Record<string, number> = {};
  for (const event of kernels) {
    const part = partOf(event);
    partsMs[part] = (partsMs[part] ?? 0) + event.dur / 1000;
  }
  return { available: true, stepMs: step.dur / 1000, partsMs };
}

/** Nodes that the runtime inserts belong to no part: casts around kernels it does not have, and copies. */
function partOf(event: TraceEvent): string {
  if (operatorOf(event) === INSERTED_CAST) return 'inserted casts';
  const [part, rest] = event.name.split('/');
  return part === undefined || rest === undefined ? 'other' : part;
}

function noTrace(code: 'no-trace-file' | 'no-traced-step'): Trace {
  return { placement: unavailable(code), parts: unavailable(code) };
}

/**
 * What a node does. A cast that the runtime inserts around a node without a kernel in that type has a name apart from the graph's
 * casts: by it a record shows that half types were computed in float32.
 */
function operatorOf({ name, args }: TraceEvent): string {
  const operator = String(args.op_name);
  return operator === 'Cast' && /^Inserted\w*Cast_/.test(name) ? INSERTED_CAST : operator;
}

/** `CPUExecutionProvider` → `cpu`. */
function shortName(provider: string): string {
  return provider.replace(/ExecutionProvider$/, '').toLowerCase();
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names.toSorted()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
