/** The conditions of a driver that tells nothing. */
export const UNTOLD = {
  clocksMHz: {},
  temperatureC: null,
  powerLimitW: null,
  throttled: null,
  processes: null,
  memoryBytes: null,
};
