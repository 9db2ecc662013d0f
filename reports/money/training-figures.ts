/** What a count of tokens, and the days it may take, make of a row's figures. */
import { absent } from '../figure.ts';
import type { Candidate } from './candidate.ts';
import { type Contender, devicesFor, singleOf, TRILLION } from './contender.ts';
import { type Known, over, scaled, spanFigure } from './known.ts';
import type { Samples } from './sampling/sampling.ts';
import type { CompareRow, MoneyFigure } from './schema.ts';

export type TrainingFigures = Pick<CompareRow, 'costOfTraining' | 'amountSaved' | 'devicesForDeadline' | 'days'>;

type TrainingAsk = {
  readonly contender: Contender;
  readonly row: Pick<CompareRow, 'costPerTrillionTokens' | 'deviceHoursPerTrillionTokens'> & {
    readonly savedPerTrillionTokens: MoneyFigure;
  };
  readonly tokens: number;
  readonly deadlineDays: number | null;
  readonly samples: Samples;
};

export function trainingFigures({ contender, row, tokens, deadlineDays, samples }: TrainingAsk): TrainingFigures {
  const ofTraining = (figure: MoneyFigure) => scaled(figure, tokens / TRILLION);
  const devices = deadlineDays === null ? absent('no-deadline') : devicesFor(contender, tokens, deadlineDays);
  return {
    costOfTraining: ofTraining(row.costPerTrillionTokens),
    amountSaved: ofTraining(row.savedPerTrillionTokens),
    devicesForDeadline: wholeUp(spanFigure(over(samples, devices))),
    days: daysOf(singleOf(contender), row.deviceHoursPerTrillionTokens, tokens),
  };
}

function daysOf(single: Known<Candidate>, hours: MoneyFigure, tokens: number): MoneyFigure {
  if (!single.available) return single;
  const { devices } = single.value;
  if (devices === null) return absent('no-device-count');
  return scaled(hours, tokens / TRILLION / (24 * devices));
}

/** Devices are whole: an end that lies between two is the greater. */
function wholeUp(devices: MoneyFigure): MoneyFigure {
  if (!devices.available) return devices;
  const { point, low, high } = devices;
  return { available: true, point, low: Math.ceil(low), high: Math.ceil(high) };
}
