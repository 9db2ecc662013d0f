/**
 * The least that a stated spread of a speed may be, as a standard deviation of the logarithm. In one computing centre an application's
 * time varies between boards of one chip by 8 % on average and 22 % at most, from whisker to whisker of a box plot (arXiv:2208.11035,
 * SC22); on normal values whiskers lie 5.396 standard deviations apart. Who knows a machine may know it better than the worst
 * case, which widens what was measured (board-spread.ts), but not better than the average one.
 */
export const LEAST_LOG_SIGMA = 0.08 / 5.396;
