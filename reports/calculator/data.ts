/** What the calculator stands on: all of it lies in the page as JSON, as the build read and checked it. */
import type { Model } from '../../suites/model.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Settings } from './settings.ts';

export type CalculatorData = {
  readonly catalog: Catalog;
  readonly models: readonly Model[];
  /** What the page is set to when it is opened without a link. */
  readonly preset: Settings;
};
