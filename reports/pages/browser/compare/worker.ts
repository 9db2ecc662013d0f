/** The worker of the calculator: settings in, a comparison out. The newest settings win; what waits behind them is not computed. */
import { type Answer, calculatorOn } from '../../../calculator/calculator.ts';
import type { CalculatorData } from '../../../calculator/data.ts';
import type { Settings } from '../../../calculator/settings.ts';

export type Order =
  | { readonly is: 'data'; readonly data: CalculatorData }
  | { readonly is: 'settings'; readonly turn: number; readonly settings: Settings };
export type Reply =
  | { readonly is: 'answer'; readonly turn: number; readonly answer: Answer; readonly tookMs: number }
  | { readonly is: 'failed'; readonly turn: number; readonly message: string };

let calculate: ((settings: Settings) => Answer) | null = null;
let waiting: Extract<Order, { is: 'settings' }> | null = null;

export function startWorker(): void {
  addEventListener('message', ({ data: order }: MessageEvent<Order>) => {
    if (order.is === 'data') {
      calculate = calculatorOn(order.data);
      return;
    }
    // Messages that have come in the meantime are taken first, so that only the last of them is computed.
    if (waiting === null) setTimeout(work, 0);
    waiting = order;
  });
}

function work(): void {
  const order = waiting;
  waiting = null;
  if (order === null || calculate === null) return;
  postMessage(replyTo(order, calculate));
}

function replyTo({ turn, settings }: Extract<Order, { is: 'settings' }>, of: (settings: Settings) => Answer): Reply {
  const startMs = performance.now();
  try {
    const answer = of(settings);
    return { is: 'answer', turn, answer, tookMs: performance.now() - startMs };
  } catch (error) {
    return { is: 'failed', turn, message: String(error) };
  }
}
