/** What axe-core finds on a page, by the rules of WCAG 2.2 AA. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Of the colours of a page, which change with the light. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** `rule: selector` of everything that breaks a rule. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return violationsOf(page, { type: 'tag', values: TAGS });
}

/** As `axeViolations`, after it on the same page in another light: by the rules that colours can break. */
export const colourViolations = (page: Page): Promise<string[]> =>
  violationsOf(page, { type: 'rule', values: COLOUR_RULES });

const violationsOf = (page: Page, rules: { readonly type: 'tag' | 'rule'; readonly values: readonly string[] }) =>
  page.evaluate(async runOnly => {
    type Found = { violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] };
    const { axe } = globalThis as unknown as { axe: { run: (root: Document, options: object) => Promise<Found> } };
    const { violations } = await axe.run(document, { preload: false, runOnly });
    return violations.flatMap(({ id, nodes }) =>
      nodes
        .slice(0, 5)
        .map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')}: ${failureSummary.split('\n')[1] ?? ''}`),
    );
  }, rules);
