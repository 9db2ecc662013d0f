/** Why a figure of a buyer's case is missing. */
import type { CaseAbsence } from '../../case/codes.ts';
import type { Sentence } from '../sentence.ts';

const GIVE_WATTS = 'give watts, or {tdp: true, hostFactor: 1.5}';

export const CASE_ABSENCES: Readonly<Record<CaseAbsence, Sentence>> = {
  'no-price-given': 'no price is given for {chip}; {because}',
  'no-price-in-catalog': 'the catalog has no {kind} price for {chip}; {because}',
  'no-offer-in-catalog': "the catalog has no {kind} price of the offer '{offer}' for {chip}; {because}",
  'no-list-price': 'the catalog has no list price for {chip}; give purchase',
  'prices-in-catalog': 'the catalog has {kinds}',
  'empty-price-catalog': 'the catalog has none',
  'owned-without-utilisation': 'utilisation is not given, and the cost of an owned {chip} depends on it',
  'owned-without-power-price': 'power.pricePerKWh is not given, and the cost of an owned {chip} depends on it',
  'no-speed-given': 'no speed is given for {chip}',
  'no-peak-for-mfu': 'the catalog has no {dtype} peak of {chip}, of which an mfu would be a share',
  'no-dtype-peak': 'the catalog has no {dtype} peak of {chip}',
  'no-published-speeds': 'the catalog has no published speeds',
  'no-stated-speed': '{published} states no speed',
  'no-total-parameters': 'no source states how many parameters {model} has',
  'unlisted-without-records': 'no record is of {model}, which is not in the list of models',
  'speed-reaches-zero': 'the interval of what was measured on {chip} reaches zero',
  'no-watts-given': ({ chip }) => `the watts of ${chip} are not given; ${GIVE_WATTS}`,
  'watts-not-measured': ({ chip }, because) => `the watts of ${chip} are not measured (${because}); ${GIVE_WATTS}`,
  'watts-reach-zero': 'the interval of the power over rounds reaches zero',
  'no-tdp': 'the catalog has no TDP of {chip}; give watts',
  'no-pue': 'power.pue is not given',
  'no-carbon-intensity': 'carbon.gramsPerKWh is not given',
};
