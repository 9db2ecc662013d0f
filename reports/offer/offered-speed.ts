/** How fast an offered chip trains: as the offer says, else as published for the model, else projected. */
import type { Anchor } from '../catalog/anchors.ts';
import type { Chip } from '../catalog/catalog.ts';
import { type Coded, fact } from '../fact.ts';
import type { OfferReading } from './codes.ts';
import type { Dtype, Offer, OfferedSpeed } from './offer.ts';

export type SpeedGround = {
  readonly model: string;
  readonly dtype: Dtype;
  readonly published: readonly Anchor[];
};

/** `chosen`: not by the offer. `otherDtype`: a published speed that is not taken, because it is of another dtype. */
export type SpeedChoice = {
  readonly speed: OfferedSpeed;
  readonly chosen: boolean;
  /** Whether the catalog has a peak to project from. */
  readonly hasPeak: boolean;
  readonly otherDtype: Anchor | null;
};

export function speedOf({ speed }: Offer, chip: Chip, { model, dtype, published }: SpeedGround): SpeedChoice {
  const hasPeak = chip.peakFlops[dtype] !== null;
  if (speed !== undefined) return { speed, chosen: false, hasPeak, otherDtype: null };
  const ofModel = published.filter(row => row.chip === chip.id && row.model === model && isSound(row));
  const found = ofModel.find(row => row.dtype === dtype);
  if (found !== undefined) return { speed: { published: found.id }, chosen: true, hasPeak, otherDtype: null };
  return {
    speed: { project: true },
    chosen: true,
    hasPeak,
    otherDtype: ofModel.find(row => row.dtype !== null) ?? null,
  };
}

/** What is said of speeds that no offer states. */
export function speedReadings(
  choices: readonly (SpeedChoice & { readonly chip: Chip })[],
): readonly Coded<OfferReading>[] {
  const chosen = choices.filter(choice => choice.chosen);
  const byProjection = chosen.filter(({ speed }) => 'project' in speed);
  const namesOf = (wanted: boolean) => [
    ...new Set(byProjection.filter(({ hasPeak }) => hasPeak === wanted).map(({ chip }) => chip.name)),
  ];
  const [projected, needed] = [namesOf(true), namesOf(false)];
  const published = new Map(
    chosen.flatMap(({ speed, chip }) => ('published' in speed ? [[chip.name, speed.published] as const] : [])),
  );
  const others = new Map(
    choices.flatMap(({ otherDtype, chip }) => (otherDtype === null ? [] : [[chip.name, otherDtype]])),
  );
  return [
    ...[...published].map(([chip, id]) => fact('speed-published', { chip, published: id })),
    ...(projected.length === 0 ? [] : [fact('speed-projected', { chips: projected })]),
    ...(needed.length === 0 ? [] : [fact('speed-needed', { chips: needed })]),
    ...[...others].map(([chip, { id, dtype }]) =>
      fact('published-in-other-dtype', { chip, published: id, dtype: dtype ?? '' }),
    ),
  ];
}

const isSound = ({ derivation, tokensPerSecondPerDevice }: Anchor): boolean =>
  tokensPerSecondPerDevice !== null && (derivation === 'measured' || derivation === 'converted');
