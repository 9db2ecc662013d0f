/** What the speed of a row can lack of an interval. The sentences are in reports/words/report/row-lacks.ts. */
export const ROW_LACKS = ['few-rounds', 'short-step', 'copied-rounds', 'no-spread'] as const;

export type RowLack = (typeof ROW_LACKS)[number];
