/** What the code of a failure is called where people read it. */
import type { Failure } from '../../report/trouble-schema.ts';
import type { InEvery, Language } from '../language.ts';

const NAMES: InEvery<Readonly<Record<Failure['code'], string>>> = {
  en: {
    timeout: 'timeout',
    crash: 'crash',
    'out-of-memory': 'out of memory',
    'provider-missing': 'provider missing',
    unsupported: 'unsupported',
    mismatch: 'mismatch',
    disturbed: 'disturbed',
    protocol: 'protocol broken',
    internal: 'internal error',
    invalid: 'invalid',
    unproven: 'unproven',
  },
  zh: {
    timeout: '超时',
    crash: '异常终止',
    'out-of-memory': '内存不足',
    'provider-missing': '缺少 provider',
    unsupported: '不支持',
    mismatch: '结果不一致',
    disturbed: '受到干扰',
    protocol: '协议错误',
    internal: '内部错误',
    invalid: '违反物理约束',
    unproven: '未经验证',
  },
};

/** `mismatch`, `结果不一致`. */
export const failureName = (code: Failure['code'], language: Language = 'en'): string => NAMES[language][code];
