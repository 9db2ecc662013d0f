/** Command lines of documents, held against the program without running them. */
import { CommanderError } from 'commander';
import { commandWords } from '../../harness/commands/options/command-words.ts';
import { moebenchProgram } from '../../harness/commands/program.ts';

/** Lines of shell blocks without their comments: `npx moebench run --fit`. */
export function shellLines(markdown: string): readonly string[] {
  const blocks = [...markdown.matchAll(/^```sh\n(.*?)^```$/gms)].map(match => match[1] ?? '');
  return blocks
    .flatMap(block => block.split('\n'))
    .map(line => line.replace(/\s+#.*$/, '').trim())
    .filter(line => line !== '' && !line.startsWith('#'));
}

/** What the program's own tables object to in a command line, `npx moebench …`; null: nothing. No command is run. */
export async function misuse(line: string): Promise<string | null> {
  const [, ...argv] = commandWords(line.replace(/^npx /, ''), 'the line');
  const program = moebenchProgram();
  let reached = false;
  for (const command of program.commands) {
    command.action(() => {
      reached = true;
    });
  }
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError || error instanceof Error) return error.message;
    throw error;
  }
  return reached ? null : `${line} reaches no command`;
}
