/** `moebench.yaml` in the current folder: runners that a user names, so that several environments are used side by side. */
import * as z from 'zod';
import { parseYaml, type Yaml } from '../../../suites/yaml.ts';
import { UsageError } from '../../errors.ts';
import { OUR_RUNNER_NAMES } from './command.ts';

export const CONFIGURATION_FILE = 'moebench.yaml';

const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'is no name of an environment variable');
/** A number is a value of a variable too. */
const env = z.record(variableName, z.union([z.string(), z.number()]).transform(String)).default({});

const pythonRow = z.strictObject({
  python: z.string().min(1),
  /** Without it both are asked for. */
  name: z.enum(OUR_RUNNER_NAMES).optional(),
  env,
});

const commandRow = z.strictObject({
  name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a name is lower-case kebab, as my-runner'),
  command: z
    .array(z.string().min(1, 'give no empty argument'), 'give the command as a list, one entry an argument')
    .min(1),
  env,
});

type Row = z.infer<typeof pythonRow> | z.infer<typeof commandRow>;

const DOCUMENT = "give 'runners:' and below it a list, each row beginning with '- '";

/** An unknown key keeps zod's own words. */
const noList = ({ code }: { readonly code?: string | undefined }) => (code === 'invalid_type' ? DOCUMENT : undefined);
const documentShape = z.strictObject(
  { runners: z.array(z.unknown(), { error: noList }).min(1, DOCUMENT) },
  { error: noList },
);

const ROW_SHAPES = 'give each row python: PATH, or name: NAME and command: [PROGRAM, ARGUMENT, …]';

/** A row of the file; `line`: where it stands. */
export type ConfiguredRunner = Row & { readonly line: number };

/** The runners of a configuration. UsageError with file and line where it does not hold. */
export function configuredRunners(text: string): readonly ConfiguredRunner[] {
  const yaml = parseYaml(text, CONFIGURATION_FILE);
  const document = checked(documentShape, yaml.value, yaml, []);
  return document.runners.map((row, index) => {
    const path = ['runners', index];
    return { ...rowOf(row, yaml, path), line: yaml.lineOf(path) };
  });
}

function rowOf(value: unknown, yaml: Yaml, path: readonly (string | number)[]): Row {
  const row = checked(z.record(z.string(), z.unknown(), ROW_SHAPES), value, yaml, path);
  if ('python' in row === 'command' in row) {
    throw new UsageError(`${CONFIGURATION_FILE}:${yaml.lineOf(path)}: ${path.join('.')}: ${ROW_SHAPES}`);
  }
  return 'python' in row ? checked(pythonRow, row, yaml, path) : checked(commandRow, row, yaml, path);
}

function checked<T>(schema: z.ZodType<T>, value: unknown, yaml: Yaml, path: readonly (string | number)[]): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : [];
  const keys = [...path, ...(issue?.path ?? []), ...unknown].map(key => (typeof key === 'number' ? key : String(key)));
  const place = keys.join('.') || CONFIGURATION_FILE;
  // Of a key that does not hold, zod keeps why within.
  const why = issue?.code === 'invalid_key' ? issue.issues[0]?.message : issue?.message;
  throw new UsageError(`${CONFIGURATION_FILE}:${yaml.lineOf(keys)}: ${place}: ${why ?? 'does not hold'}`);
}
