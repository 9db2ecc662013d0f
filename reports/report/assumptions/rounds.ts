/** What the rounds of the rows leave open. */
import { fact } from '../../fact.ts';
import { WARNING_CODES } from '../../rows/warnings/codes.ts';
import type { Rule } from './ground.ts';

export const fewRounds: Rule = ({ rows }) =>
  rows.some(({ stepMs }) => stepMs.available && stepMs.kind === 'range') ? [fact('rounds-too-few')] : [];

const ROUNDS_THAT_SHOW = 8;

/** No interval covers what no round has shown: how likely that is for a state which 3 rounds in 10 fall into. */
export const unseenRounds: Rule = ({ rows }) => {
  const counts = rows.flatMap(({ stepMs }) =>
    stepMs.available && stepMs.kind === 'confidence-95' ? [stepMs.rounds] : [],
  );
  const fewest = Math.min(...counts);
  if (counts.length === 0 || fewest >= ROUNDS_THAT_SHOW) return [];
  return [fact('slow-state-unseen', { rounds: fewest, unseen: 0.7 ** fewest })];
};

/** Imported and unsealed runs, and those dated later than the clock, have facts of their own, by run (runs.ts). */
const BY_RUN: readonly string[] = ['imported', 'unsealed', 'ahead-of-clock'];

/** Every warning that rows have, with these rows. */
export const warnedRows: Rule = ({ rows }) =>
  WARNING_CODES.filter(code => !BY_RUN.includes(code)).flatMap(code => {
    const warned = rows.filter(({ warnings }) => warnings.some(warning => warning.code === code)).map(({ id }) => id);
    return warned.length === 0 ? [] : [fact('rows-warned', { warning: code, rows: warned })];
  });
