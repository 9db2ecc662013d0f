/** A speed that the case takes from a publication: pooled with every other sound one of this model, chip and dtype. */
import { unknownName } from '../../../suites/usage-error.ts';
import { type Anchor, UNSOUND_DERIVATIONS, type UnsoundDerivation } from '../../catalog/anchors.ts';
import { type Coded, fact } from '../../fact.ts';
import { absent } from '../../figure.ts';
import { lackOf } from '../../money/lacks.ts';
import { POSITIVE } from '../../money/sampling/spread.ts';
import {
  type PublicationPart,
  type PublishedRun,
  type PublishedSpeed,
  publishedSpeed,
} from '../../projection/published.ts';
import type { Lack } from '../../spread/verdict.ts';
import type { SpeedReason } from '../codes.ts';
import type { Desk, Entry } from '../desk.ts';
import type { Asked } from '../inputs.ts';
import type { FoundSpeed } from './found-speed.ts';

export type PublishedAsk = { readonly published: string; readonly accept?: UnsoundDerivation | undefined };

/** UsageError for an anchor that is not of this chip, model and dtype, or is no speed of a run and was not asked for as that. */
export function speedOfAnchor(desk: Desk, entry: Entry, ask: PublishedAsk, published: readonly Anchor[]): FoundSpeed {
  if (published.length === 0) return absent('no-published-speeds');
  const named = namedAnchor(desk, entry, ask, published);
  if (!statesSpeed(named)) return absent('no-stated-speed', { published: named.id });
  const runs = isSound(named) ? published.filter(row => isLike(row, named)).filter(statesSpeed) : [named];
  const speed = publishedSpeed(runs);
  return {
    available: true,
    basis: 'published',
    factors: factorsOf(speed, entry),
    why: whyOf(speed, named),
    lacks: lacksOf(speed, named),
    anchors: runs.map(({ id }) => id),
  };
}

function namedAnchor(
  desk: Desk,
  entry: Entry,
  { published: id, accept }: PublishedAsk,
  rows: readonly Anchor[],
): Anchor {
  const path = [...entry.path, 'speed', 'published'];
  const anchor = rows.find(row => row.id === id);
  if (anchor === undefined) {
    const ids = rows.map(row => row.id);
    throw desk.refuse(path, unknownName('published speed', id, ids).message);
  }
  const wanted = { chip: entry.chip.id, model: desk.model.id, dtype: entry.dtype };
  const differs = (field: keyof typeof wanted) =>
    desk.refuse(
      path,
      `${id} is of ${field} ${anchor[field] ?? 'not stated'}, not ${wanted[field]}; give one of the same, or an mfu`,
    );
  for (const field of ['chip', 'model'] as const) if (anchor[field] !== wanted[field]) throw differs(field);
  checkDerivation(desk, entry, anchor, accept);
  // A whole run's average may leave its dtype unsaid. Who asks for it takes that with it: no verdict rests on it.
  const unsaid = accept !== undefined && anchor.dtype === null;
  if (anchor.dtype !== wanted.dtype && !unsaid) throw differs('dtype');
  return anchor;
}

function checkDerivation(
  { refuse }: Desk,
  entry: Entry,
  { id, derivation }: Anchor,
  accept: UnsoundDerivation | undefined,
): void {
  const path = [...entry.path, 'speed'];
  if (accept !== undefined && accept !== derivation) {
    throw refuse([...path, 'accept'], `is ${accept}, and ${id} is ${derivation}; leave accept out, or name its own`);
  }
  const unsound = UNSOUND_DERIVATIONS.find(name => name === derivation);
  if (unsound === undefined || accept !== undefined) return;
  throw refuse(
    [...path, 'published'],
    `${id} is ${derivation}: ${UNSOUND[unsound]}; give a measured or converted one, an mfu with a range, or accept: ${unsound}, which shows its cost and carries no verdict`,
  );
}

/** As a UsageError names them. */
const UNSOUND: Readonly<Record<UnsoundDerivation, string>> = {
  'derived-from-cost': 'derived from the cost that its source claims, so that it can prove no cost',
  'whole-run-average': 'an average over a whole run, interruptions included',
  proxy: 'of a stand-in for the model',
};

const statesSpeed = (anchor: Anchor): anchor is PublishedRun => anchor.tokensPerSecondPerDevice !== null;
const isSound = ({ derivation }: Anchor): boolean => derivation === 'measured' || derivation === 'converted';

const isLike = (row: Anchor, named: Anchor): boolean =>
  isSound(row) && row.chip === named.chip && row.model === named.model && row.dtype === named.dtype;

/** The pooled speed with its own error, and an effect of each publication, which all chips of that publication share. */
function factorsOf(speed: PublishedSpeed, { chip, dtype }: Entry): readonly Asked[] {
  const { tokensPerSecondPerDevice: median, logSigma: sigma, publications } = speed;
  const runs = publications.flatMap(part => part.runs);
  const [only, second] = runs;
  const from: Asked['from'] =
    only !== undefined && second === undefined
      ? originOf(only)
      : { basis: 'published', source: runs.map(({ id }) => id).join(', '), date: null, confidence: null };
  return [
    {
      input: `published.tokensPerSecond/${chip.id}.${dtype}`,
      unit: 'tokens/s',
      spread: { lognormal: { median, sigma } },
      bounds: POSITIVE,
      from,
    },
    ...publications.map(part => publicationFactor(part, `${chip.id}.${dtype}`)),
  ];
}

function publicationFactor({ publication, runs, logSigma: sigma }: PublicationPart, place: string): Asked {
  const [first] = runs;
  if (first === undefined) throw new Error(`${publication} has a run`);
  return {
    input: `publication.${publication}/${place}`,
    variable: `publication/${publication}`,
    unit: 'times',
    spread: { lognormal: { median: 1, sigma } },
    bounds: POSITIVE,
    from: originOf(first),
  };
}

const originOf = ({ source, date, confidence }: Anchor): Asked['from'] => ({
  basis: 'published',
  source,
  date,
  confidence,
});

function whyOf({ publications, widestPair }: PublishedSpeed, { id, derivation }: Anchor): Coded<SpeedReason>[] {
  if (publications.length === 1 && widestPair === null) return [fact('published-run', { published: id, derivation })];
  const names = publications.map(({ publication }) => publication);
  return [
    fact('pooled-publications', { publications: names, published: id }),
    ...(widestPair === null ? [] : [pairReason(widestPair)]),
  ];
}

function pairReason([slow, fast]: readonly [PublishedRun, PublishedRun]): Coded<SpeedReason> {
  const [slowest, fastest] = [slow.tokensPerSecondPerDevice, fast.tokensPerSecondPerDevice];
  return fact('widest-pair', {
    slow: slow.id,
    fast: fast.id,
    slowTokensPerSecond: slowest,
    fastTokensPerSecond: fastest,
    ratio: fastest / slowest,
  });
}

function lacksOf({ publications }: PublishedSpeed, { id, derivation }: Anchor): readonly Lack[] {
  const unsound = UNSOUND_DERIVATIONS.find(name => name === derivation);
  if (unsound !== undefined) return [lackOf(unsound, { published: id })];
  return publications.length < 2 ? [lackOf('one-published-run', { published: id })] : [];
}
