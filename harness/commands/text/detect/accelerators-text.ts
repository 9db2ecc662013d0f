/** Accelerators for people: equal devices on one line, with memory, driver, and whether they are parts of a card. */
import type { Language } from '../../../../reports/words/language.ts';
import { formatMemory } from '../../../../suites/moe/footprint.ts';
import type { Device } from '../../../vendors/device.ts';
import { isShareOfNamed, isSliceName } from '../../../vendors/words/slices.ts';
import { DETECT_TEXT_WORDS } from '../../words/detect-text-words.ts';

/** `8 × NVIDIA H800`, memory, driver, cards, parts. */
export function acceleratorRows(devices: readonly Device[], language: Language = 'en'): readonly (readonly string[])[] {
  const words = DETECT_TEXT_WORDS[language];
  return equalDevices(devices).flatMap(members => {
    const [first] = members;
    if (first === undefined) return [];
    const cards = new Set(members.map(device => device.card));
    const isShared = cards.size < members.length && !cards.has(null);
    return [
      [
        `${members.length} ×`,
        first.name,
        first.memoryBytes.available ? formatMemory(first.memoryBytes.value) : words.noMemory,
        first.driver ? words.driver(first.driver) : words.noDriver,
        isShared ? words.cards(cards.size) : '',
        first.partitioned ? partText(first, isShared, words) : '',
      ],
    ];
  });
}

function equalDevices(devices: readonly Device[]): readonly (readonly Device[])[] {
  const groups = new Map<string, Device[]>();
  for (const device of devices) {
    const { vendor, name, driver, memoryBytes, partitioned } = device;
    const key = JSON.stringify([vendor, name, driver, memoryBytes, partitioned]);
    groups.set(key, [...(groups.get(key) ?? []), device]);
  }
  return [...groups.values()];
}

function partText(
  { name, memoryBytes }: Device,
  isShared: boolean,
  words: Pick<(typeof DETECT_TEXT_WORDS)['en'], 'part' | 'slices'>,
): string {
  const isPart = isShared || isSliceName(name) || (memoryBytes.available && isShareOfNamed(name, memoryBytes.value));
  return isPart ? words.part : words.slices;
}
