/** What the parts of a traced step are called where people read them. */

/** Parts that a runner tells apart by pass, in the order of a step; every other name is its own word. */
const PASSES: Readonly<Record<string, string>> = {
  forward: 'forward',
  dX: 'gradients of inputs (dX)',
  dW: 'gradients of weights (dW)',
};

export const PASS_PARTS: readonly string[] = Object.values(PASSES);

export const partName = (part: string): string => PASSES[part] ?? part;
