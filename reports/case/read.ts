/** A case file, read and checked; an error names the line, the row and what to give instead. */
import * as z from 'zod';
import { nearest, UsageError } from '../../suites/usage-error.ts';
import { parseYaml, type Yaml } from '../../suites/yaml.ts';
import { oneLine } from '../catalog/line.ts';
import { type Case, caseSchema } from './schema.ts';

export type Path = readonly (string | number)[];

export type ReadCase = {
  readonly buyerCase: Case;
  /** The UsageError about what stands at that path. */
  readonly refuse: (path: Path, message: string) => UsageError;
};

type Issue = z.core.$ZodIssue;

/** Reads a case. UsageError that names file, line and row. */
export function parseCase(text: string, file: string): ReadCase {
  return checkCase(parseYaml(text, file), file);
}

/** Checks what was read. */
export function checkCase(yaml: Yaml, file: string): ReadCase {
  return checkValue(
    yaml.value,
    (path, message) =>
      new UsageError(oneLine(`${file}:${yaml.lineOf(path)}: ${placeText(path, yaml.value)}: ${message}`)),
  );
}

/** Checks a case that is no file; `refuse` names the place in its words. */
export function checkValue(value: unknown, refuse: ReadCase['refuse']): ReadCase {
  const parsed = caseSchema.safeParse(value);
  if (parsed.success) return { buyerCase: parsed.data, refuse };
  const { path, message } = tellingIssue(parsed.error.issues, value);
  throw refuse(path, message);
}

/** `candidates row 2 (ling-device-a), price.perHour`. */
function placeText(path: Path, value: unknown): string {
  const at = path.findIndex(key => typeof key === 'number');
  const row = path[at];
  if (typeof row !== 'number') return path.join('.') || 'case';
  const list = path.slice(0, at).join('.');
  const rest = path.slice(at + 1).join('.');
  const name = nameOf(valueAt(value, path.slice(0, at + 1)));
  return `${list} row ${row + 1}${name === null ? '' : ` (${name})`}${rest === '' ? '' : `, ${rest}`}`;
}

function nameOf(row: unknown): string | null {
  const named = z.object({ id: z.string().optional(), chip: z.string().optional() }).safeParse(row);
  return named.success ? (named.data.id ?? named.data.chip ?? null) : null;
}

type Refusal = { readonly path: Path; readonly message: string };

/** The issue to report: an unknown key first; of a choice, that of the form nearest to what was written. */
function tellingIssue(issues: readonly Issue[], value: unknown, above: Path = []): Refusal {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (issue === undefined) return { path: above, message: 'does not hold' };
  const path = [...above, ...namesOf(issue)];
  const found = valueAt(value, namesOf(issue));
  if (found === undefined)
    return { path, message: `is missing${alsoMissing(issues, issue, value)}; ${wanted(issue, path)}` };
  if (issue.code === 'invalid_union') return tellingIssue(closestForm(issue, found), found, path);
  if (issue.code === 'unrecognized_keys') return unknownKey(issue.keys[0] ?? '', path);
  if (issue.code === 'custom') return { path, message: issue.message };
  return { path, message: `is ${typeof found === 'number' ? found : JSON.stringify(found)}; ${wanted(issue, path)}` };
}

/** What else is missing of the same object, so that it is added at once. */
function alsoMissing(issues: readonly Issue[], first: Issue, value: unknown): string {
  const parent = first.path.slice(0, -1).join('.');
  const others = issues.filter(
    issue =>
      issue !== first && issue.path.slice(0, -1).join('.') === parent && valueAt(value, namesOf(issue)) === undefined,
  );
  const names = others.flatMap(issue => namesOf(issue).slice(-1)).map(String);
  return names.length === 0 ? '' : `, and so ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}`;
}

/** What people write for a field that is not there, with what to give. */
const FIELDS_MEANT: Readonly<Record<string, string>> = {
  perDay: 'give perHour: a day has 24 hours',
  perWeek: 'give perHour: a week has 168 hours',
  perNode: 'give perHour, perMonth or perYear, with perNodeOf: the devices of the node',
  perMillionTokens: 'a price of tokens is of inference; give perHour, perMonth or perYear of a device',
  perToken: 'a price of tokens is of inference; give perHour, perMonth or perYear of a device',
};

type Choice = Extract<Issue, { code: 'invalid_union' }>;

