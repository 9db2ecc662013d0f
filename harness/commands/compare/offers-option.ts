/** The options that make a case of offers, and the case that they make. */
import { type Command, Option } from 'commander';
import type { ReadCase } from '../../../reports/case/read.ts';
import { loadCatalogWith, loadPower } from '../../../reports/catalog/load.ts';
import { chipNamesOf } from '../../../reports/offer/chip-name.ts';
import type { OfferLine } from '../../../reports/offer/line-up.ts';
import type { Dtype } from '../../../reports/offer/offer.ts';
import { type OfferedCase, offeredCase, type Question } from '../../../reports/offer/offered-case.ts';
import { parseRate } from '../../../reports/offer/offered-currency.ts';
import { parseOffer } from '../../../reports/offer/parse.ts';
import { readOffered } from '../../../reports/offer/read-offers.ts';
import { tokenCount } from '../../../reports/offer/token-count.ts';
import type { Language } from '../../../reports/words/language.ts';
import { findModel, loadModels } from '../../../suites/models.ts';
import { UsageError } from '../../errors.ts';
import { dayOf, today } from '../options/day.ts';
import { collect } from '../options/suite-options.ts';
import type { Ask } from './asker.ts';
import { type Answers, askedAnswers, oneChip } from './dialogue.ts';

export type OfferOptions = {
  readonly model?: string;
  readonly tokens?: number;
  readonly offer: readonly string[];
  readonly reference?: string;
  readonly currency?: string;
  readonly rate: readonly string[];
  readonly dtype?: Dtype;
  readonly save?: string;
  readonly new?: boolean;
  readonly catalog?: string;
  readonly asOf?: string;
  readonly lang?: Language;
};

const HEADING = 'Offers in place of a case (docs/OFFERS.md):';

const OPTIONS: readonly Option[] = [
  new Option('--model <model>', 'the model to train (moebench list models)'),
  new Option('--tokens <n>', 'the tokens to train it on, as 1e12, 500B or 9T').argParser(tokenCount),
  new Option('--offer <text>', 'an offer, as "H800 20 CNY/h" or "910B2 7 CNY/h mfu 0.25"; may be repeated')
    .argParser(collect)
    .default([], 'none'),
  new Option('--reference <chip>', 'the offer that the others are compared with (default: an H800, else the first)'),
  new Option('--currency <code>', "the currency of the answer (default: the reference's)"),
  new Option('--rate <text>', 'an exchange rate, as "1 USD = 7.1 CNY 2026-11-20"; may be repeated')
    .argParser(collect)
    .default([], 'none'),
  new Option('--dtype <type>', 'the number type of the training (default: bfloat16)').choices([
    'float32',
    'tf32',
    'bfloat16',
    'float16',
    'float8',
  ]),
  new Option('--save <file>', 'keep the case that the offers make, as YAML; a file that is there is never replaced'),
  new Option('--new', 'ask for what is missing, line by line, on a terminal'),
];

export function addOfferOptions(command: Command): Command {
  for (const option of OPTIONS) command.addOption(option.helpGroup(HEADING));
  return command;
}

/** Options that make no sense beside a case file; null where there is none. */
export function strayOption(options: OfferOptions): string | null {
  const { model, tokens, offer, reference, currency, rate, dtype, save } = options;
  const given = { model, tokens, offer: offer[0], reference, currency, rate: rate[0], dtype, save, new: options.new };
  return Object.entries(given).find(([, value]) => value !== undefined)?.[0] ?? null;
}

export type AskedCase = { readonly read: ReadCase; readonly offered: OfferedCase; readonly options: OfferOptions };

/** The case of these offers. `ask`: null where nobody can be asked. UsageError for what is missing or cannot be compared. */
export async function caseOfOffers(options: OfferOptions, ask: Ask | null): Promise<AskedCase> {
  const catalog = loadCatalogWith(options.catalog);
  const names = chipNamesOf(catalog.chips);
  const lines = options.offer.map((text): OfferLine => ({ offer: parseOffer(text, names), text }));
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const {
    model: name,
    tokens,
    lines: answered,
  } = await answersOf(options, lines, {
    names,
    say,
    checkModel: findModel,
    language: options.lang ?? 'en',
    ask,
  });
  const day = options.asOf === undefined ? today() : dayOf(options.asOf);
  const offered = offeredCase(
    answered,
    {
      model: modelOf(name, answered),
      tokens,
      reference: options.reference ?? null,
      currency: options.currency ?? null,
      rates: options.rate.map(text => parseRate(text, day)),
      dtype: options.dtype ?? null,
      asOf: day,
    },
    { catalog, power: loadPower(), names },
  );
  const asked = { ...options, model: name, tokens, offer: answered.map(({ text }) => text) };
  return { read: readOffered(offered), offered, options: asked };
}

/** A listed model by its id, another as it is named: its name is enough where every offer states its tokens/s. */
function modelOf(name: string, lines: readonly OfferLine[]): Question['model'] {
  const isNameEnough = lines.every(({ offer: { speed } }) => speed !== undefined && 'tokensPerSecond' in speed);
  try {
    const { id } = findModel(name);
    return { written: loadModels().some(model => model.id === id) ? id : name, id };
  } catch (error) {
    if (isNameEnough && error instanceof UsageError) return { written: name, id: name };
    throw error;
  }
}

type Asking = Omit<Parameters<typeof askedAnswers>[0], 'ask'> & { readonly ask: Ask | null };

async function answersOf(
  options: OfferOptions,
  lines: readonly OfferLine[],
  { ask, ...dialogue }: Asking,
): Promise<Answers> {
  const { model, tokens } = options;
  if (options.new === true) {
    if (ask === null)
      throw new UsageError('--new asks on a terminal, and there is none; give --model, --tokens and --offer');
    const known = { ...(model === undefined ? {} : { model }), ...(tokens === undefined ? {} : { tokens }) };
    return askedAnswers({ ...dialogue, ask }, { ...known, lines: await sureLines(lines, { ...dialogue, ask }) });
  }
  if (model === undefined)
    throw new UsageError('--model is missing; give the model to train (moebench list models), or --new to be asked');
  if (tokens === undefined)
    throw new UsageError('--tokens is missing; give how many, as 1e12, 500B or 9T, or --new to be asked');
  if (lines.length === 0)
    throw new UsageError('--offer is missing; give one for each chip, as --offer "H800 20 CNY/h"');
  return { model, tokens, lines: ask === null ? lines : await sureLines(lines, { ...dialogue, ask }) };
}

async function sureLines(
  lines: readonly OfferLine[],
  dialogue: Parameters<typeof oneChip>[0],
): Promise<readonly OfferLine[]> {
  const sure: OfferLine[] = [];
  for (const line of lines) sure.push(await oneChip(dialogue, line));
  return sure;
}
