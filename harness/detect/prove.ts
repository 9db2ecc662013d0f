/** Proves a provider by running a one-node model on it in a child process; job and result pass through files. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

export const jobSchema = z.strictObject({ provider: z.string(), deviceIndex: z.int().nonnegative() });

const childResultSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('right') }),
  z.strictObject({ status: z.literal('wrong'), message: z.string() }),
  z.strictObject({ status: z.literal('refused'), message: z.string() }),
]);

export type ChildResult = z.infer<typeof childResultSchema>;

/** `adapter`: the GPU a WebGPU provider took, in its driver's words; null where nothing tells. */
export type Proof =
  | { readonly status: 'proven'; readonly adapter: string | null }
  | { readonly status: 'refused'; readonly reason: string };

/** How a child ended: `code` is null when a signal ended it; `timedOut` when that signal was ours. */
export type Ending = {
  readonly code: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  readonly stderr: string;
};

/** CUDA loads hundreds of megabytes of libraries the first time, and a GPU may first have to wake. */
const TIMEOUT_MS = 60_000;
const STDERR_KEPT = 2 ** 20;

/** Runs the one-node model on `provider` in a process of its own. Never throws for what the provider does. */
export async function proveInChild(provider: string, deviceIndex: number): Promise<Proof> {
  const folder = await mkdtemp(join(tmpdir(), 'moebench-provider-'));
  try {
    const job = join(folder, 'job.json');
    const result = join(folder, 'result.json');
    await writeFile(job, JSON.stringify({ provider, deviceIndex }));
    const ending = await runChild([job, result]);
    return judge(ending, await readFile(result, 'utf8').catch(() => null));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a child's end means. Its result file is the only good news; without one, how it died is the reason. */
export function judge(ending: Ending, resultText: string | null): Proof {
  if (resultText === null) {
    if (ending.timedOut) return { status: 'refused', reason: `it did not answer within ${TIMEOUT_MS / 1000} s` };
    const how = ending.signal ? `killed by ${ending.signal}` : `exit code ${ending.code}`;
    return { status: 'refused', reason: `its process ended without a result (${how}${lastError(ending.stderr)})` };
  }
  const result = childResultSchema.parse(JSON.parse(resultText));
  switch (result.status) {
    case 'right':
      return { status: 'proven', adapter: adapterIn(ending.stderr) };
    case 'wrong':
      return { status: 'refused', reason: `a 4×4 matrix product came out wrong: ${result.message}` };
    case 'refused':
      return { status: 'refused', reason: missingLibrary(ending.stderr) ?? plain(result.message) };
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

/** CUDA numbers the fastest card first unless told to number them as nvidia-smi does. */
const CHILD_ENV = { VK_LOADER_DEBUG: 'all', CUDA_DEVICE_ORDER: 'PCI_BUS_ID' };

function runChild(argv: readonly string[]): Promise<Ending> {
  const script = fileURLToPath(new URL('./provider-child.js', import.meta.url));
  return new Promise(resolve => {
    const child = spawn(process.execPath, [script, ...argv], {
      env: { ...process.env, ...CHILD_ENV },
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      stderr = (stderr + chunk).slice(-STDERR_KEPT);
    });
    child.on('error', error => resolve({ code: null, signal: null, timedOut: false, stderr: error.message }));
    child.on('close', (code, signal) => resolve({ code, signal, timedOut: child.killed, stderr }));
  });
}
