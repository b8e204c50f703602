import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { applyOverrides } from '../../../src/runtime/train/overrides.ts';
import { failureOf } from '../failure-of.ts';

const test = suite('overrides');

const text = `emo 1

experiment vad { seed = 7 }

let alpha = 0.1   // a comment that stays

encoder tone from clips.sound {
  dense(512, relu, init = he_normal)
  dropout(20%)
  dense(256, relu)
}

loss = alpha * mse(valence)

train {
  optimizer = adam(1e-3, decay = 0.96 per epoch)
  batch     = 128
  stop      = patience(10, on = val.loss)
}
`;
const withOverride = (...overrides: string[]): string => applyOverrides({ file: 'vad.emo', text }, overrides).text;
const changed = (from: string, to: string): string => {
  assert.is(text.split(from).length, 2, `${from} stands once in the text`);
  return text.replace(from, to);
};

test('a value is replaced where it stands, and nothing else changes', () => {
  assert.is(withOverride('train.batch=64'), changed('128', '64'));
  assert.is(withOverride('experiment.seed = 11'), changed('seed = 7', 'seed = 11'));
  assert.is(withOverride('alpha=0.25'), changed('0.1 ', '0.25 '));
  assert.is(withOverride('loss=mse(valence)'), changed('alpha * mse(valence)', 'mse(valence)'));
  assert.is(withOverride('train.optimizer=sgd(0.1)'), changed('adam(1e-3, decay = 0.96 per epoch)', 'sgd(0.1)'));
});

test('arguments go by their names, those without one by the names of their kind', () => {
  assert.is(withOverride('train.optimizer.rate=5e-4'), changed('1e-3', '5e-4'));
  assert.is(withOverride('train.optimizer.decay=0.9 per epoch'), changed('0.96 per epoch', '0.9 per epoch'));
  assert.is(withOverride('train.stop.epochs=3'), changed('patience(10', 'patience(3'));
  assert.is(withOverride('train.stop.on=val.valence.ccc'), changed('val.loss', 'val.valence.ccc'));
});

test('steps go by their names, numbered where a kind stands twice', () => {
  assert.is(withOverride('tone.dense_1.width=64'), changed('512', '64'));
  assert.is(withOverride('tone.dense_2.width=64'), changed('256', '64'));
  assert.is(withOverride('tone.dropout.share=50%'), changed('20%', '50%'));
  assert.is(withOverride('tone.dense_1.init=zeros'), changed('he_normal', 'zeros'));
});

test('several are applied one after the other', () => {
  assert.is(
    withOverride('train.optimizer=sgd(0.1)', 'train.optimizer.rate=0.2'),
    changed('adam(1e-3, decay = 0.96 per epoch)', 'sgd(0.2)'),
  );
});

test('a setting that is not written yet is added to its block', () => {
  assert.match(withOverride('train.epochs=3'), /train \{[^}]*\n {2}epochs = 3\n\}/);
});

test('what is no override and what leads nowhere is said', () => {
  for (const found of [
    'train.batch',
    '=3',
    'train.batch=',
    'train batch=3',
    'train.batch=3 // }',
    'train.batch=3\nx = 2',
    'a==2',
  ])
    assert.is(failureOf(() => withOverride(found)).code, 'E1021', found);
  const { code, help } = failureOf(() => withOverride('train.optimizer.rat=3'));
  assert.is(code, 'E1022');
  assert.is(help[0]?.text, 'did you mean `train.optimizer.rate`?');
  assert.is(failureOf(() => withOverride('trian.batch=3')).code, 'E1022');
});

test('two slashes inside a text are no comment', () => {
  assert.is(withOverride('loss="a//b"'), changed('alpha * mse(valence)', '"a//b"'));
});

test.run();
