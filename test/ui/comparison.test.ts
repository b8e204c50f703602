import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { comparisonTables } from '../../src/ui/comparison.ts';
import { summary } from './_events.ts';

const head = (name: string, protocol = 'classification@1') => ({
  name,
  protocol,
  primary: 'macro_f1',
  better: 'higher' as const,
});

test('heads that are judged alike stand side by side, with what knowing nothing would score', () => {
  const metrics = {
    validation: { voice: { macro_f1: 0.5 }, all: { macro_f1: 0.75 } },
    test: { voice: { macro_f1: 0.4 }, all: { macro_f1: 0.7 } },
  };
  const baselines = { test: { voice: { macro_f1: 0.1 }, all: { macro_f1: 0.1 } } };
  assert.equal(comparisonTables({ ...summary, metrics, baselines }, [head('voice'), head('all')]), [
    'macro_f1 of each head  validation    test  baseline test',
    '  voice                    0.5000  0.4000         0.1000',
    '  all                      0.7500  0.7000         0.1000',
  ]);
});

test('a head that is alone under its protocol is not compared', () => {
  assert.equal(comparisonTables(summary, [head('felt'), { ...head('arousal', 'vad@1'), primary: 'ccc' }]), []);
});

test.run();
