/** What people call makers and chips beside the names in the catalog. */

/** Words for a maker or its line of chips, by `vendor` of the catalog; a word alone names no chip. */
export const MAKER_WORDS: Readonly<Record<string, readonly string[]>> = {
  NVIDIA: ['nvidia', '英伟达', 'geforce', 'tesla'],
  AMD: ['amd', 'instinct'],
  Huawei: ['huawei', '华为', 'ascend', '昇腾', '升腾', 'atlas'],
  Alibaba: ['alibaba', '阿里巴巴', '阿里', '平头哥', 't-head', 'thead'],
  Baidu: ['baidu', '百度', 'kunlunxin', 'kunlun', '昆仑芯', '昆仑'],
  Cambricon: ['cambricon', '寒武纪', '思元'],
  Hygon: ['hygon', '海光', 'dcu', '深算'],
  'Moore Threads': ['moore threads', 'mthreads', '摩尔线程', 'mtt'],
  MetaX: ['metax', '沐曦', '曦云'],
  Biren: ['biren', '壁仞'],
  Enflame: ['enflame', '燧原', '云燧'],
  Intel: ['intel', '英特尔', 'habana'],
  Google: ['google', '谷歌'],
  AWS: ['aws', 'amazon'],
};

/** Further names of a chip. */
export const CHIP_WORDS: Readonly<Record<string, readonly string[]>> = {
  'alibaba-thead-810e': ['PPU', '真武810E', '真武'],
  'alibaba-thead-hanguang-800': ['含光800'],
  'aws-trainium2': ['trn2'],
  'cambricon-mlu590': ['思元590'],
  'cambricon-mlu370-x8': ['思元370-X8', '思元370'],
  'generic-cpu': ['cpu', 'processor', '处理器'],
  'google-tpu-v6e': ['Trillium'],
  'google-tpu-v7': ['Ironwood'],
  'nvidia-h20-3e': ['H20 141GB', 'H20-141G'],
};
