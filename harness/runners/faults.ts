/** What a runtime's own words mean. */
import type { Fault } from '../../results/schema/outcome.ts';
import { RunnerFault } from './fault.ts';

/** First match counts. The words are those of ONNX Runtime 1.30, its bindings and its WebGPU provider. */
const MEANINGS: readonly { readonly code: Fault['code']; readonly words: RegExp }[] = [
  {
    code: 'out-of-memory',
    words: /bad_alloc|out of memory|failed to allocate|Array buffer allocation failed|Invalid typed array length/i,
  },
  {
    code: 'provider-missing',
    words: /No supported adapters|no available backend|adapter_result|EP Error|not available/i,
  },
  {
    // The third and fourth: a binding without the type; a device without it. The last: a node that no provider took.
    code: 'unsupported',
    words:
      /NOT_IMPLEMENTED|not supported|Could not find an implementation|Unsupported tensor type|does not support|Provider type for \S+ node with name .+ is not set/i,
  },
];

/** An error as a fault of ours, its first line kept. What is not recognised is internal. */
export function faultFrom(error: unknown): Fault {
  if (error instanceof RunnerFault) return { code: error.code, message: error.message, detail: error.detail };
  const message = error instanceof Error ? error.message : String(error);
  const detail = (error instanceof Error ? (error.stack ?? '') : '').slice(0, 4096);
  const code = MEANINGS.find(({ words }) => words.test(message))?.code ?? 'internal';
  return { code, message: message.split('\n')[0] ?? message, detail };
}
