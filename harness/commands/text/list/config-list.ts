/** What was understood of a config.json, as `moebench list models --config` shows it: fields, what runs, what differs, parameters. */
import pc from 'picocolors';
import * as z from 'zod';
import type { Language } from '../../../../reports/words/language.ts';
import type { ConfigField } from '../../../../suites/config/account.ts';
import type { ReadConfig } from '../../../../suites/config/read.ts';
import { type Model, modelSchema } from '../../../../suites/model.ts';
import { parameterCounts } from '../../../../suites/moe/parameters.ts';
import { CONFIG_LIST_WORDS, type ConfigListWords } from '../../words/config-list-words.ts';
import { answer, type Screen, type Section, screenText } from '../screen.ts';
import { hanging } from '../terminal.ts';
import { fittedTable, type Table } from './fitted-table.ts';
import { inLanguage } from './list-heads.ts';

const fieldSchema = z.strictObject({
  field: z.string(),
  value: z.string(),
  meaning: z.string(),
  /** `absent`: not in the config, the family's rule was taken; `ignored`: it changes no arithmetic counted or run here. */
  status: z.enum(['read', 'absent', 'ignored']),
});

const runSchema = z.strictObject({ part: z.string(), runs: z.boolean(), because: z.string().nullable() });

export const configListSchema = z.strictObject({
  file: z.string(),
  family: z.string(),
  fields: z.array(fieldSchema),
  parts: z.array(runSchema),
  /** null: a part of it cannot be counted, which `model.confidence` names. */
  parameters: z
    .strictObject({
      total: z.number(),
      active: z.number(),
      activeWithoutInputEmbedding: z.number(),
      activeWithoutEmbeddings: z.number(),
    })
    .nullable(),
  model: modelSchema,
});

export type ConfigList = Readonly<z.infer<typeof configListSchema>>;

export function configList(file: string, { model, family, fields }: ReadConfig): ConfigList {
  const counts = parameterCounts(model);
  return {
    file,
    family,
    fields: fields.map(field => ({ ...field })),
    parts: partsOf(model),
    parameters:
      counts === null
        ? null
        : {
            total: counts.total,
            active: counts.active,
            activeWithoutInputEmbedding: counts.active - counts.inputEmbedding,
            activeWithoutEmbeddings: counts.active - counts.inputEmbedding - counts.head,
          },
    model,
  };
}

/** Each part that can be measured, with what keeps it from running. */
function partsOf({ router, block, differs }: Model, language: Language = 'en'): ConfigList['parts'] {
  const words = CONFIG_LIST_WORDS[language].differs;
  const layer = router === null ? words.layer(String(differs.layer)) : null;
  const around = block === null || differs.block !== null ? words.block(String(differs.block)) : null;
  const because = layer ?? around;
  return [
    { part: 'moe-layer', runs: layer === null, because: layer },
    { part: 'moe-block', runs: because === null, because },
    { part: 'train-step', runs: because === null, because },
  ];
}

export function configText({ file, family, fields, parameters, model }: ConfigList, screen: Screen): string {
  const { columns, language = 'en' } = screen;
  const words = CONFIG_LIST_WORDS[language];
  const runs = partsOf(model, language).map(({ part, because }) =>
    because === null ? words.runs(part) : words.doesNotRun(part, because),
  );
  const left = model.differs.training === null ? [] : [words.trainingLacks(model.differs.training)];
  const counted = parameterLines(parameters, model, words);
  const lines = [...runs, ...left, ...counted].flatMap(line => hanging(line, columns, '  '));
  const by = (status: ConfigField['status']) => fields.filter(field => field.status === status);
  return screenText(
    [
      answer([words.asModel(file, family, model.id), ...lines]),
      fieldSection(words.read(isNested(fields)), by('read'), 'fields', screen),
      fieldSection(words.absent, by('absent'), 'rules', screen),
      fieldSection(words.ignored, by('ignored'), 'ignored', screen),
      partSection(model, screen),
    ],
    screen,
  );
}

function parameterLines(
  parameters: ConfigList['parameters'],
  { confidence, parameterParts }: Model,
  words: ConfigListWords,
): readonly string[] {
  if (parameters === null) return [words.notCounted(confidence)];
  const { total, active, activeWithoutInputEmbedding, activeWithoutEmbeddings } = parameters;
  const left = parameterParts?.leavesOut ?? null;
  return [
    words.parameters({
      total: billions(total),
      active: billions(active),
      withoutInputEmbedding: billions(activeWithoutInputEmbedding),
      withoutEmbeddings: billions(activeWithoutEmbeddings),
    }),
    ...(left === null ? [] : [words.countedWithout(left)]),
  ];
}

const TEXT_MODEL = 'text_config.';

const isNested = (fields: readonly ConfigField[]): boolean => fields.some(({ field }) => field.startsWith(TEXT_MODEL));

/** A config of several modalities has its text model in `text_config`: the prefix of every field would fill the column. */
const shortName = (field: string): string => (field.startsWith(TEXT_MODEL) ? field.slice(TEXT_MODEL.length) : field);

function fieldSection(title: string, fields: readonly ConfigField[], name: string, screen: Screen): Section {
  const table = {
    columns: [{ head: 'field' }, { head: 'value' }, { head: 'meaning' }],
    rows: fields.map(({ field, value, meaning }) => [shortName(field), cut(value), meaning]),
    concessions: [{ wrap: 'meaning' }, { wrap: 'value' }],
    name,
  } as const;
  return titled(title, inLanguage(table, 'fields', screen.language), screen);
}

function partSection({ parameterParts }: Model, screen: Screen): Section {
  const table = {
    columns: [
      { head: 'part' },
      { head: 'millions', number: true as const },
      { head: 'count', number: true as const },
      { head: 'a token uses', number: true as const },
    ],
    rows: (parameterParts?.parts ?? []).map(({ part, each, count, used }) => [
      part,
      millions(each),
      String(count),
      String(used),
    ]),
    concessions: [{ wrap: 'part' }],
    name: 'parts',
  };
  const title = CONFIG_LIST_WORDS[screen.language ?? 'en'].parts;
  return titled(title, inLanguage(table, 'parts', screen.language), screen);
}

function titled(title: string, table: Table, screen: Screen): Section {
  const { section } = fittedTable(table, screen);
  return { ...section, heading: [pc.bold(title), ...section.heading] };
}

/** A value beside its field and its meaning in 80 columns; the document has more of it. */
const WIDEST_VALUE = 24;
const cut = (value: string): string => (value.length > WIDEST_VALUE ? `${value.slice(0, WIDEST_VALUE - 1)}…` : value);

const billions = (count: number): string => String(Number((count / 1e9).toPrecision(4)));
const millions = (count: number): string => String(Number((count / 1e6).toPrecision(4)));
