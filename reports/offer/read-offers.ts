/** A case made of offers, checked as a file is; what is refused names the offer or the option. */
import { UsageError } from '../../suites/usage-error.ts';
import { checkValue, type Path, type ReadCase } from '../case/read.ts';
import { oneLine } from '../catalog/line.ts';
import type { OfferedCase } from './offered-case.ts';

/** UsageError that names the offer: `--offer 'H800 -2 CNY/h': price.perHour: is -2; give a number above 0`. */
export function readOffered({ value, texts }: OfferedCase): ReadCase {
  return checkValue(value, (path, message) => new UsageError(oneLine(`${placeText(path, texts)}: ${message}`)));
}

function placeText([field, index, ...rest]: Path, texts: readonly string[]): string {
  if (field !== 'candidates' || typeof index !== 'number') return `--${OPTIONS[field ?? ''] ?? field ?? 'offer'}`;
  const at = rest.length === 0 ? '' : `: ${rest.join('.')}`;
  return `--offer '${texts[index]}'${at}`;
}

/** Fields of a case, by the options that fill them. */
const OPTIONS: Readonly<Record<string, string>> = { rates: 'rate', asOf: 'as-of' };
