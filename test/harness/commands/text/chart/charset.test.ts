import { expect, test } from 'vitest';
import { charsetOf } from '../../../../../harness/commands/text/chart/charset.ts';

test.each([
  [{ LANG: 'en_US.UTF-8' }, 'linux', 'unicode'],
  [{ LANG: 'C.utf8' }, 'linux', 'unicode'],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'C' }, 'linux', 'ascii'],
  [{ LANG: 'C', LC_CTYPE: 'zh_CN.UTF-8' }, 'linux', 'unicode'],
  [{ LANG: 'zh_CN.GBK' }, 'linux', 'ascii'],
  [{ LC_ALL: '', LANG: 'POSIX' }, 'linux', 'ascii'],
  [{}, 'linux', 'ascii'],
  [{}, 'darwin', 'unicode'],
  [{ WT_SESSION: '1' }, 'win32', 'unicode'],
  [{}, 'win32', 'ascii'],
] as const)('%o on %s is %s', (env, platform, charset) => {
  expect(charsetOf(env, platform)).toBe(charset);
});
