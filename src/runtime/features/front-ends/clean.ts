import type { Settings } from '../../../compiler/catalogue/schema.ts';
import { samplesOf } from '../../data/samples.ts';
import { defineFrontEnd } from '../define-front-end.ts';
import { type CleanSettings, clean as cleanText, type Handling } from '../text/clean.ts';

/** `clean`: links, mentions, hashtags, numbers and capitals as its settings say; entities such as `&amp;` are always resolved. */
export const clean = defineFrontEnd({
  name: 'clean',
  apply: (input, step) => {
    const settings = cleanSettings(step.settings);
    return { kind: 'text', texts: samplesOf(input, 'text').texts.map((text) => cleanText(text, settings)) };
  },
});

function cleanSettings(settings: Settings): CleanSettings {
  const policyOf = (name: string): Handling => {
    const value = settings[name];
    if (value === 'keep' || value === 'drop' || value === 'token') return value;
    throw new Error(`clean knows no ${name} = ${String(value)} (a bug of emoc)`);
  };
  return {
    lowercase: settings.lowercase === true,
    url: policyOf('url'),
    mention: policyOf('mention'),
    hashtag: settings.hashtag === 'split' ? 'words' : policyOf('hashtag'),
    number: policyOf('number'),
  };
}
