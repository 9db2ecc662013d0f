/** Every page of the site, a row a section. */
import type { Language } from '../words/language.ts';
import { catalogPages } from './catalog/catalog.ts';
import { claimPages } from './claims/claims.ts';
import type { SitePage } from './frame/page.ts';
import { methodPages } from './method/method.ts';
import { overviewPages } from './overview/overview.ts';
import { runPages } from './runs/runs.ts';
import type { SiteData } from './site-data.ts';
import { workloadPages } from './workloads/workloads.ts';

type PageMaker = (data: SiteData, language: Language) => readonly SitePage[];

const MAKERS: readonly PageMaker[] = [overviewPages, workloadPages, runPages, claimPages, catalogPages, methodPages];

/** The pages in one language. A section without anything to show has none. */
export const pagesOf = (data: SiteData, language: Language): SitePage[] => MAKERS.flatMap(make => make(data, language));
