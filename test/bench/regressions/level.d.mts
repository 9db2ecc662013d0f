export type Level = { readonly log: number | null; readonly se: number | null };
export function levelOf(roundStepMs: readonly number[]): Level;
