/** Milliseconds of the clock that all processes of a machine share: by it a window is found again among the sensors' looks. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6;
