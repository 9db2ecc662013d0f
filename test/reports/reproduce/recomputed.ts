/** The published document of a recomputed claim. */
import type { Catalog } from '../../../reports/catalog/catalog.ts';
import { reproduce } from '../../../reports/reproduce/claims.ts';
import type { Reproduction } from '../../../reports/reproduce/document.ts';
import { reproductionDocument } from '../../../reports/words/reproduce/document.ts';
import type { RunRecord } from '../../../results/record.ts';

export const recomputed = (name: string, catalog: Catalog, records: readonly RunRecord[] = []): Reproduction =>
  reproductionDocument(reproduce(name, catalog, records));