function closestForm({ errors }: Choice, value: unknown): readonly Issue[] {
  const [closest = []] = errors.toSorted((a, b) => farness(a, value) - farness(b, value));
  return closest;
}

/** How far a form is from what was written: missing keys, unknown keys, and values of another type. */
function farness(issues: readonly Issue[], value: unknown): number {
  return issues.reduce((sum, issue) => {
    const found = valueAt(value, namesOf(issue));
    if (found === undefined) return sum + 1;
    if (issue.code === 'unrecognized_keys') return sum + issue.keys.length;
    if (issue.code === 'invalid_union') {
      const nearestForm = Math.min(...issue.errors.map(form => farness(form, found)));
      return sum + (issue.path.length === 0 ? nearestForm : Math.min(1, nearestForm));
    }
    if (issue.code === 'invalid_type') return sum + (issue.path.length === 0 ? OTHER_FORM : 1);
    if (issue.code !== 'invalid_value') return sum + WRONG_VALUE;
    const isOtherType = issue.path.length === 0 && issue.values.every(allowed => typeof allowed !== typeof found);
    return sum + (isOtherType ? OTHER_FORM : 1);
  }, 0);
}

const OTHER_FORM = 10;
const WRONG_VALUE = 0.5;

const namesOf = ({ path }: Issue): Path => path.map(key => (typeof key === 'symbol' ? String(key) : key));

function wanted(issue: Issue, path: Path): string {
  switch (issue.code) {
    case 'invalid_value':
      return `give ${issue.values.map(String).join(' or ')}`;
    case 'invalid_type':
      return `give ${issue.expected === 'object' ? fieldsOf(path) : (TYPES[issue.expected] ?? issue.expected)}`;
    case 'invalid_union':
      return `give ${TYPES.number}`;
    case 'too_small':
      return issue.origin === 'array'
        ? `give at least ${issue.minimum}`
        : `give ${issue.inclusive === true ? `${issue.minimum} or more` : `more than ${issue.minimum}`}`;
    case 'too_big':
      return `give ${issue.inclusive === true ? `${issue.maximum} or less` : `less than ${issue.maximum}`}`;
    default:
      return issue.message;
  }
}

/** Of a price the short form comes first. */
function fieldsOf(path: Path): string {
  const fields = `its fields: ${knownKeys(path).join(', ')}`;
  return path.at(-1) === 'price' ? `it as 20 CNY/h, /month or /year, or ${fields}` : fields;
}

const TYPES: Readonly<Record<string, string>> = {
  number: 'a number, or a range or distribution of it',
  string: 'a text',
  array: 'a list',
  int: 'a whole number',
  boolean: 'true or false',
};

function unknownKey(key: string, path: Path): Refusal {
  if (/^\d/.test(key)) {
    const message = 'unknown; inside { } a comma ends a value: put an amount with a comma in quotes';
    return { path: [...path, key], message };
  }
  const meant = FIELDS_MEANT[key];
  if (meant !== undefined) return { path: [...path, key], message: `unknown; ${meant}` };
  const known = knownKeys(path);
  const near = nearest(key, known);
  const guess = near.length > 0 ? `did you mean ${near.join(' or ')}?` : `known here: ${known.join(', ')}`;
  return { path: [...path, key], message: `unknown; ${guess}` };
}

const knownKeys = (path: Path): string[] => [...new Set(keysAt(z.toJSONSchema(caseSchema, { io: 'input' }), path))];

const nodeSchema = z.object({
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
});

/** Every key that the schema knows at a path, of whichever form. */
function keysAt(schema: unknown, path: Path): string[] {
  const node = nodeSchema.safeParse(schema);
  if (!node.success) return [];
  const { properties = {}, items, anyOf = [] } = node.data;
  const [key, ...rest] = path;
  const forms = anyOf.flatMap(form => keysAt(form, path));
  if (key === undefined) return [...new Set([...Object.keys(properties), ...forms])];
  return [...forms, ...keysAt(typeof key === 'number' ? items : properties[key], rest)];
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((inner, key) => {
    const found = z.union([z.array(z.unknown()), z.record(z.string(), z.unknown())]).safeParse(inner);
    if (!found.success) return undefined;
    return Array.isArray(found.data) ? found.data[Number(key)] : found.data[String(key)];
  }, value);
}
