/** Milliseconds of the clock that all processes of a machine share: it relates a worker's window to the sensors' looks. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;

/** The clock of a run: wall time for the record, and the monotonic milliseconds on which sensors are sampled. */
export type Clock = { readonly now: () => Date; readonly monotonicMs: () => number };

/** The clock of this machine. */
export const CLOCK: Clock = { now: () => new Date(), monotonicMs };
