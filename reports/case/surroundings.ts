/** What a case is resolved against. */
import type { Model } from '../../suites/model.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { SpeedSources } from './speed/found-speed.ts';
import type { WattSources } from './watts.ts';

/** `asOf`: the day asked for; null for the newest that the case rests on. */
export type Surroundings = {
  readonly catalog: Catalog;
  readonly models: readonly Model[];
  readonly speeds: SpeedSources & WattSources;
  readonly asOf: string | null;
  readonly newestRecord: string | null;
};
