/** What interrupts measuring: Ctrl-C as a signal that is handed on, and the error that ends what it interrupts. */

/** The run was interrupted; what was measured before is on disk. */
export class Interrupted extends Error {}

export type Interrupt = { readonly signal: AbortSignal; readonly ignoreFromNow: () => void };

/** The first Ctrl-C fires the signal; a second one ends the program at once. */
export function onInterrupt(): Interrupt {
  const controller = new AbortController();
  const abort = () => controller.abort();
  process.once('SIGINT', abort).once('SIGTERM', abort);
  return { signal: controller.signal, ignoreFromNow: () => void process.off('SIGINT', abort).off('SIGTERM', abort) };
}
