/** What a saving would be by a published speed that the comparison does not use: where evidence disagrees, both are stated. */
import type { Candidate } from './candidate.ts';
import { type Contender, costOf } from './contender.ts';
import { known } from './known.ts';
import { atPoints, fixed } from './sampling/quantity.ts';
import { oneNumber } from './sampling/values.ts';
import type { CompareRow } from './schema.ts';

/** Of the candidates on either side of a row, each once. */
export function otherEvidence(contender: Contender, reference: Contender): CompareRow['otherEvidence'] {
  if (contender.id === reference.id) return [];
  const candidates = new Set([...contender.parts, ...reference.parts].map(({ candidate }) => candidate));
  return [...candidates].flatMap(candidate => {
    const { id, speed, otherSpeeds } = candidate;
    if (!speed.available) return [];
    const used = atPoints(speed.value.tokensPerSecond);
    return otherSpeeds.map(({ published, derivation, source, isInferred, tokensPerSecond }) => ({
      candidate: id,
      published,
      derivation,
      source,
      isInferred,
      tokensPerSecondPerDevice: tokensPerSecond,
      usedTokensPerSecondPerDevice: used,
      saving: savingOf(
        withSpeed(contender, candidate, tokensPerSecond),
        withSpeed(reference, candidate, tokensPerSecond),
      ),
    }));
  });
}

/** The same contender with another speed of one candidate. */
function withSpeed({ id, parts }: Contender, candidate: Candidate, tokensPerSecond: number): Contender {
  const { speed } = candidate;
  if (!speed.available) return { id, parts };
  const other = { ...candidate, speed: known({ ...speed.value, tokensPerSecond: [fixed(tokensPerSecond)] }) };
  return { id, parts: parts.map(part => (part.candidate === candidate ? { ...part, candidate: other } : part)) };
}

/** At the points of all inputs; null where a side has no cost. */
function savingOf(contender: Contender, reference: Contender): number | null {
  const [cost, referenceCost] = [costOf(contender), costOf(reference)];
  if (!cost.available || !referenceCost.available) return null;
  return 1 - oneNumber(cost.value(atPoints)) / oneNumber(referenceCost.value(atPoints));
}
