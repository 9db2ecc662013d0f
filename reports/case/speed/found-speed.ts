/** A speed of a candidate: what it is asked for, how it is found, and where speeds come from. */
import type { Anchor } from '../../catalog/anchors.ts';
import type { Chip } from '../../catalog/catalog.ts';
import type { Fact } from '../../fact.ts';
import type { Absent } from '../../figure.ts';
import type { Basis } from '../../money/basis.ts';
import type { Ground, Speed } from '../../money/candidate.ts';
import type { Known } from '../../money/known.ts';
import type { Lack } from '../../spread/verdict.ts';
import type { Asked } from '../inputs.ts';
import type { CaseModel } from '../model.ts';

export type SpeedQuery = {
  /** The candidate's id: what candidates of one chip do not share is drawn for each. */
  readonly candidate: string;
  readonly model: CaseModel;
  readonly chip: Chip;
  readonly dtype: keyof Chip['peakFlops'];
  readonly devices: number | null;
};

/** A speed from outside the case: its factors, each an input with its own spread, and what it rests on. */
export type FoundSpeed =
  | {
      readonly available: true;
      readonly basis: Basis;
      readonly factors: readonly Asked[];
      readonly why: readonly Fact[];
      /** What it lacks of an interval (money/lacks.ts). */
      readonly lacks: readonly Lack[];
      /** Ids of the published speeds that it is taken from. */
      readonly anchors: readonly string[];
    }
  | Absent;

/** Sources of speeds to which a case only points. */
export type SpeedSources = {
  readonly published: readonly Anchor[];
  readonly project: (query: SpeedQuery) => FoundSpeed;
  readonly fromResults: (query: SpeedQuery) => FoundSpeed;
};

/** A speed with its inputs. */
export type ResolvedSpeed = { readonly speed: Known<Speed>; readonly grounds: readonly Ground[] };
