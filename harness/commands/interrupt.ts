/** Ctrl-C as a signal the code can hand on: the first one stops in order, a second one ends the program at once. */

export type Interrupt = { readonly signal: AbortSignal; readonly ignoreFromNow: () => void };

export function onInterrupt(): Interrupt {
  const controller = new AbortController();
  const abort = () => controller.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  return { signal: controller.signal, ignoreFromNow: () => void process.off('SIGINT', abort).off('SIGTERM', abort) };
}
