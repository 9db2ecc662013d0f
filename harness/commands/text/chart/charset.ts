/** Whether a terminal shows more than ASCII. */
import type { Charset } from './ratio-chart.ts';

/**
 * POSIX: the first of LC_ALL, LC_CTYPE and LANG that is set and not empty decides. Windows has none of them, and its terminals of today
 * (Windows Terminal, VS Code) name themselves.
 */
export function charsetOf(env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): Charset {
  const locale = [env.LC_ALL, env.LC_CTYPE, env.LANG].find(value => value !== undefined && value !== '');
  if (locale !== undefined) return /utf-?8/i.test(locale) ? 'unicode' : 'ascii';
  if (platform === 'darwin') return 'unicode';
  return env.WT_SESSION !== undefined || env.TERM_PROGRAM === 'vscode' ? 'unicode' : 'ascii';
}
