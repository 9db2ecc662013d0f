/**
 * What no line may end inside: a number and its unit, a date, an option, a short name. The last step of a document: its words stay as they
 * are, so that search, copies and other programs find them.
 */

import { type Html, html } from './html.ts';

/** In letters. A longer one may break: it has to fit into a card on a phone of 320 px. */
const LONGEST = 18;

/** Elements whose text is shown as it is or not at all, words that are kept whole already, any other tag, and text between tags. */
const PIECES =
  /<(script|style|title|svg|select|textarea)\b[\s\S]*?<\/\1>|<span class="whole">[^<]*<\/span>|<[^>]*>|[^<]+/g;
const MAY_HOLD = /\d|--/;

const UNIT = [
  /[%×‰]/,
  /(?:[µnm]?s|min|h|[kMG]?Wh?|[kM]?J|[kMGTP]i?B(?:\/s)?|[kMGTP]?FLOP(?:\/s|s)?|[kMG]?Hz|[A-Z]{3}(?:\/\p{L}+)?|tokens?(?:\/s)?)(?!\w)/u,
  /(?:[mbt]rillion|million|billion)(?: (?:[A-Z]{3}|tokens?\/s))?(?!\w)/,
  /[万亿]+(?: token\/s|元)?/,
  /(?:美元|[元倍个项晚天层轮行条次步卡台年月日])/,
];
/** Of a bounded length: a run of digits and commas has a match at each digit. */
const NUMBER = /(?<![\w.&#-])(?:[±≈≤≥] ?|[−+])?\d[\d,.]{0,24}[⁰¹²³⁴-⁹]*/;
const DATE = /(?<![\w-])\d{4}-\d\d(?:-\d\d)?(?![\w-])/;
const OPTION = /(?<![\w-])--[a-z][a-z0-9]*(?:-[a-z0-9]+)*/;
/** `lab-1`, `torch-cuda-0` */
const NUMBERED = /(?<![\w./@-])[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*-\d[A-Za-z0-9]*(?![\w/@-]|\.\w)/;
/** `NVIDIA H800 SXM`, `MTT S5000` */
const MODEL =
  /(?<![\w./@-])(?:[A-Z][A-Za-z]+ )?[A-Z]{1,4}\d+[A-Za-z]{0,2}(?: (?:SXM|PCIe|OAM|NVL)\d?)?(?![\w/@-]|\.\w)/;

const oneOf = (patterns: readonly RegExp[]): string => patterns.map(({ source }) => `(?:${source})`).join('|');
const FIGURE = new RegExp(`${NUMBER.source} ?(?:${oneOf(UNIT)})`, 'u');
const KEPT = new RegExp(oneOf([DATE, OPTION, FIGURE, NUMBERED, MODEL]), 'gu');
/** A letter of its own can stand in for a hyphen where there is no place for a tag, and nobody searches. */
const HYPHENATED = new RegExp(oneOf([DATE, NUMBERED]), 'gu');
const LABEL = /(?<= data-label=")[^"]*/;

/** `document`: HTML whose attributes hold no `>`. */
export const unbroken = (document: string): string =>
  document.replace(PIECES, piece => {
    if (!MAY_HOLD.test(piece)) return piece;
    return piece.startsWith('<') ? piece.replace(LABEL, withFirmHyphens) : piece.replace(KEPT, whole);
  });

/** Where a long id may break: behind a separator of its parts, and not at the hyphens of a short one. */
const BEHIND_SEPARATOR = /(?<=\/)|(?<=\.)(?=\D)/;

/** `lab-1/cpu/toy.forward.float32`, an id of a row or of a workload. */
export function idHtml(id: string): Html {
  const parts = id
    .split(BEHIND_SEPARATOR)
    .map(part =>
      part.includes('-') && part.length <= LONGEST ? html`<span class="whole">${part}</span>` : html`${part}`,
    );
  return html`${parts.map((part, index) => (index === 0 ? part : html`<wbr>${part}`))}`;
}

const whole = (text: string): string =>
  text.length > LONGEST || !/[ -]/.test(text) ? text : `<span class="whole">${text}</span>`;

const withFirmHyphens = (label: string): string =>
  label.replace(HYPHENATED, text => (text.length > LONGEST ? text : text.replaceAll('-', '\u2011')));
