/** Why a timed cell is unproven, in Chinese (results/proof/evidence.ts). */
export const ZH_UNPROVEN = {
  'no-proof-named': '它没有指明正确性验证',
  'no-such-proof': '“{proof}”不是其运行计划中的正确性验证',
  'proof-of-other-target': '其正确性验证属于另一目标设备或策略：{target}',
  'no-proof-line': '记录中没有其正确性验证“{proof}”的行',
  'proof-after-timing': '正确性验证在计时之后才完成',
  'proof-failed-there': '未通过正确性验证（{fault}）',
  'work-not-built': '这里无法构建它的工作负载：{cause}',
  'unknown-shrink-rule': '其正确性验证的工作负载按规则 {rule} 缩小，而本程序不认识该规则',
  'proof-of-other-work': '其正确性验证针对工作负载 {found}…，而不是它自身缩小后的 {expected}…',
  'proof-lacks-tensor': '其正确性验证缺少一步所返回 {tensors} 个张量中的 {lacking} 个，首个为 {tensor}',
  'proof-tensor-off': '其正确性验证中 {tensor} 偏差 {error}；容差为 {tolerance}',
  'proof-lacks-loss': '其正确性验证没有比较 loss',
  'proof-loss-off': '其正确性验证中 loss 偏差 {error}；容差为 {tolerance}',
  'proof-lacks-routing': '其正确性验证只比较了 {choices} 次专家选择中的 {compared} 次',
  'proof-choices-differ': '其正确性验证中 {choices} 次专家选择有 {unexplained} 次不同且不是平局',
  'proof-lacks-curve': '其正确性验证只跟踪了 {needed} 步 loss 中的 {steps} 步',
  'proof-curve-off': '其正确性验证的 loss 曲线偏差 {difference}；容差为 {tolerance}',
  'no-probe': '它的各步没有 probe，因此看不出精度损失；请用本程序重新测量',
  'proof-flips-kept': '其正确性验证中 {choices} 次专家选择有 {flips} 次在平局处不同，而参考实现没有按这些选择重新计算',
  'proof-few-steps': '其正确性验证只比较了 {needed} 步训练中的 {steps} 步',
} as const;

export type UnprovenCode = keyof typeof ZH_UNPROVEN;
