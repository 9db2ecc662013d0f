/** Sentences of cells that a record has no line of. */

/** Of a cell that was planned, in a run that ended before it. */
export const CUT_OFF = 'the run ended before it; go on with moebench run --resume';
