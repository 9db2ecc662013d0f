/** The languages people read the site, the decision sheet and the terminal in. */
export const LANGUAGES = ['en', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same words in every language: a language that lacks them does not compile. */
export type InEvery<Words> = Readonly<Record<Language, Words>>;

/** As `lang` attributes and Intl have them. */
export const LANGUAGE_TAGS: InEvery<string> = { en: 'en', zh: 'zh-Hans' };

export const LANGUAGE_NAMES: InEvery<string> = { en: 'English', zh: '简体中文' };
