/** Completion scripts, run in the shells they are for. */
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { moebench, SKIP, workFolder } from '../../e2e/command-line.ts';

const folder = workFolder('completion');
const lacks = (shell: string): boolean =>
  process.env.MOEBENCH_REQUIRE_ALL !== '1' && spawnSync(shell, ['--version']).status !== 0;

async function scriptOf(shell: string): Promise<string> {
  const path = join(folder, `completion.${shell}`);
  if (existsSync(path)) return path;
  const { code, stdout } = await moebench(folder, 'completion', shell);
  expect(code).toBe(0);
  writeFileSync(path, stdout);
  return path;
}

/** The candidates after these words, the last of which is being typed. */
const CANDIDATES: readonly [string, readonly string[], readonly string[]][] = [
  ['a command', ['ver'], ['verify']],
  ['an option of the command', ['run', '--top'], ['--top-k']],
  ['a value of an option', ['run', '--part', 'moe-'], ['moe-block', 'moe-layer']],
  ['a model', ['conform', '--model', 'mixtral-8x7'], ['mixtral-8x7b']],
  ['what can be listed', ['list', 'chi'], ['chips']],
  ['no option of another command', ['verify', '--top'], []],
];

describe.skipIf(SKIP || lacks('bash'))(`bash${lacks('bash') ? ' (skipped: not installed)' : ''}`, () => {
  test.each(CANDIDATES)('completes %s', async (_, words, expected) => {
    const script = await scriptOf('bash');
    const typed = `COMP_WORDS=(moebench ${words.map(word => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}`;
    const line = `source ${script}; ${typed}; _moebench; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', line], { encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout.split('\n').filter(Boolean).toSorted()).toEqual(expected);
  });
});

describe.skipIf(SKIP || lacks('fish'))(`fish${lacks('fish') ? ' (skipped: not installed)' : ''}`, () => {
  test.each(CANDIDATES)('completes %s', async (_, words, expected) => {
    const script = await scriptOf('fish');
    const line = `source ${script}; complete -C 'moebench ${words.join(' ')}'`;
    const { stdout } = spawnSync('fish', ['--no-config', '-c', line], { encoding: 'utf8', cwd: folder });
    const candidates = stdout
      .split('\n')
      .filter(Boolean)
      .map(candidate => candidate.split('\t', 1)[0]);
    expect(candidates.toSorted()).toEqual(expected);
  });
});

describe.skipIf(SKIP || lacks('zsh'))(`zsh${lacks('zsh') ? ' (skipped: not installed)' : ''}`, () => {
  test.each(CANDIDATES)('completes %s', async (_, words, expected) => {
    const script = await scriptOf('zsh');
    const { stdout } = spawnSync('zsh', ['-f', '-c', typedIn(script, `moebench ${words.join(' ')}`)], {
      encoding: 'utf8',
      cwd: folder,
      env: { ...process.env, TERM: 'dumb' },
    });
    const candidates = new Set(/<<(.*)>>/s.exec(stdout)?.[1]?.split(/\s+/).filter(Boolean));
    for (const candidate of expected) expect([...candidates]).toContain(candidate);
    if (expected.length === 0) expect([...candidates]).toEqual([]);
  });
});

/** A zsh in a terminal of its own, in which a line is typed and Tab is pressed: completion works in a line editor alone. */
function typedIn(script: string, line: string): string {
  return `
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PROMPT=; autoload -Uz compinit; compinit -u -D; source ${script}"
zpty -w shell "compadd() { [[ \\$@ == *-[OADW]* ]] && builtin compadd \\$@ || { local -a found; builtin compadd -O found \\$@; print -n '<<' \\$found '>>' } }"
zpty -w shell $'echo ready'
zpty -r shell output '*ready*ready*'
zpty -n -w shell $'${line}\\t'
zpty -r shell output '*>>*'
print -r -- $output
zpty -d shell
`;
}
