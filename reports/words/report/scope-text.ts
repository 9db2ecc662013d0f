/** What a reading covers, and how it was read. Records have both as words of their own, in English. */
import { JOINT } from '../../../results/readings/energy.ts';
import type { Language } from '../language.ts';

/** Boundaries of a sensor, scopes of a memory reading. */
const ZH_SCOPES: ReadonlyMap<string, string> = new Map([
  ['die', '裸片'],
  ['chip', '芯片'],
  ['board', '板卡'],
  ['package', '处理器封装'],
  ['dram', '内存条'],
  ['chassis', '机箱'],
  ['host', '主机'],
  ['process', '进程'],
  ['process, timed window', '进程，计时窗口内'],
  ['process, since its start', '进程，自启动以来'],
]);

/** A method without a row is a name: `VmHWM`, `nvml-total-energy`. */
const ZH_METHODS: ReadonlyMap<string, string> = new Map([
  ['estimated', '估算'],
  ['allocator-peak', '分配器峰值'],
  ['allocator-reserved', '分配器预留'],
]);

const inChinese = (text: string, words: ReadonlyMap<string, string>): string =>
  text
    .split(JOINT)
    .map(part => words.get(part) ?? part)
    .join(JOINT);

/** `board + dram` → `板卡 + 内存条`. */
export const scopeText = (scope: string, language: Language = 'en'): string =>
  language === 'en' ? scope : inChinese(scope, ZH_SCOPES);

export const methodText = (method: string, language: Language = 'en'): string =>
  language === 'en' ? method : inChinese(method, ZH_METHODS);
