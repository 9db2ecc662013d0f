/**
 * How far the speeds of two runs of the same work may lie from their mean on boards of one chip: the standard deviation of the
 * logarithm. Between boards of one SKU an application's time varies by 8 %, whisker to whisker (arXiv:2208.11035, SC22: V100,
 * MI60 and RTX 5000, more than 90 % of the boards of five computing centres). A box plot's whiskers on normal values lie 5.4
 * standard deviations apart, so this is 8 % ÷ 5.4.
 */
export const RUN_LOG_SIGMA = 0.015;
export const RUN_SOURCE = 'arXiv:2208.11035 (SC22): boards of one chip, 8 % from whisker to whisker';
