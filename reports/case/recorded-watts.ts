/** The power that records have of a chip at training work, as inputs of a case. */
import { isOfDeviceAlone } from '../../results/readings/energy.ts';
import { isWholeMachine } from '../energy/boundary.ts';
import { type Coded, fact } from '../fact.ts';
import { absent } from '../figure.ts';
import type { NotIncluded } from '../money/codes.ts';
import type { RateQuestion } from '../plan/question.ts';
import { trainingPowerFromRecords } from '../plan/training-power.ts';
import type { WattMeasurement } from './codes.ts';
import { spreadOf } from './interval-spread.ts';
import type { FoundWatts, WattQuery } from './watts.ts';

/** Of the work that a speed from results stands on, at the widest boundary of one device. */
export function recordedWatts(
  query: WattQuery,
  ground: Pick<RateQuestion, 'records' | 'catalog' | 'links'>,
): FoundWatts {
  const { listed: model, name } = query.model;
  if (model === null) return absent('unlisted-without-records', { model: name });
  const power = trainingPowerFromRecords({ ...query, ...ground, model });
  if (!power.available) return power;
  const { watts, idleWatts: idle, method, scope, targets, runs } = power;
  const spread = spreadOf(watts);
  if (spread === null) return absent('watts-reach-zero');
  const idleWatts = idle === null || idle.low < idle.high ? idle : idle.low;
  return {
    available: true,
    watts: spread,
    idleWatts,
    source: runs.join(', '),
    measurement:
      targets > 1 ? fact('watts-of-targets', { targets, scope, method }) : ofRounds(watts.rounds, scope, method),
    notIncluded: outsideOf(scope),
  };
}

const ofRounds = (rounds: number, scope: string, method: string): Coded<WattMeasurement> =>
  rounds === 1 ? fact('watts-of-one-round', { scope, method }) : fact('watts-of-rounds', { rounds, scope, method });

/** What a boundary leaves out of the power at the wall. */
function outsideOf(scope: string): Coded<NotIncluded>[] {
  if (isWholeMachine(scope)) return [];
  return [fact(isOfDeviceAlone(scope) ? 'omits-host-power' : 'omits-rest-of-machine', { scope })];
}
