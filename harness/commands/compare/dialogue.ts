/** `compare --new`: what a comparison needs, asked line by line; an answer that cannot be read is asked for again. */

import type { ChipNames } from '../../../reports/offer/chip-name.ts';
import type { OfferLine } from '../../../reports/offer/line-up.ts';
import type { Offer } from '../../../reports/offer/offer.ts';
import { parseOffer } from '../../../reports/offer/parse.ts';
import { offerText } from '../../../reports/offer/print.ts';
import { tokenCount } from '../../../reports/offer/token-count.ts';
import type { Language } from '../../../reports/words/language.ts';
import { UsageError } from '../../errors.ts';
import { DIALOGUE_WORDS } from '../words/dialogue-words.ts';
import type { Ask } from './asker.ts';

export type Answers = { readonly model: string; readonly tokens: number; readonly lines: readonly OfferLine[] };

export type Dialogue = {
  readonly ask: Ask;
  /** Where a refusal is shown. */
  readonly say: (line: string) => void;
  readonly names: ChipNames;
  /** Of the questions. */
  readonly language: Language;
  /** UsageError for a model that nobody knows. */
  readonly checkModel: (name: string) => unknown;
};

/** What options have said already is not asked for. UsageError where the input ends before an offer. */
export async function askedAnswers(
  dialogue: Dialogue,
  { model, tokens, lines }: { readonly model?: string; readonly tokens?: number; readonly lines: readonly OfferLine[] },
): Promise<Answers> {
  const { names, checkModel } = dialogue;
  const words = DIALOGUE_WORDS[dialogue.language];
  const named =
    model ??
    (await answered(dialogue, words.model, text => {
      checkModel(text);
      return text;
    }));
  const count = tokens ?? (await answered(dialogue, words.tokens, tokenCount));
  const all = [...lines];
  for (;;) {
    const offer = await answered(dialogue, words.offer(all.length), text =>
      text === '' && all.length > 0 ? null : parseOffer(text, names),
    );
    if (offer === null) return { model: named, tokens: count, lines: all };
    all.push(await oneChip(dialogue, { offer, text: offerText(offer) }));
  }
}

/** Of a name that fits several chips, the one that is meant; all of them where nobody says. */
export async function oneChip(
  dialogue: Pick<Dialogue, 'ask' | 'say' | 'language'>,
  line: OfferLine,
): Promise<OfferLine> {
  const { offer } = line;
  const { name, chips } = offer;
  if (chips.length < 2) return line;
  const chosen = await answered(dialogue, DIALOGUE_WORDS[dialogue.language].which(name, chips), text => {
    if (text === '') return null;
    const chip = chips[Number(text) - 1] ?? chips.find(id => id === text);
    if (chip === undefined) throw new UsageError(`'${text}' is none of them; give a number from 1 to ${chips.length}`);
    return chip;
  });
  if (chosen === null) return line;
  const named: Offer = { ...offer, name: chosen, chips: [chosen] };
  return { offer: named, text: offerText(named) };
}

async function answered<T>(
  { ask, say }: Pick<Dialogue, 'ask' | 'say'>,
  question: string,
  read: (text: string) => T,
): Promise<T> {
  for (;;) {
    const text = await ask(question);
    if (text === null) throw new UsageError('the input ended before the offers did; nothing was compared');
    try {
      return read(text);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      say(error.message.replace(/^--offer '.*?': /, ''));
    }
  }
}
