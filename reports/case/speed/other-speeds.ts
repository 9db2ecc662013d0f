/** Published speeds of a candidate's model on its chip that the comparison does not use: evidence that may disagree with what it uses. */
import type { Anchor } from '../../catalog/anchors.ts';
import type { OtherSpeed, Speed } from '../../money/candidate.ts';
import type { Known } from '../../money/known.ts';
import { atPoints } from '../../money/sampling/quantity.ts';
import { SETTINGS } from '../../projection/mixed-model.ts';
import type { Desk, Entry } from '../desk.ts';

/** By so much, on logarithms, unlike publications of one work differ (docs/COST.md, Published speeds): what is nearer agrees. */
const AGREES_WITHIN = SETTINGS.scales.effects.publication;

/** Those that are further from the speed in use, nearest first. An inferred chip counts, and says so. */
export function otherSpeedsOf(
  { model }: Desk,
  { chip, dtype }: Entry,
  speed: Known<Speed>,
  published: readonly Anchor[],
): readonly OtherSpeed[] {
  if (!speed.available) return [];
  const used = atPoints(speed.value.tokensPerSecond);
  const away = ({ tokensPerSecond }: OtherSpeed) => Math.abs(Math.log(tokensPerSecond / used));
  return published
    .filter(row => row.model === model.id && (row.dtype === dtype || row.dtype === null))
    .filter(({ id }) => !speed.value.anchors.includes(id))
    .flatMap((row): OtherSpeed[] => {
      const { id, derivation, source, tokensPerSecondPerDevice: tokensPerSecond, likelyChips = [] } = row;
      const isInferred = row.chip !== chip.id;
      if (tokensPerSecond === null || (isInferred && !likelyChips.includes(chip.id))) return [];
      return [{ published: id, derivation, source, tokensPerSecond, isInferred }];
    })
    .filter(other => away(other) > AGREES_WITHIN)
    .toSorted((a, b) => away(a) - away(b));
}
