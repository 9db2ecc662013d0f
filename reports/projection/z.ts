/** Quantiles of the standard normal: ± these hold 80 % and 95 % of it. */
export const Z80 = 1.2815515655446004;
export const Z95 = 1.959963984540054;
