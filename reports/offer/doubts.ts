/** Offers whose words can be read in two ways, wrong by the size of a node or more: refused, with both readings. Pure. */
import { UsageError } from '../../suites/usage-error.ts';
import type { Amount, Offer } from './offer.ts';
import type { Said } from './parts/part.ts';
import { endsOf } from './print.ts';

/** No accelerator trains a published model more slowly: `1.2 tokens/s` is meant as 1.2k. */
const LEAST_TOKENS_PER_SECOND = 5;
/** An MFU below 1 % is a percentage with its sign written twice. */
const LEAST_MFU = 0.01;
const PROCESSOR = 'generic-cpu';

/** UsageError for an offer that may mean something else. */
export function checkDoubts(offer: Offer, said: Said): void {
  checkNode(offer, said);
  checkSpeed(offer);
  const { period, kind, utilisation } = offer;
  if (utilisation !== undefined && period === 'hour' && kind !== 'rent-reserved') {
    throw new UsageError(
      'has a utilisation, which changes nothing of a rent by the hour; write an MFU as mfu 0.25 (算力利用率 25 %), or leave it out',
    );
  }
}

/** Where an offer names a node, a speed or a power may be of the node or of one device. */
function checkNode({ perNodeOf, speed, watts }: Offer, { speedOfDevice, wattsOfDevice, deviceBetween }: Said): void {
  if (perNodeOf === undefined) return;
  const may = (what: string, example: string) =>
    new UsageError(
      `${what} may be of one device or of the node of ${perNodeOf}; write that of one device, as ${example}`,
    );
  if (deviceBetween === true) {
    throw new UsageError(
      "names a node, and '每卡' may belong to the speed or to the amount; write 1600 tokens/s/GPU, or leave the node out",
    );
  }
  if (speed !== undefined && 'tokensPerSecond' in speed && speedOfDevice !== true) {
    throw may('the speed', '1203 tokens/s/GPU');
  }
  if (watts !== undefined && wattsOfDevice !== true) throw may('the power', '700 W/GPU');
}

function checkSpeed({ speed, chips }: Offer): void {
  if (speed === undefined) return;
  if ('mfu' in speed && leastOf(speed.mfu) < LEAST_MFU && leastOf(speed.mfu) > 0) {
    const share = leastOf(speed.mfu);
    throw new UsageError(`has an MFU of ${share}, below 1 % of the peak; give a share, as 0.25 or 25 %`);
  }
  if (!('tokensPerSecond' in speed) || chips.includes(PROCESSOR)) return;
  const rate = leastOf(speed.tokensPerSecond);
  if (rate > 0 && rate < LEAST_TOKENS_PER_SECOND) {
    throw new UsageError(
      `has ${rate} tokens/s of one device, which no accelerator is so slow to train at; 1.2k is 1200`,
    );
  }
}

const leastOf = (amount: Amount): number => Math.min(...endsOf(amount));
