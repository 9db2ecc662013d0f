/** What lies inside the boundary of an energy. */
import { isOfDeviceAlone } from '../../../results/readings/energy.ts';
import { isWholeMachine } from '../../energy/boundary.ts';
import type { InEvery, Language } from '../language.ts';
import { scopeText } from './scope-text.ts';

type BoundaryWords = {
  readonly machine: (scope: string, others: string) => string;
  readonly withoutHost: (scope: string) => string;
  readonly withoutRest: (scope: string) => string;
  readonly unknownOthers: string;
  readonly noOthers: string;
  readonly others: (count: number) => string;
};

const WORDS: InEvery<BoundaryWords> = {
  en: {
    machine: (scope, others) => `${scope}: the whole machine, ${others}`,
    withoutHost: scope => `${scope}: the host is not included`,
    withoutRest: scope => `${scope}: the rest of the machine is not included`,
    unknownOthers: 'with as many other accelerators as it has (none was listed)',
    noOthers: 'which has no other accelerator',
    others: count => `${count} other accelerator${count === 1 ? '' : 's'} included`,
  },
  zh: {
    machine: (scope, others) => `${scope}：整机，${others}`,
    withoutHost: scope => `${scope}：不含主机`,
    withoutRest: scope => `${scope}：不含机器的其余部分`,
    unknownOthers: '含其他加速卡（数量未列出）',
    noOthers: '机内没有其他加速卡',
    others: count => `含另外 ${count} 块加速卡`,
  },
};

/** `chassis: the whole machine, 7 other accelerators included`; `board: the host is not included`. */
export function boundaryText(
  { scope, others }: { readonly scope: string; readonly others: number | null },
  language: Language = 'en',
): string {
  const words = WORDS[language];
  const name = scopeText(scope, language);
  if (isWholeMachine(scope)) return words.machine(name, othersText(others, words));
  return isOfDeviceAlone(scope) ? words.withoutHost(name) : words.withoutRest(name);
}

function othersText(others: number | null, words: BoundaryWords): string {
  if (others === null) return words.unknownOthers;
  return others === 0 ? words.noOthers : words.others(others);
}
