/** How fast a candidate trains, by the case, the catalog, the records or a projection; or why that is not known. */

import { absent } from '../../figure.ts';
import type { Speed } from '../../money/candidate.ts';
import { type Known, known } from '../../money/known.ts';
import type { Desk, Entry } from '../desk.ts';
import type { FoundSpeed, ResolvedSpeed, SpeedQuery, SpeedSources } from './found-speed.ts';
import { speedOfAnchor } from './published.ts';
import { mfuSpeed, tokenSpeed } from './stated-speed.ts';

export function resolveSpeed(desk: Desk, entry: Entry, sources: SpeedSources): ResolvedSpeed {
  const { id, chip, dtype, row } = entry;
  const { speed } = row;
  if (speed === undefined) return { speed: absent('no-speed-given', { chip: chip.name }), grounds: [] };
  const query: SpeedQuery = {
    candidate: id,
    model: desk.model,
    chip,
    dtype,
    devices: row.devices ?? null,
  };
  if ('tokensPerSecond' in speed) return tokenSpeed(desk, entry, speed);
  if ('mfu' in speed) return mfuSpeed(desk, entry, speed);
  if ('published' in speed) return takenSpeed(desk, speedOfAnchor(desk, entry, speed, sources.published));
  return takenSpeed(desk, 'project' in speed ? sources.project(query) : sources.fromResults(query));
}

function takenSpeed(desk: Desk, found: FoundSpeed): ResolvedSpeed {
  if (!found.available) return { speed: found, grounds: [] };
  const { factors, basis, why, lacks, anchors } = found;
  const grounds = factors.map(desk.inputs.take);
  const speed: Known<Speed> = known({
    tokensPerSecond: grounds.map(({ quantity }) => quantity),
    basis,
    why,
    lacks,
    anchors,
  });
  return { speed, grounds };
}
