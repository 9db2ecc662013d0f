/** The models as `moebench list` shows them: what their layers are, how many parameters they have, what of them is run. */
import type { Model } from '../../../../suites/model.ts';
import { loadModels } from '../../../../suites/models.ts';
import { byConvention, claims } from '../../../../suites/moe/conventions.ts';
import { type ParameterCounts, parameterCounts } from '../../../../suites/moe/parameters.ts';
import { answer, type Screen, type Section, screenText } from '../screen.ts';
import { aligned, hanging } from '../terminal.ts';
import { droppedText, fittedTable, type Table } from './fitted-table.ts';

type Row = Readonly<Record<string, string>>;

/** What a cell shows that nothing is known for. */
const UNKNOWN = '–';

export function modelRows(): readonly Row[] {
  return loadModels().map(model => {
    const { id, layer, router, dispatch, parameters, differs } = model;
    const counts = parameterCounts(model);
    return {
      model: id,
      hidden: String(layer.hidden),
      ffn: String(layer.ffn),
      experts: String(layer.experts),
      'top-k': String(layer.topK),
      shared: String(layer.sharedExperts),
      activation: layer.activation,
      router: router?.score ?? UNKNOWN,
      groups: groupsText(router?.groups ?? null),
      dispatch,
      total: billions(counts?.total),
      'total published': published(parameters.totalBillion),
      'total published counts': note(model, counts, 'total'),
      active: billions(counts?.active),
      'active published': published(parameters.activeBillion),
      'active published counts': note(model, counts, 'active'),
      'counted without': leftOut(model),
      runs: partsRun(model),
      'layer differs': differs.layer ?? '',
      'block differs': differs.block ?? '',
      'training differs': differs.training ?? '',
    };
  });
}

/** A table, and below it how models differ from what is run, models with the same remark together. */
export function modelText(rows: readonly Row[], screen: Screen): string {
  const cell = (row: Row, name: string) => row[name] ?? '';
  const table = rows.map(row => [
    cell(row, 'model'),
    cell(row, 'hidden'),
    cell(row, 'ffn'),
    `${cell(row, 'top-k')} of ${cell(row, 'experts')}${row.shared === '0' ? '' : ` + ${cell(row, 'shared')}`}`,
    cell(row, 'activation'),
    [cell(row, 'router'), cell(row, 'groups').replace(' of ', '/')].join(' ').trimEnd(),
    countedAndPublished(cell(row, 'total'), cell(row, 'total published')),
    countedAndPublished(cell(row, 'active'), cell(row, 'active published')),
    cell(row, 'runs'),
  ]);
  const { section, dropped } = fittedTable(
    { columns: COLUMNS, rows: table, concessions: CONCESSIONS, name: 'models' },
    screen,
  );
  const remarks = REMARKS.map(({ column, title, runs }): Section => {
    const remarked = rows.filter(row => cell(row, column) !== '' && (runs === undefined || row.runs === runs));
    return {
      heading: [title],
      entries: remarkEntries(grouped(remarked, column), screen),
      shown: 'all-or-none',
      name: 'remarks',
    };
  });
  return screenText(
    [section, answer([...KEY, ...droppedText(dropped)].flatMap(line => hanging(line, screen.columns))), ...remarks],
    screen,
  );
}

const COLUMNS: Table['columns'] = [
  { head: 'model' },
  { head: 'hidden', number: true },
  { head: 'ffn', number: true },
  { head: 'experts' },
  { head: 'activation' },
  { head: 'router' },
  { head: 'total' },
  { head: 'active' },
  { head: 'runs' },
];
const CONCESSIONS: Table['concessions'] = [
  { drop: 'activation' },
  { drop: 'router' },
  { drop: 'hidden' },
  { wrap: 'runs' },
  { drop: 'ffn' },
  { drop: 'active' },
];

const KEY = [
  'Experts: chosen of routed + shared; 4/8: chosen from 4 of 8 groups.',
  'Parameters in billions: counted from the fields (published).',
];

type Remark = {
  readonly column: string;
  readonly title: string;
  /** Only for models of which this much runs. */
  readonly runs?: string;
};

const REMARKS: readonly Remark[] = [
  { column: 'layer differs', title: 'Listed and not run, because the layer differs:' },
  { column: 'block differs', title: 'Only the layer runs, because the block around it differs:', runs: 'layer' },
  { column: 'training differs', title: 'A train-step leaves out a part of their training:' },
  { column: 'total published counts', title: 'Total parameters as published, by another convention:' },
  { column: 'active published counts', title: 'Active parameters as published, by another convention:' },
  { column: 'counted without', title: 'Parameters counted without:' },
];

/** Side by side where every line fits; else each remark below its models. */
function remarkEntries(remarks: readonly (readonly [string, string])[], { columns }: Screen): Section['entries'] {
  const lines = aligned(remarks);
  if (lines.every(line => line.length <= columns)) return lines.map(line => [line]);
  return remarks.map(([models, remark]) => hanging(`${models}: ${remark}`, columns, '  '));
}

/** [models, remark], each remark once. */
function grouped(rows: readonly Row[], column: string): readonly (readonly [string, string])[] {
  const models = new Map<string, string[]>();
  for (const row of rows) {
    const remark = row[column] ?? '';
    models.set(remark, [...(models.get(remark) ?? []), row.model ?? '']);
  }
  return [...models].map(([remark, ids]) => [ids.join(', '), remark]);
}

function partsRun({ router, block, differs }: Model): string {
  if (router === null) return UNKNOWN;
  if (block === null || differs.block !== null) return 'layer';
  return block.losses === null ? 'layer, block' : 'all parts';
}

/** `3.6: without the input embedding 3.608` where the published count is not by our convention. */
function note(model: Model, counts: ParameterCounts | null, of: 'total' | 'active'): string {
  const claim = claims(model).find(claimed => claimed.of === of);
  if (counts === null || claim === undefined || claim.conventions.length === 0) return '';
  const steps = byConvention(counts, claim).map(({ says, billion }) => `${says} ${fourDigits(billion)}`);
  return `${claim.billion}: ${steps.join(', ')}`;
}

/** What an outline leaves out of a count. */
function leftOut({ outline }: Model): string {
  if (outline === null) return '';
  const embedding = outline.embedding === null ? ['the embedding'] : [];
  return [...embedding, ...(outline.leavesOut === null ? [] : [outline.leavesOut])].join(', ');
}

const billions = (count: number | undefined): string => (count === undefined ? UNKNOWN : fourDigits(count / 1e9));
const fourDigits = (x: number): string => String(Number(x.toPrecision(4)));

function groupsText(groups: { readonly count: number; readonly kept: number } | null): string {
  return groups === null ? '' : `${groups.kept} of ${groups.count}`;
}

const published = (billion: number | null): string => (billion === null ? UNKNOWN : String(billion));
const countedAndPublished = (counted: string, claimed: string): string =>
  counted === UNKNOWN && claimed === UNKNOWN ? UNKNOWN : `${counted} (${claimed})`;
