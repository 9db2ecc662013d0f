/** What a served page says of the run under way. Read in the browser. */
import type { InEvery } from '../language.ts';

export type ServeWords = {
  readonly underWay: (suite: string, machine: string) => string;
  readonly cells: (done: number, total: number) => string;
  readonly stages: Readonly<Record<'proof' | 'race' | 'time' | 'sustained' | 'overhead', (round: number) => string>>;
  /** `minutes`: whole, 1 at least. */
  readonly left: (minutes: number) => string;
  readonly ended: string;
  readonly reload: string;
  readonly lost: string;
};

export const SERVE_WORDS: InEvery<ServeWords> = {
  en: {
    underWay: (suite, machine) => `Run under way: ${suite} on ${machine}`,
    cells: (done, total) => `${done} of ${total} cells`,
    stages: {
      proof: () => 'proof',
      race: () => 'race',
      time: round => `round ${round}`,
      sustained: () => 'sustained',
      overhead: () => 'overhead',
    },
    left: minutes => `about ${minutes} min left`,
    ended: 'A run has ended.',
    reload: 'Show its figures',
    lost: 'moebench serve has ended: this page is no longer kept up to date.',
  },
  zh: {
    underWay: (suite, machine) => `正在运行：${suite}，机器 ${machine}`,
    cells: (done, total) => `已完成 ${done} / ${total} 个单元`,
    stages: {
      proof: () => '正确性验证',
      race: () => '策略初选',
      time: round => `第 ${round} 轮计时`,
      sustained: () => '长时间稳态测量',
      overhead: () => '测量开销',
    },
    left: minutes => `约剩 ${minutes} 分钟`,
    ended: '一次运行已结束。',
    reload: '刷新查看结果',
    lost: 'moebench serve 已退出，本页不再更新。',
  },
};
