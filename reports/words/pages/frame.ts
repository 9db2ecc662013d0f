/** The words around every page: navigation, footer, what stands beside a chart. */
import type { SectionId } from '../../pages/frame/page.ts';
import type { InEvery } from '../language.ts';

export type FrameWords = {
  readonly sections: Readonly<Record<SectionId, string>>;
  readonly skipToContent: string;
  readonly navigation: string;
  readonly tagline: string;
  readonly whatThisIs: string;
  readonly howToVerify: string;
  readonly sourceCode: string;
  readonly asOf: (day: string) => string;
  /** In print: what a link inside the site was, and where the records lie. */
  readonly onPaper: (address: string) => string;
};

export const FRAME_WORDS: InEvery<FrameWords> = {
  en: {
    sections: {
      overview: 'Overview',
      compare: 'Compare',
      history: 'History',
      workloads: 'Workloads',
      runs: 'Runs',
      claims: 'Claims',
      catalog: 'Catalog',
      method: 'Method',
    },
    skipToContent: 'Skip to the content',
    navigation: 'Pages of this site',
    tagline: 'moebench measures what it costs to train a Mixture-of-Experts model on a chip, beside a reference chip.',
    whatThisIs: 'What this site is',
    howToVerify: 'How to check these figures',
    sourceCode: 'Get moebench',
    asOf: day => `as of ${day}`,
    onPaper: address =>
      `This is the page ${address}. Links to other pages of its site are plain text on paper; the records lie in the folder records/ of the site.`,
  },
  zh: {
    sections: {
      overview: '概览',
      compare: '成本比较',
      history: '历史',
      workloads: '工作负载',
      runs: '运行记录',
      claims: '公开结论',
      catalog: '芯片与价格',
      method: '方法',
    },
    skipToContent: '跳到正文',
    navigation: '本站页面',
    tagline: 'moebench 测量在某款芯片上训练混合专家（MoE）模型的成本，并与参考芯片对比。',
    whatThisIs: '关于本站',
    howToVerify: '如何核验这些数据',
    sourceCode: '获取 moebench',
    asOf: day => `数据截至 ${day}`,
    onPaper: address => `本页为 ${address}。打印后，指向本站其他页面的链接只剩文字；记录文件位于本站的 records/ 目录。`,
  },
};
