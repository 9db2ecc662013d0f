/** Words of the pages about published claims. The claims' own sentences stand in reports/words/reproduce/. */
import type { InEvery } from '../language.ts';

type TableKind = 'follows' | 'inferred' | 'measured';

type ClaimsWords = {
  readonly title: string;
  readonly summary: (claims: number) => string;
  readonly lead: string;
  readonly ownRecords: string;
  readonly index: {
    readonly claim: string;
    readonly source: string;
    readonly arithmetic: string;
    readonly shown: string;
  };
  readonly backToIndex: string;
  readonly answer: string;
  readonly arithmetic: {
    readonly title: string;
    readonly holds: string;
    readonly doesNotHold: string;
    readonly nothingToCheck: string;
    readonly count: (holding: number, checked: number, within: string) => string;
    readonly nothingStated: string;
    readonly differing: (names: readonly string[]) => string;
  };
  readonly shown: {
    readonly title: string;
    readonly yes: string;
    readonly no: string;
    readonly give: string;
    readonly command: string;
  };
  readonly sections: Readonly<Record<'says' | 'inferred' | 'differs' | TableKind, string>>;
  readonly explained: Readonly<Record<'says' | 'follows' | 'inferred' | 'measured', string>>;
  readonly columns: Readonly<
    Record<'section' | 'statement' | 'result' | 'recomputed' | 'formula' | 'stated' | 'difference', string>
  >;
  readonly same: string;
  readonly notStated: string;
  readonly confidence: (level: string) => string;
  readonly stop: string;
  readonly units: Readonly<Record<string, string>>;
};

export const CLAIMS_WORDS: InEvery<ClaimsWords> = {
  en: {
    title: 'Published claims, recomputed',
    summary: claims =>
      `${claims} published claims about training cost and speed, each recomputed from its own numbers.`,
    lead: 'Others publish figures too. Each claim here is recomputed from the numbers of its own source. What the source states, what follows from it by arithmetic, and what is only inferred are kept apart.',
    ownRecords:
      'Where records of this site are of the same work on the same chip, the claim’s page has their speed next to the published one.',
    index: { claim: 'Claim', source: 'Source', arithmetic: 'Does its arithmetic hold?', shown: 'Is it shown?' },
    backToIndex: 'All claims',
    answer: 'Answer',
    arithmetic: {
      title: 'Arithmetic',
      holds: 'holds',
      doesNotHold: 'does not hold',
      nothingToCheck: 'nothing to check',
      count: (holding, checked, within) =>
        `${holding} of ${checked} stated figures follow from the source’s own numbers within ${within}.`,
      nothingStated: 'No figure that the source states follows from its other figures.',
      differing: names => ` Not: ${names.join('; ')}.`,
    },
    shown: {
      title: 'Evidence',
      yes: 'shown',
      no: 'not shown',
      give: 'What would show it:',
      command: 'To recompute the claim:',
    },
    sections: {
      says: 'What the source states',
      follows: 'What follows by arithmetic',
      inferred: 'What is inferred',
      measured: 'What records here measured of it',
      differs: 'How our workload differs',
    },
    explained: {
      says: 'As the source has it, with its section.',
      follows: 'From the statements above alone. Where the source states the result too, the difference is shown.',
      inferred: 'Neither stated nor a consequence. Each inference has its reason, and how sure it is.',
      measured: 'Same work by its hash, same chip.',
    },
    columns: {
      section: 'Section',
      statement: 'Statement',
      result: 'Result',
      recomputed: 'Recomputed',
      formula: 'Formula',
      stated: 'Stated',
      difference: 'Difference',
    },
    same: 'the same',
    notStated: 'not stated',
    confidence: level => `Confidence: ${level}`,
    stop: '.',
    units: {},
  },
  zh: {
    title: '公开结论复算',
    summary: claims => `${claims} 条关于训练成本与速度的公开结论，逐条用其自身给出的数字复算。`,
    lead: '除本站的实测外，业界也公布了不少数字。这里对每条结论都只用其来源自己的数字复算，并把“来源原文”“由此算出”和“仅属推断”三类内容分开列出。',
    ownRecords: '如果本站的运行记录恰好在同款芯片上跑过相同的工作负载，该结论页会把实测速度与公布的速度并列给出。',
    index: { claim: '结论', source: '来源', arithmetic: '算得通吗？', shown: '有证据吗？' },
    backToIndex: '全部结论',
    answer: '复算结果',
    arithmetic: {
      title: '算术',
      holds: '算得通',
      doesNotHold: '算不通',
      nothingToCheck: '无可核对',
      count: (holding, checked, within) =>
        `来源给出的 ${checked} 个结果中，有 ${holding} 个能由其自身数字算出（误差不超过 ${within}）。`,
      nothingStated: '来源给出的数字之间没有可以互相推出的结果。',
      differing: names => `对不上的有：${names.join('；')}。`,
    },
    shown: { title: '证据', yes: '有证据', no: '缺少证据', give: '要证实它，还需要：', command: '复算该结论的命令：' },
    sections: {
      says: '来源原文',
      follows: '由此算出',
      inferred: '推断',
      measured: '本站记录的实测',
      differs: '与来源工作负载的差异',
    },
    explained: {
      says: '照录来源，并注明出处章节。',
      follows: '只用上述原文数字。若来源也给出了该结果，则列出两者之差。',
      inferred: '来源没有写明，也无法由原文算出。每条推断都附理由和可信度。',
      measured: '工作负载哈希相同，芯片相同。',
    },
    columns: {
      section: '章节',
      statement: '原文内容',
      result: '结果',
      recomputed: '复算值',
      formula: '公式',
      stated: '来源所给',
      difference: '偏差',
    },
    same: '一致',
    notStated: '未给出',
    confidence: level => `可信度：${level}`,
    stop: '。',
    units: {
      'device-hours': '卡时',
      'CNY per device-hour': '元/卡时',
      'USD per device-hour': '美元/卡时',
      'CNY/h': '元/卡时',
      days: '天',
      tokens: 'token',
      'tokens/s': 'token/s',
      'tokens a day': 'token/天',
      devices: '卡',
      times: '倍',
      parameters: '参数',
      rows: '行',
    },
  },
};
