/** The sources that a case may point at: published speeds, projections from them, and records. */
import type { RunRecord } from '../../../results/record.ts';
import type { AnchorTable } from '../../catalog/anchors.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import type { Links } from '../../catalog/links.ts';
import type { Projector } from '../../projection/project.ts';
import { recordedWatts } from '../recorded-watts.ts';
import type { WattSources } from '../watts.ts';
import type { SpeedSources } from './found-speed.ts';
import { projectedSpeed } from './projected.ts';
import { recordedSpeed } from './recorded.ts';

export type SourceGround = {
  readonly catalog: Catalog;
  readonly links: Links;
  readonly anchors: AnchorTable;
  /** Fitted when a case first asks for it. */
  readonly projector: () => Projector;
  readonly records: readonly RunRecord[];
};

export function speedSources(ground: SourceGround): SpeedSources & WattSources {
  const { records, catalog, links } = ground;
  const recorded = { records, catalog, links };
  return {
    published: ground.anchors.anchors,
    project: query => projectedSpeed(query, ground),
    fromResults: query => recordedSpeed(query, recorded),
    measuredWatts: query => recordedWatts(query, recorded),
  };
}
