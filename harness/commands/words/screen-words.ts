/** What every command says of a screen that is too small. */
import type { InEvery } from '../../../reports/words/language.ts';

type ScreenWords = {
  readonly more: (lines: number, names: string) => string;
  readonly andMore: string;
  readonly comma: string;
  readonly dropped: (heads: string) => string;
  /** Of sections, by the name that their code gives them; one without a row is its own name. */
  readonly sections: Readonly<Record<string, string>>;
};

export const SCREEN_WORDS: InEvery<ScreenWords> = {
  en: {
    more: (lines, names) => `${lines} more ${lines === 1 ? 'line' : 'lines'} with --verbose: ${names}.`,
    andMore: 'and more',
    comma: ', ',
    dropped: heads => `Left out at this width: ${heads}; --json has them.`,
    sections: {},
  },
  zh: {
    more: (lines, names) => `另有 ${lines} 行，加 --verbose 显示：${names.replace(/、等$/, '等')}。`,
    andMore: '等',
    comma: '、',
    dropped: heads => `屏幕宽度不足，未显示以下各列：${heads}；--json 中有全部内容。`,
    sections: {
      verdicts: '结论',
      speeds: '速度',
      'table rows': '表格行',
      key: '图例',
      chart: '图',
      readings: '价格读法',
      reasons: '原因',
      sensitivity: '敏感性',
      'shares of the cost': '成本构成',
      inputs: '输入',
      assumptions: '假设',
      'not included': '未计入项',
      'the case': '方案文件',
      'records not read': '未读取的记录',
      'damaged records': '损坏的记录',
      'runs dated later than this clock': '日期晚于本机时钟的运行',
      worse: '变差',
      suspected: '疑似',
      better: '变好',
      recovered: '已恢复',
      'better since earlier nights': '前几晚起变好',
      accepted: '已接受',
      'not judged': '未作判定',
      'too few nights': '晚数不足',
      ended: '不再测量',
      rows: '行',
      notes: '说明',
      failures: '失败项',
      skipped: '跳过项',
      works: '工作负载',
      changes: '变化',
      'works only in A': '仅 A 有的工作负载',
      'works only in B': '仅 B 有的工作负载',
      checks: '检查项',
      'checks that hold': '成立的检查项',
      figures: '数据',
      troubles: '问题',
      'records that do not hold': '不成立的记录',
      'records that hold': '成立的记录',
      'stated facts': '来源陈述',
      steps: '推导步骤',
      'steps of the curve': '曲线各步',
      'rows that follow': '推导得出的行',
      inferences: '推断',
      'inferred rows': '推断的行',
      'measured rows': '实测的行',
      differences: '差异',
      chips: '芯片',
      'lines of names': '名称',
      'sources of data sheets': '数据手册来源',
      prices: '价格',
      'stale prices': '过时的价格',
      models: '模型',
      remarks: '备注',
      fields: '字段',
      rules: '规则',
      ignored: '忽略项',
      parts: '部分',
      tensors: '张量',
    },
  },
};
