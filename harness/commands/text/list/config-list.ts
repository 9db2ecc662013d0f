/** What was understood of a config.json, as `moebench list models --config` shows it: fields, what runs, what differs, parameters. */
import pc from 'picocolors';
import * as z from 'zod';
import type { ConfigField } from '../../../../suites/config/account.ts';
import type { ReadConfig } from '../../../../suites/config/read.ts';
import { type Model, modelSchema } from '../../../../suites/model.ts';
import { parameterCounts } from '../../../../suites/moe/parameters.ts';
import { answer, type Screen, type Section, screenText } from '../screen.ts';
import { hanging } from '../terminal.ts';
import { fittedTable, type Table } from './fitted-table.ts';

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
function partsOf({ router, block, differs }: Model): ConfigList['parts'] {
  const layer = router === null ? `the layer differs: ${differs.layer}` : null;
  const around =
    block === null || differs.block !== null ? `what stands around the layer differs: ${differs.block}` : null;
  const because = layer ?? around;
  return [
    { part: 'moe-layer', runs: layer === null, because: layer },
    { part: 'moe-block', runs: because === null, because },
    { part: 'train-step', runs: because === null, because },
  ];
}

export function configText(list: ConfigList, screen: Screen): string {
  const { file, family, fields, parts, model } = list;
  const runs = parts.map(
    ({ part, runs: does, because }) => `${part}: ${does ? 'runs' : `does not run, as ${because}`}`,
  );
  const left = model.differs.training === null ? [] : [`A train-step leaves out: ${model.differs.training}.`];
  const lines = [...runs, ...left, ...parameterLines(list)].flatMap(line => hanging(line, screen.columns, '  '));
  const by = (status: ConfigField['status']) => fields.filter(field => field.status === status);
  return screenText(
    [
      answer([`${file}: ${family}, as model ${model.id}`, ...lines]),
      fieldSection(
        isNested(fields) ? 'Read; fields of text_config without its name:' : 'Read:',
        by('read'),
        'fields',
        screen,
      ),
      fieldSection('Not in the config; the rule of its class is taken:', by('absent'), 'rules', screen),
      fieldSection('Ignored, as no arithmetic counted or run here depends on it:', by('ignored'), 'ignored', screen),
      partSection(model, screen),
    ],
    screen,
  );
}

function parameterLines({ parameters, model }: ConfigList): readonly string[] {
  if (parameters === null) return [`Parameters: not counted (${model.confidence})`];
  const { total, active, activeWithoutInputEmbedding, activeWithoutEmbeddings } = parameters;
  const without = [
    `${billions(activeWithoutInputEmbedding)} without the input embedding`,
    `${billions(activeWithoutEmbeddings)} without the head as well`,
  ];
  const left = model.parameterParts?.leavesOut ?? null;
  return [
    `Parameters: ${billions(total)} billion, of which a token uses ${billions(active)} (${without.join(', ')})`,
    ...(left === null ? [] : [`Counted without: ${left}.`]),
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
  };
  return titled(title, table, screen);
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
  return titled('Parameters, part by part:', table, screen);
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
