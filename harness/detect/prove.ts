/** Proves a provider by running a one-node model on it in a child process; job and result pass through files. */
import { type ChildRun, type Ending, runChild } from '../child.ts';
import { childResultSchema } from './provider-job.ts';

/** `adapter`: the GPU a WebGPU provider took, in its driver's words; null where nothing tells. */
export type Proof =
  | { readonly status: 'proven'; readonly adapter: string | null }
  | { readonly status: 'refused'; readonly reason: string };

const CHILD = new URL('./provider-child.js', import.meta.url);
/** CUDA loads hundreds of megabytes of libraries the first time, and a GPU may first have to wake. */
const TIMEOUT_MS = 60_000;

/** Runs the one-node model on `provider` in a process of its own. Never throws for what the provider does. */
export async function proveInChild(provider: string, deviceIndex: number): Promise<Proof> {
  const env = { VK_LOADER_DEBUG: 'all' };
  const run = () => runChild(CHILD, { provider, deviceIndex }, { timeoutMs: TIMEOUT_MS, env });
  return judge(await againIfKilled(run));
}

/** A process that somebody else killed, or the kernel for want of memory, says nothing of its device: it is asked once more. */
export async function againIfKilled(run: () => Promise<ChildRun>): Promise<ChildRun> {
  const first = await run();
  const { ending, result } = first;
  return result === null && ending.kind === 'exit' && ending.signal === 'SIGKILL' ? await run() : first;
}

/** What a child's end means. Its result file is the only good news; without one, how it died is the reason. */
export function judge({ ending, stderr, result: text }: ChildRun): Proof {
  if (text === null) return { status: 'refused', reason: `${endingText(ending)}${lastError(stderr)}` };
  const result = childResultSchema.parse(JSON.parse(text));
  switch (result.status) {
    case 'right':
      return { status: 'proven', adapter: adapterIn(stderr) };
    case 'wrong':
      return { status: 'refused', reason: `a 4×4 matrix product came out wrong: ${result.message}` };
    case 'refused':
      return { status: 'refused', reason: missingLibrary(stderr) ?? plain(result.message) };
  }
}

/**
 * The adapter Dawn chose. Neither ONNX Runtime nor its log names it; the Vulkan loader does when asked by
 * VK_LOADER_DEBUG, at vkCreateDevice, which Dawn calls only for the adapter it takes.
 */
export function adapterIn(stderr: string): string | null {
  return [...stderr.matchAll(/Using "(.+?)" with driver:/g)].at(-1)?.[1] ?? null;
}

function lastError(stderr: string): string {
  const line = stderr.split('\n').findLast(text => /\b(error|terminate|abort|fault)/i.test(text));
  return line === undefined ? '' : `: ${line.trim().slice(0, 200)}`;
}

function missingLibrary(stderr: string): string | null {
  return /Couldn't load Vulkan: (\S+?): cannot open shared object/.exec(stderr)?.[1]?.concat(' is missing') ?? null;
}

/** ONNX Runtime puts source path, function and condition, or the name of its own C function, before what it has to say. */
function plain(message: string): string {
  const [first = ''] = message.split('\n');
  return first.replace(/^.* was false\.\s*|^OrtSessionOptions\w+: /, '').slice(0, 300);
}

function endingText(ending: Ending): string {
  switch (ending.kind) {
    case 'timeout':
      return `it did not answer within ${ending.timeoutMs / 1000} s`;
    case 'not-started':
      return `its process could not be started: ${ending.reason}`;
    case 'exit':
      return `its process ended without a result (${ending.signal === null ? `exit code ${ending.code}` : `killed by ${ending.signal}`})`;
  }
}
