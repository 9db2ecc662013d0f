/** A speed that the case states itself: tokens per second, or a share of the dense peak (MFU). */
import { fact } from '../../fact.ts';
import { absent } from '../../figure.ts';
import { threeDigits } from '../../format.ts';
import type { Ground } from '../../money/candidate.ts';
import { known } from '../../money/known.ts';
import { lackOf } from '../../money/lacks.ts';
import { LEAST_LOG_SIGMA } from '../../money/run-spread.ts';
import { atFactors, fixed, type Product } from '../../money/sampling/quantity.ts';
import { POSITIVE, quantileOf, SHARE, type Spread } from '../../money/sampling/spread.ts';
import { Z95 } from '../../projection/z.ts';
import type { Lack } from '../../spread/verdict.ts';
import type { SpeedReason } from '../codes.ts';
import type { Desk, Entry } from '../desk.ts';
import { ofCase, type Stated } from '../inputs.ts';
import { originOf } from '../price/catalog-price.ts';
import type { ResolvedSpeed } from './found-speed.ts';

/** UsageError for a speed above the peak of the chip. */
export function tokenSpeed(
  desk: Desk,
  entry: Entry,
  stated: Stated & { readonly tokensPerSecond: Spread },
): ResolvedSpeed {
  const { tokensPerSecond: spread } = stated;
  const input = `tokensPerSecond/${entry.id}`;
  const ground = desk.inputs.take({ input, unit: 'tokens/s', spread, bounds: POSITIVE, from: ofCase(stated) });
  checkBelowPeak(desk, entry, [ground.quantity]);
  const lacks = lacksOfSpread('tokensPerSecond', spread);
  return assumedSpeed([ground.quantity], [ground], 'given-tokens-per-second', lacks);
}

/** tokens/s = MFU × dense peak ÷ (6 × active parameters). UsageError for a model whose active parameters are not known. */
export function mfuSpeed(
  { inputs, model, refuse }: Desk,
  { id, chip, dtype, path }: Entry,
  stated: Stated & { readonly mfu: Spread },
): ResolvedSpeed {
  const { active } = model;
  if (active === null) {
    throw refuse(
      [...path, 'speed', 'mfu'],
      `needs the active parameters of ${model.name}; give model: {name: ${model.name}, activeParameters: …}, or tokensPerSecond`,
    );
  }
  const peak = chip.peakFlops[dtype];
  if (peak === null) return { speed: absent('no-peak-for-mfu', { chip: chip.name, dtype }), grounds: [] };
  const mfu = inputs.take({ input: `mfu/${id}`, unit: '', spread: stated.mfu, bounds: SHARE, from: ofCase(stated) });
  const peakGround = inputs.take({
    input: `peak.${dtype}/${chip.id}`,
    unit: 'FLOP/s',
    spread: peak,
    bounds: POSITIVE,
    from: originOf(chip),
  });
  const perToken = fixed(1 / (6 * active.count));
  return assumedSpeed(
    [mfu.quantity, peakGround.quantity, perToken],
    [mfu, peakGround, inputs.take(active.asked)],
    'given-mfu',
    lacksOfSpread('mfu', stated.mfu),
  );
}

function assumedSpeed(
  tokensPerSecond: Product,
  grounds: readonly Ground[],
  reason: SpeedReason,
  lacks: readonly Lack[],
): ResolvedSpeed {
  return { speed: known({ tokensPerSecond, basis: 'assumed', why: [fact(reason)], lacks, anchors: [] }), grounds };
}

/** A number alone has no interval; a spread narrower than that of runs of the same work was not observed. */
function lacksOfSpread(field: 'tokensPerSecond' | 'mfu', spread: Spread): readonly Lack[] {
  const [low, high] = [quantileOf(spread, 0.025), quantileOf(spread, 0.975)];
  if (low === high) return [lackOf('plain-number', { field, value: low })];
  const logSigma = Math.log(high / low) / (2 * Z95);
  return logSigma < LEAST_LOG_SIGMA ? [lackOf('narrow-spread', { field, logSigma, least: LEAST_LOG_SIGMA })] : [];
}

/** A speed above the peak is a slip of the pen, or of another dtype. Up to the end of its 95 %, on which a verdict would rest too. */
function checkBelowPeak(
  { refuse, model: { active } }: Desk,
  { path, chip, dtype }: Entry,
  tokensPerSecond: Product,
): void {
  const peak = chip.peakFlops[dtype];
  if (peak === null || active === null) return;
  const fastest = atFactors(({ point, draw }) => Math.max(point, draw === null ? point : draw.quantile(0.975)));
  const speed = fastest(tokensPerSecond);
  const most = peak / (6 * active.count);
  if (speed <= most) return;
  const hasSpread = tokensPerSecond.some(({ draw }) => draw !== null);
  throw refuse(
    [...path, 'speed', 'tokensPerSecond'],
    `${hasSpread ? 'reaches' : 'is'} ${threeDigits(speed)}, and the dense ${dtype} peak of ${chip.name} allows ${threeDigits(most)}; give what one device does`,
  );
}
