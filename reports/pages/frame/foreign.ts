/** Text that others wrote, in English wherever the page is. */
import type { Language } from '../../words/language.ts';
import { type Html, html } from './html.ts';

export const foreign = (text: Html | string, language: Language): Html =>
  language === 'en' ? html`${text}` : html`<span lang="en">${text}</span>`;
