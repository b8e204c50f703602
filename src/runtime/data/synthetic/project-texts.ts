/** The spec of a new project, `quickstart.emo`: the quickstart of the examples, over files instead of generated clips. */
export const projectSpec = `emo 1

/// Four emotions as they sound, read and look: each modality alone, and all three together.
/// The clips are generated: put your own in their place.
experiment quickstart {
  seed     = 1
}

labels emotion = angry | happy | sad | calm

dataset clips {
  read   csv("clips.csv") as table
  read   npz("faces.npz") as faces                          // one face for each row of the table
  id     clip = table.column(id)
  group  speaker = table.column(speaker)
  audio  speech = table.file("{wav}")
  text   said = table.column(said)
  image  face = faces.pixels(face, height = 48, width = 48)
  label  feeling: emotion = table.column(emotion)
  split  70% / 15% / 15% by speaker                         // nobody is on two sides
}

encoder tone from clips.speech {
  pyaudio(hop = 25 ms, mid = 500 ms)                        // audio           -> seq[T, 136]
  standardize()                                             // statistics of the training split only
  pool(mean)                                                // seq[T, 136]     -> vec[136]
  dropout(20%)
  dense(32, relu)
}

encoder words from clips.said {
  clean(lowercase)
  words(length = 24)                                        // text            -> tokens[T]
  embed(width = 32)                                         // tokens[T]       -> seq[T, 32]
  pool(mean)                                                // seq[T, 32]      -> vec[32]
}

encoder face from clips.face {
  conv(16, 5, relu, stride = 2, init = he_normal)           // image[48, 48, 1] -> image[24, 24, 16]
  max_pool(2)
  conv(24, 3, relu, init = he_normal)
  max_pool(2)                                               //                 -> image[6, 6, 24]
  flatten()
  dropout(30%)
  dense(32, relu)
}

fusion fused = joint(tone, words, face) {
  dropout(20%)
  dense(32, relu)
}

head by_voice from tone { classify(clips.feeling) }
head by_words from words { classify(clips.feeling) }
head by_face from face { classify(clips.feeling) }
head all from fused { classify(clips.feeling) }

loss =
  0.25 * cross_entropy(by_voice)
  + 0.25 * cross_entropy(by_words)
  + 0.25 * cross_entropy(by_face)
  + 0.25 * cross_entropy(all)

train {
  optimizer = adam(3e-3)
  batch     = 32
  epochs    = 30
  stop      = patience(6, on = val.loss)
}
`;

/** Its `emoc.yaml`: paths are relative to it, so the folder can be moved. */
export const projectManifest = `# The project: where data lies and where runs go, both relative to this file.
data: .
runs: runs
`;

/** Its README, for a number of clips and the seed they come from. */
export const projectReadme = ({
  clips,
  seed,
}: {
  readonly clips: number;
  readonly seed: number;
}): string => `# A first emoc project

\`quickstart.emo\` learns four emotions from voice, words and face, each alone and all together:

    emoc check quickstart.emo
    emoc train quickstart.emo

The data are ${clips} generated clips (seed ${seed}), to be replaced by your own:

| file | what it holds |
|---|---|
| \`clips.csv\` | one row a clip: \`id\`, \`speaker\`, the paths \`wav\` and \`png\`, what is \`said\`, \`valence\`, \`arousal\` and \`dominance\` in 1..5, \`emotion\` |
| \`wav/\` | the voice of each clip, 16 kHz, 16 bit, mono |
| \`faces/\` | the face of each clip, a gray picture of 48 x 48 |
| \`faces.npz\` | the same pictures as one array \`face\` [${clips}, 48, 48] of 8-bit values, in the order of the table |
| \`emoc.yaml\` | the project: where data lies and where runs go |

Pictures are read from arrays, not from picture files: the spec reads \`faces.npz\`, and the PNG files are there to be looked at. An array of your own
comes from NumPy in one line: \`numpy.savez_compressed('faces.npz', face=pictures)\`.

In a quarter of the clips one of the three channels contradicts the other two: a single modality is then wrong where all three together need not be.
`;
