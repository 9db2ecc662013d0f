/** The fields of a config, read by meaning: every reading is typed, logged with its meaning, and remembered as read. */
import * as z from 'zod';
import { UsageError } from '../usage-error.ts';
import { type ConfigField, type FieldStatus, valueText } from './account.ts';
import type { ConfigValues } from './text.ts';

/** The names that one meaning has in configs. */
export type Names = string | readonly string[];

const wholeSchema = z.int();
const amountSchema = z.number();
const flagSchema = z.boolean();
const textSchema = z.string();
const wholesSchema = z.array(z.int());
const textsSchema = z.array(z.string());
const objectSchema = z.record(z.string(), z.unknown());

/** Far beyond any width, vocabulary or count there is. */
const MOST = 2 ** 24;

type Entry = { readonly field: string; readonly value: unknown };

/** null in a config is as good as absent: its class takes the default. */
export class ConfigFields {
  readonly where: string;
  readonly #values: ConfigValues;
  readonly #prefix: string;
  readonly #log: ConfigField[];
  readonly #seen = new Set<string>();
  readonly #sections = new Map<string, ConfigFields>();

  constructor(values: ConfigValues, where: string, log: ConfigField[] = [], prefix = '') {
    this.#values = values;
    this.where = where;
    this.#log = log;
    this.#prefix = prefix;
  }

  has(names: Names): boolean {
    return list(names).some(name => (this.#values[name] ?? null) !== null);
  }

  /** A value before it is read, where its type decides how. */
  peek(name: string): unknown {
    return this.#values[name] ?? null;
  }

  /** A whole number of at least `least`; of a list of equal numbers, that number. UsageError if it is missing. */
  count(names: Names, meaning: string, least = 1): number {
    return this.countOr(names, meaning, null, least) ?? this.#missing(names, meaning);
  }

  countOr<Absent extends number | null>(names: Names, meaning: string, absent: Absent, least = 1): number | Absent {
    const entry = this.#find(names);
    if (entry === null) return absent;
    const value = Array.isArray(entry.value) ? this.#uniform(entry.field, entry.value) : entry.value;
    const count = this.#typed({ field: entry.field, value }, wholeSchema, 'a whole number');
    if (count > MOST) throw this.refuse(entry.field, entry.value, `at most ${MOST}`);
    if (count < least) throw this.refuse(entry.field, entry.value, `${meaning} is at least ${least}`);
    this.#note(entry, meaning, 'read');
    return count;
  }

  amount(names: Names, meaning: string): number {
    return this.amountOr(names, meaning, null) ?? this.#missing(names, meaning);
  }

  amountOr<Absent extends number | null>(names: Names, meaning: string, absent: Absent): number | Absent {
    return this.#read(names, meaning, amountSchema, 'a number') ?? absent;
  }

  flag(names: Names, meaning: string): boolean {
    return this.flagOr(names, meaning, null) ?? this.#missing(names, meaning);
  }

  flagOr<Absent extends boolean | null>(names: Names, meaning: string, absent: Absent): boolean | Absent {
    return this.#read(names, meaning, flagSchema, 'true or false') ?? absent;
  }

  textOr<Absent extends string | null>(names: Names, meaning: string, absent: Absent): string | Absent {
    return this.#read(names, meaning, textSchema, 'text') ?? absent;
  }

  counts(names: Names, meaning: string): readonly number[] | null {
    return this.#read(names, meaning, wholesSchema, 'a list of whole numbers');
  }

  texts(names: Names, meaning: string): readonly string[] | null {
    return this.#read(names, meaning, textsSchema, 'a list of texts');
  }

  /** The value as it stands, whatever it is; null if it is absent. */
  any(names: Names, meaning: string): unknown {
    return this.#read(names, meaning, z.unknown(), '');
  }

  /** The fields of an object in a field; null if it is absent. */
  object(name: string): ConfigFields | null {
    const entry = this.#find(name);
    if (entry === null) return null;
    const values = this.#typed(entry, objectSchema, 'an object');
    return new ConfigFields(values, this.where, this.#log, `${this.#prefix}${name}.`);
  }

  /** As `object`, of which every field is to be known. */
  section(name: string): ConfigFields | null {
    const known = this.#sections.get(name) ?? this.object(name);
    if (known !== null) this.#sections.set(name, known);
    return known;
  }

  /** The family's rule for a field that is not there. */
  absent(field: string, value: unknown, meaning: string): void {
    this.#log.push({ field: this.#prefix + field, value: valueText(value), meaning, status: 'absent' });
  }

  ignore(names: Names, why: string): void {
    for (const field of list(names)) {
      if (field in this.#values && !this.#seen.has(field))
        this.#note({ field, value: this.#values[field] }, why, 'ignored');
      this.#seen.add(field);
    }
  }

  /** Fields that nothing has read or ignored yet. */
  unread(): readonly Entry[] {
    return Object.entries(this.#values)
      .filter(([field]) => !this.#seen.has(field))
      .map(([field, value]) => ({ field, value }));
  }

  names(): readonly string[] {
    return Object.keys(this.#values);
  }

  sections(): readonly ConfigFields[] {
    return [...this.#sections.values()];
  }

  fieldName(field: string): string {
    return this.#prefix + field;
  }

  refuse(field: string, value: unknown, fix: string): UsageError {
    return new UsageError(`${this.where}: ${this.#prefix}${field} is ${valueText(value)}; ${fix}`);
  }

  #read<Value>(names: Names, meaning: string, schema: z.ZodType<Value>, kind: string): Value | null {
    const entry = this.#find(names);
    if (entry === null) return null;
    const value = this.#typed(entry, schema, kind);
    this.#note(entry, meaning, 'read');
    return value;
  }

  /** The first of these names that has a value. UsageError where two have different ones. */
  #find(names: Names): Entry | null {
    const present = list(names).filter(name => (this.#values[name] ?? null) !== null);
    for (const name of list(names)) this.#seen.add(name);
    const [first, ...others] = present.map(field => ({ field, value: this.#values[field] }));
    const unlike = others.find(({ value }) => JSON.stringify(value) !== JSON.stringify(first?.value));
    if (first !== undefined && unlike !== undefined) {
      throw this.refuse(
        first.field,
        first.value,
        `${unlike.field} is ${valueText(unlike.value)}: leave out the wrong one`,
      );
    }
    return first ?? null;
  }

  #typed<Value>({ field, value }: Entry, schema: z.ZodType<Value>, kind: string): Value {
    const parsed = schema.safeParse(value);
    if (!parsed.success) throw this.refuse(field, value, `give ${kind}`);
    return parsed.data;
  }

  #uniform(field: string, values: readonly unknown[]): unknown {
    if (new Set(values).size === 1) return values[0];
    throw this.refuse(field, values, 'give one number: layers whose numbers differ are not understood');
  }

  #note({ field, value }: Entry, meaning: string, status: FieldStatus): void {
    this.#log.push({ field: this.#prefix + field, value: valueText(value), meaning, status });
  }

  #missing(names: Names, meaning: string): never {
    const [name, ...others] = list(names);
    const also = others.length === 0 ? '' : `, also called ${others.join(' or ')}`;
    throw new UsageError(`${this.where}: no ${this.#prefix}${name} (${meaning}${also}); add it`);
  }
}

function list(names: Names): readonly string[] {
  return typeof names === 'string' ? [names] : names;
}
