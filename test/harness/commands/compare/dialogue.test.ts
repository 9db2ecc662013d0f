/** `compare --new`: questions and answers, with a person that is passed in. */
import { expect, test } from 'vitest';
import { askedAnswers, oneChip } from '../../../../harness/commands/compare/dialogue.ts';
import type { Language } from '../../../../reports/words/language.ts';
import { findModel } from '../../../../suites/models.ts';
import { NAMES, offered } from '../../../reports/offer/names.ts';

/** Somebody who gives these answers, then nothing more. */
function person(...answers: readonly string[]) {
  return personSpeaking('en', ...answers);
}

function personSpeaking(language: Language, ...answers: readonly string[]) {
  const questions: string[] = [];
  const said: string[] = [];
  const left = [...answers];
  return {
    questions,
    said,
    left,
    dialogue: {
      ask: (question: string) => {
        questions.push(question);
        return Promise.resolve(left.shift() ?? null);
      },
      say: (line: string) => said.push(line),
      names: NAMES,
      language,
      checkModel: findModel,
    },
  };
}

test('model, tokens and offers are asked for until an empty line', async () => {
  const { dialogue, questions, left } = person(
    'ling-plus',
    '9T',
    'H800 20 CNY/h',
    '910B2 7 CNY/h',
    '',
    'never asked for',
  );
  const { model, tokens, lines } = await askedAnswers(dialogue, { lines: [] });
  expect({ model, tokens }).toEqual({ model: 'ling-plus', tokens: 9e12 });
  expect(lines.map(({ offer }) => offer.chips)).toEqual([['nvidia-h800'], ['huawei-ascend-910b2']]);
  expect(questions.map(question => question.split(' ')[0])).toEqual(['Model', 'Tokens', 'Offer', 'Offer', 'Offer']);
  expect(left).toEqual(['never asked for']);
});

test('an answer that cannot be read is said, and asked for again', async () => {
  const { dialogue, said, questions } = person('ling-plus', 'many', '1e12', 'H8000 20 CNY/h', '', 'H800 20 CNY/h', '');
  const { tokens, lines } = await askedAnswers(dialogue, { lines: [] });
  expect(tokens).toBe(1e12);
  expect(lines).toHaveLength(1);
  expect(said[0]).toContain("--tokens is 'many'");
  expect(said[1]).toContain("'H8000' at character 1 is no chip");
  expect(said[2]).toContain('names no chip');
  expect(questions).toHaveLength(7);
});

test('an unknown model is asked for again', async () => {
  const { dialogue, said } = person('ling-plu', 'ling-plus', '1e12', 'H800 20 CNY/h', '');
  expect((await askedAnswers(dialogue, { lines: [] })).model).toBe('ling-plus');
  expect(said[0]).toContain("unknown model 'ling-plu'");
});

test('what options have said is not asked for', async () => {
  const { dialogue, questions } = person('');
  const line = { offer: offered('H800 20 CNY/h'), text: 'H800 20 CNY/h' };
  expect(await askedAnswers(dialogue, { model: 'ling-plus', tokens: 1e12, lines: [line] })).toEqual({
    model: 'ling-plus',
    tokens: 1e12,
    lines: [line],
  });
  expect(questions).toHaveLength(1);
});

test('the end of the input before an offer is refused', async () => {
  const { dialogue } = person('ling-plus', '1e12');
  await expect(askedAnswers(dialogue, { lines: [] })).rejects.toThrow('the input ended before the offers did');
});

test('of a name that fits several chips one is chosen by number or id; an empty line keeps them all', async () => {
  const line = { offer: offered('910B 7 CNY/h x 8'), text: '910B 7 CNY/h x 8' };
  const second = await oneChip(person('9', '2').dialogue, line);
  expect(second.offer.chips).toEqual(['huawei-ascend-910b2']);
  expect(offered(second.text)).toEqual(second.offer);
  expect((await oneChip(person('huawei-ascend-910b3').dialogue, line)).offer.chips).toEqual(['huawei-ascend-910b3']);
  expect(await oneChip(person('').dialogue, line)).toEqual(line);
});

test('questions and the answers that they name are in Chinese', async () => {
  const { dialogue, questions } = personSpeaking(
    'zh',
    'ling-plus',
    '9万亿',
    'H800 20元/卡时',
    '910B 7元/卡时',
    '2',
    '',
  );
  const { tokens, lines } = await askedAnswers(dialogue, { lines: [] });
  expect(questions).toEqual([
    '模型（id、公布的名称，或其 config.json 的路径）：',
    '训练 token 数（1e12、500B、9T、9万亿）：',
    '第 1 份报价（如 H800 20元/卡时）：',
    '第 2 份报价（直接按回车结束）：',
    expect.stringMatching(/^910B 对应 \d+ 款芯片：1 \S+、2 \S+.*。选哪一款（输入序号；直接按回车表示全部）：$/),
    '第 3 份报价（直接按回车结束）：',
  ]);
  expect(tokens).toBe(9e12);
  expect(lines.map(({ offer }) => offer.chips.length)).toEqual([1, 1]);
});
