/** Offers that can be read in two ways, one of them wrong by the size of a node or by a thousand: refused, never guessed. */
import { describe, expect, test } from 'vitest';
import { refusal } from '../../refusal.ts';
import { offered } from './names.ts';

describe('an offer that may mean two things is refused', () => {
  test.each([
    ['910B2 8卡节点 1600 tokens/s 每卡 6.5元/小时', "'每卡' may belong to the speed or to the amount"],
    ['910B2 7 CNY/h 900 tokens/s per node of 8', 'the speed may be of one device or of the node of 8'],
    ['910B2 per node of 8, 1203 tokens/s, 56 CNY/h', '1203 tokens/s/GPU'],
    ['910B2 节点(8卡) 45000元/月 1203 tokens/s', 'the speed may be of one device or of the node of 8'],
    ['910B2 buy 2.4 million CNY per node of 8, 5600 W, mfu 0.25', 'the power may be of one device or of the node of 8'],
    ['910B2 1.234 CNY/month mfu 0.25', "'1.234' may be 1.234 or 1,234"],
    ['910B2 12.345 元/年', "'12.345' may be 12.345 or 12,345"],
    ['910B2 7 CNY/h 1.600 tokens/s', "'1.600' may be 1.6 or 1,600"],
    ['910B2 7 CNY/h mfu 0.25 %', 'below 1 % of the peak; give a share, as 0.25 or 25 %'],
    ['910B2 7 CNY/h 1.2 tok/s/GPU', '1.2k is 1200'],
    ['64x 910B2 28.8万元/月', 'may be the price of one device or of all 64'],
    ['910B2 7 CNY/h 利用率 25 %', 'which changes nothing of a rent by the hour; write an MFU as mfu 0.25'],
  ])('%s', (text, words) => {
    expect(refusal(() => offered(text))).toContain(words);
  });
});

describe('an offer that says which is read', () => {
  test.each([
    ['910B2 8-GPU node 1600 tokens/s per GPU 52 CNY/h', { perNodeOf: 8, speed: { tokensPerSecond: 1600 } }],
    ['910B2 per node of 8, 1203 tokens/s/GPU, 56 CNY/h', { perNodeOf: 8, speed: { tokensPerSecond: 1203 } }],
    ['910B2 buy 2.4 million CNY per node of 8, 700 W/GPU, mfu 0.25', { perNodeOf: 8, watts: 700 }],
    ['910B2 每卡 6.5元/小时 1600 tokens/s', { perDevice: true, speed: { tokensPerSecond: 1600 } }],
    ['910B2 1234 CNY/month', { money: { amount: 1234, currency: 'CNY' } }],
    ['910B2 2.567 CNY/h', { money: { amount: 2.567, currency: 'CNY' } }],
    ['910B2 7 CNY/h 1.2k tokens/s', { speed: { tokensPerSecond: 1200 } }],
    ['910B2 7 CNY/h 算力利用率 25 %', { speed: { mfu: 0.25 } }],
    ['910B2 7 CNY/h reserved, utilisation 0.8', { utilisation: 0.8 }],
    ['64x 910B2 4500元/月/卡', { devices: 64, perDevice: true }],
    ['cpu 0.08 USD/h 1.5 tokens/s', { speed: { tokensPerSecond: 1.5 } }],
  ])('%s', (text, said) => {
    expect(offered(text)).toMatchObject(said);
  });
});
