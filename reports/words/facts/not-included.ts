/** What the cost of a row of a comparison leaves out. */
import type { NotIncluded } from '../../money/codes.ts';
import type { Sentence } from '../sentence.ts';

export const NOT_INCLUDED: Readonly<Record<NotIncluded, Sentence>> = {
  'omits-goodput': 'goodput (no hour of a run is lost)',
  'omits-tax': 'tax',
  'omits-one-off-cost': 'one-off cost (such as porting)',
  'omits-discounting': 'discounting (straight-line depreciation)',
  'omits-idle-power': 'power of idle hours',
  'omits-reserved-hours': 'idle hours (only hours used are paid)',
  'omits-vat': 'VAT (prices are taken as stated)',
  'omits-energy': 'energy ({because})',
  'omits-host-power': "power of the device's host (watts are measured at: {scope})",
  'omits-rest-of-machine': 'power of the rest of the machine (watts are measured at: {scope})',
};
