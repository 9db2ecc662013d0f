/** What of a candidate is read from records. */
import { type CaseCandidate, MEASURED } from './schema.ts';

/** Whether its speed or its watts are. */
export const standsOnResults = ({ speed, watts }: Pick<CaseCandidate, 'speed' | 'watts'>): boolean =>
  (speed !== undefined && 'from' in speed) || watts === MEASURED;
