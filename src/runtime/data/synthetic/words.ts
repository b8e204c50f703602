/** A word with the place it takes in valence and arousal, each in 1..5, after the norms of Warriner, Kuperman and Brysbaert (2013), rounded. */
export interface Word {
  readonly text: string;
  readonly valence: number;
  readonly arousal: number;
}

const word = (text: string, valence: number, arousal: number): Word => ({ text, valence, arousal });

/** What one can be: "I am …". */
export const feelings: readonly Word[] = [
  word('furious', 1.4, 4.6),
  word('angry', 1.6, 4.4),
  word('outraged', 1.5, 4.5),
  word('annoyed', 2, 3.9),
  word('stressed', 2, 4),
  word('sad', 1.6, 2),
  word('lonely', 1.7, 1.9),
  word('hopeless', 1.4, 2.1),
  word('bored', 2.2, 1.6),
  word('disappointed', 1.9, 2.4),
  word('fine', 3.3, 2.6),
  word('curious', 3.3, 3.4),
  word('unsure', 2.7, 2.8),
  word('thrilled', 4.6, 4.6),
  word('excited', 4.5, 4.5),
  word('delighted', 4.6, 4.1),
  word('proud', 4.4, 3.8),
  word('amazed', 4.3, 4.3),
  word('relaxed', 4.3, 1.5),
  word('peaceful', 4.5, 1.5),
  word('content', 4.2, 2),
  word('grateful', 4.5, 2.3),
  word('comfortable', 4.1, 1.8),
];

/** What an event can be: "The trip was …". */
export const qualities: readonly Word[] = [
  word('horrible', 1.4, 4.2),
  word('awful', 1.6, 3.9),
  word('scary', 1.9, 4.5),
  word('chaotic', 2.1, 4.1),
  word('dull', 2.1, 1.6),
  word('gloomy', 1.8, 2),
  word('dreary', 1.8, 1.9),
  word('pointless', 1.8, 2.3),
  word('long', 2.8, 2.7),
  word('ordinary', 3, 2.3),
  word('different', 3.2, 3.2),
  word('fantastic', 4.6, 4.4),
  word('brilliant', 4.5, 4.2),
  word('wonderful', 4.6, 3.8),
  word('hilarious', 4.4, 4.4),
  word('pleasant', 4.3, 2),
  word('gentle', 4.1, 1.6),
  word('cosy', 4.3, 1.7),
  word('lovely', 4.5, 2.5),
];

/** What one can do to an event: "I … the trip". */
export const verbs: readonly Word[] = [
  word('hate', 1.4, 4.4),
  word('dread', 1.6, 4),
  word('resent', 1.8, 3.8),
  word('regret', 1.7, 2.3),
  word('miss', 2, 2),
  word('remember', 3.2, 2.7),
  word('forget', 2.7, 2.4),
  word('love', 4.6, 4.2),
  word('adore', 4.6, 3.9),
  word('enjoy', 4.4, 3),
  word('appreciate', 4.2, 2),
  word('treasure', 4.4, 2.1),
];

/** Events that say nothing. */
export const topics = [
  'the meeting',
  'the trip',
  'the lesson',
  'the phone call',
  'the weekend',
  'the dinner',
  'the concert',
  'the interview',
  'the walk',
  'the game',
  'the party',
  'the drive',
] as const;

export const people = ['Anna', 'Tom', 'my sister', 'my boss', 'our neighbours', 'the kids', 'a friend', 'my uncle'] as const;

export const times = ['today', 'on Monday', 'last night', 'this morning', 'after work', 'in the end'] as const;
