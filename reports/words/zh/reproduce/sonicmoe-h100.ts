/** Texts of the claim sonicmoe-h100, in Chinese. */
import type { SONIC_TEXTS } from '../../../reproduce/text-codes.ts';
import type { Sentence } from '../../sentence.ts';

export const ZH_SONIC: Readonly<Record<(typeof SONIC_TEXTS)[number], Sentence>> = {
  'sonic-title': 'H100 上的单个 MoE 层，bfloat16：SonicMoE 及其对比的各种实现',
  'sonic-source':
    'arXiv:2512.14080，《SonicMoE》，以及 github.com/Dao-AILab/sonic-moe 的 assets/tput.png：由图读出，±{error} TFLOP/s',
  'sonic-abstract': '摘要',
  'sonic-figure': '图 14（assets/tput.png）',
  'sonic-answer':
    '前向加反向达到该芯片已知最快 bfloat16 矩阵乘（{largestMatmul} TFLOP/s）的 {least:roughPercent} 至 {most:roughPercent}；专家粒度越细，占比越低。',
  'sonic-not-shown': '每个数值都是作者对 kernel 的一次运行，由图读出；这里没有该 kernel 的记录。',
  'sonic-to-show': '该 kernel 作为 runner 策略在 H100 上的记录（docs/RUNNERS.md）',
  'sonic-states-forward': '{shape}：前向 {value} TFLOP/s（由图读出，±{error}）。',
  'sonic-states-backward': '{shape}：反向 {value} TFLOP/s（由图读出，±{error}）。',
  'sonic-states-speedup': '对一个细粒度 7B MoE，计算吞吐量为 ScatterMoE 的 {value} 倍。',
  'sonic-states-days': '64 块 H100 每天 2,130 亿 token，而 ScatterMoE 用 96 块为每天 2,250 亿。',
  'sonic-step-both': '前向加反向，{shape}',
  'sonic-step-tokens-sonic': '用 SonicMoE 训练 7B 模型时单块 GPU 的 token 数',
  'sonic-step-tokens-scatter': '用 ScatterMoE 训练 7B 模型时单块 GPU 的 token 数',
  'sonic-formula-tokens': '{tokensPerDay:billions} × 10⁹ ÷ 86,400 ÷ {gpus}',
  'sonic-inferred-seven-billion': '“7B 模型上为 ScatterMoE 的 {speedup} 倍”对应形状 {shape}。',
  'sonic-because-seven-billion':
    '该形状下前向加反向为 ScatterMoE 的 {ratio:digits} 倍，没有其他形状与 {speedup} 相差在 0.01 以内。',
  'sonic-inferred-read-off': '单根柱的误差为 ±{error} TFLOP/s，两根柱合计亦然：0.5% 至 1%。',
  'sonic-because-read-off': '柱高由公开的图片量出。',
  'sonic-differs-kernel': '对方用的是 Hopper 的 kernel（CUDA 12.9，torch 2.7 或更新）；我们的见“软件”一列。',
  'sonic-differs-routing': '我们的行均匀分布（balanced）；图中没有说明它的行如何分布。',
  'sonic-differs-passes': '我们把每个梯度作为完整张量保留到该步结束；对方没有说明。',
  'sonic-differs-flops': '对方前向按 6·T·k·H·F 计；我们还计入路由 2·T·H·E，多 0.3% 至 2.1%。',
  'sonic-differs-board': '板卡、驱动和频率不同：同款芯片的板卡之间相差几个百分点。',
  'sonic-table-published': '公开数据：TFLOP/s，有效 FLOPs；除 SonicMoE 外均为前向加反向',
  'sonic-note-published':
    'DeepGEMM-pt：它的分组矩阵乘外加普通 PyTorch；DeepGEMM++：外加 SonicMoE 的辅助 kernel。图中 MegaBlocks 只有第一种形状：前向 364，反向 383；256 个专家时没有运行成功。',
};
