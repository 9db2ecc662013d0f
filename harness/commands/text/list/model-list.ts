/** The models as `moebench list` shows them: what their layers are, how many parameters they have, what of them is run. */
import type { Model } from '../../../../suites/model.ts';
import { loadModels } from '../../../../suites/models.ts';
import { byConvention, claims } from '../../../../suites/moe/conventions.ts';
import { type ParameterCounts, parameterCounts } from '../../../../suites/moe/parameters.ts';
import { MODEL_LIST_WORDS, type ModelListWords, type Remarked } from '../../words/model-list-words.ts';
import { answer, type Screen, type Section, screenText } from '../screen.ts';
import { aligned, hanging } from '../terminal.ts';
import { droppedText, fittedTable, type Table } from './fitted-table.ts';
import { inLanguage } from './list-heads.ts';

type Row = Readonly<Record<string, string>>;

/** What a cell shows that nothing is known for. */
const UNKNOWN = '–';

export function modelRows(): readonly Row[] {
  return loadModels().map(model => {
    const { id, layer, router, dispatch, parameters, differs, disputed = '' } = model;
    const counts = parameterCounts(model);
    return {
      model: id,
      hidden: String(layer.hidden),
      ffn: String(layer.ffn),
      experts: String(layer.experts),
      'top-k': String(layer.topK),
      shared: sharedText(layer),
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
      disputed,
    };
  });
}

/** A table, and below it how models differ from what is run, models with the same remark together. */
export function modelText(rows: readonly Row[], screen: Screen): string {
  const { language = 'en' } = screen;
  const words = MODEL_LIST_WORDS[language];
  const table = {
    columns: COLUMNS,
    rows: rows.map(row => cellsOf(row, words)),
    concessions: CONCESSIONS,
    name: 'models',
  };
  const { section, dropped } = fittedTable(inLanguage(table, 'models', language), screen);
  const remarks = REMARKS.map(({ column, runs }): Section => {
    const remarked = rows.filter(row => (row[column] ?? '') !== '' && (runs === undefined || row.runs === runs));
    return {
      heading: [words.remarks[column]],
      entries: remarkEntries(grouped(remarked, column), words, screen),
      shown: 'all-or-none',
      name: 'remarks',
    };
  });
  const key = [...words.key, ...droppedText(dropped, language)].flatMap(line => hanging(line, screen.columns));
  return screenText([section, answer(key), ...remarks], screen);
}

function cellsOf(row: Row, { chosen, runs }: ModelListWords): readonly string[] {
  const cell = (name: string) => row[name] ?? '';
  return [
    cell('model'),
    cell('hidden'),
    cell('ffn'),
    `${chosen(cell('top-k'), cell('experts'))}${row.shared === '0' ? '' : ` + ${cell('shared').split(' ')[0]}`}`,
    cell('activation'),
    [cell('router'), cell('groups').replace(' of ', '/').replace(' by best', '')].join(' ').trimEnd(),
    countedAndPublished(cell('total'), cell('total published')),
    countedAndPublished(cell('active'), cell('active published')),
    runs[cell('runs')] ?? cell('runs'),
  ];
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
  { drop: 'ffn' },
  { wrap: 'runs' },
  { drop: 'active' },
];

type Remark = {
  readonly column: Remarked;
  /** Only for models of which this much runs. */
  readonly runs?: string;
};

const REMARKS: readonly Remark[] = [
  { column: 'layer differs' },
  { column: 'block differs', runs: 'layer' },
  { column: 'training differs' },
  { column: 'total published counts' },
  { column: 'active published counts' },
  { column: 'counted without' },
  { column: 'disputed' },
];

/** Side by side where every line fits; else each remark below its models. */
function remarkEntries(
  remarks: readonly (readonly [string, string])[],
  { colon }: ModelListWords,
  { columns }: Screen,
): Section['entries'] {
  const lines = aligned(remarks);
  if (lines.every(line => line.length <= columns)) return lines.map(line => [line]);
  return remarks.map(([models, remark]) => hanging(`${models}${colon}${remark}`, columns, '  '));
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

/** `2`; `1 of 20480` where it has a width of its own, `gated` where it has a gate. */
function sharedText({ sharedExperts, sharedFfn, sharedGate }: Model['layer']): string {
  const width = sharedFfn === undefined ? '' : ` of ${sharedFfn}`;
  return `${sharedExperts}${width}${sharedGate === true ? ' gated' : ''}`;
}

/** What an outline or a list of parts leaves out of a count. */
function leftOut({ outline, parameterParts }: Model): string {
  if (outline === null) return parameterParts?.leavesOut ?? '';
  const embedding = outline.embedding === null ? ['the embedding'] : [];
  return [...embedding, ...(outline.leavesOut === null ? [] : [outline.leavesOut])].join(', ');
}

const billions = (count: number | undefined): string => (count === undefined ? UNKNOWN : fourDigits(count / 1e9));
const fourDigits = (x: number): string => String(Number(x.toPrecision(4)));

function groupsText(groups: NonNullable<Model['router']>['groups']): string {
  if (groups === null) return '';
  return `${groups.kept} of ${groups.count}${groups.by === 'best' ? ' by best' : ''}`;
}

const published = (billion: number | null): string => (billion === null ? UNKNOWN : String(billion));
const countedAndPublished = (counted: string, claimed: string): string =>
  counted === UNKNOWN && claimed === UNKNOWN ? UNKNOWN : `${counted} (${claimed})`;
