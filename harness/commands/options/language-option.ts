/** The language of what a command prints for people: `--lang`, else what the environment asks for. JSON is English in every language. */
import { type Command, Option } from 'commander';
import { LANGUAGES, type Language } from '../../../reports/words/language.ts';
import { UsageError } from '../../errors.ts';

const isLanguage = (text: string): text is Language => LANGUAGES.some(language => language === text);

/** UsageError for a language that the program does not speak. */
export function parseLanguage(text: string): Language {
  if (!isLanguage(text)) throw new UsageError(`--lang ${text}: no such language; give ${LANGUAGES.join(' or ')}`);
  return text;
}

/** As POSIX has it, the first of these that is set and not empty decides. */
const VARIABLES = ['LC_ALL', 'LC_MESSAGES', 'LANG'] as const;

type Environment = Readonly<Partial<Record<string, string>>>;

/** `zh_CN.UTF-8` → zh; `C`, `POSIX`, a language that the program does not speak, or nothing → en. */
export function languageOfEnvironment(environment: Environment): Language {
  const locale = VARIABLES.map(name => environment[name] ?? '').find(value => value !== '') ?? '';
  const name = /^[a-z]+(?=[_.@-]|$)/i.exec(locale)?.[0].toLowerCase() ?? '';
  return isLanguage(name) ? name : 'en';
}

const languageOption = (): Option =>
  new Option(
    '--lang <language>',
    `language of the sentences: ${LANGUAGES.join(' or ')} (default: LC_ALL, LC_MESSAGES or LANG)`,
  ).argParser(parseLanguage);

/** Before or behind the command's name; the command finds it as `lang` among its options. */
export function addLanguage(program: Command, environment: Environment = process.env): void {
  for (const command of [program, ...program.commands]) command.addOption(languageOption());
  program.hook('preAction', (_, command) => {
    const asked: unknown = command.optsWithGlobals().lang;
    command.setOptionValue('lang', typeof asked === 'string' ? asked : languageOfEnvironment(environment));
  });
}
