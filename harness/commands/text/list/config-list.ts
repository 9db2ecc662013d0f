/** What was understood of a config.json, as `moebench list models --config` shows it: fields, what runs, what differs, parameters. */
import pc from 'picocolors';
import { z } from 'zod';
import type { ConfigField } from '../../../../suites/config/account.ts';
import type { ReadConfig } from '../../../../suites/config/read.ts';
import { type Model, modelSchema } from '../../../../suites/model.ts';
import { parameterCounts } from '../../../../suites/moe/parameters.ts';
import { answer, type Screen, type Section, screenText } from '../screen.ts';
import { aligned, hanging } from '../terminal.ts';
import { fittedTable } from './fitted-table.ts';

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
      fieldSection('Read:', by('read'), 'fields', screen),
      fieldSection('Not in the config; the rule of its class is taken:', by('absent'), 'rules', screen),
      fieldSection('Ignored, as no arithmetic counted or run here depends on it:', by('ignored'), 'ignored', screen),
      partSection(model),
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

function fieldSection(title: string, fields: readonly ConfigField[], name: string, screen: Screen): Section {
  const table = {
    columns: [{ head: 'field' }, { head: 'value' }, { head: 'meaning' }],
    rows: fields.map(({ field, value, meaning }) => [field, value, meaning]),
    concessions: [{ wrap: 'value' }, { wrap: 'meaning' }, { wrap: 'field' }],
    name,
  };
  const { section } = fittedTable(table, screen);
  return { ...section, heading: [pc.bold(title), ...section.heading] };
}

function partSection({ parameterParts }: Model): Section {
  const rows = (parameterParts?.parts ?? []).map(({ part, each, count, used }) => [
    `  ${part}`,
    `${millions(each)} M`,
    `× ${count}`,
    used === count ? '' : `${used} of them for a token`,
  ]);
  return {
    heading: [pc.bold('Parameters, part by part:')],
    entries: aligned(rows, [1]).map(line => [line]),
    shown: 'all-or-none',
    name: 'parts',
  };
}

const billions = (count: number): string => String(Number((count / 1e9).toPrecision(4)));
const millions = (count: number): string => String(Number((count / 1e6).toPrecision(4)));
