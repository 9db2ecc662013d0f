/**
 * By how much speeds of one work on one chip differ, as published: standard deviations of the logarithm, and where they are from.
 * Both are of single boards. A run on many boards goes by its slowest ones, so that an average over boards makes them no smaller.
 */

/**
 * The least that a stated spread may be: runs on boards of one chip in one computing centre (arXiv:2208.11035, SC22). An application's time
 * varies between boards by 8 % on average, whisker to whisker. A box plot's whiskers on normal values lie 5.4 standard deviations apart.
 */
export const LEAST_LOG_SIGMA = 0.08 / 5.396;

/**
 * Between boards of two offers, whose hosts and cooling differ too: memory bandwidths of 253 boards range over 38 %, and the range of so
 * many normal values is 5.6 standard deviations.
 */
export const OFFER_LOG_SIGMA = 0.38 / 5.646;

export const OFFER_SOURCE =
  '253 H200 SXM of 11 clouds (College of William & Mary, Jefferson Lab, Silicon Data; as told by xeber.world)';
