/** The files of a new project that are read by people. Data paths are relative to the spec, so the folder can be moved. */

const dataset = `dataset clips {
  read   csv("clips.csv") as table
  read   npz("faces.npz") as faces                  // row i belongs to row i of the table
  id     clip             = table.column(id)
  group  speaker          = table.column(speaker)
  audio  speech           = table.file("{wav}")
  text   said             = table.column(said)
  image  face             = faces.pixels(face, height = 48, width = 48)
  label  feeling: emotion = table.column(emotion)
  split  70% / 15% / 15% by speaker                 // nobody is on two sides
}`;

/** The spec of a new project, `quickstart.emo`: the quickstart of the examples, over files. */
export const projectSpec = `emo 1

/// What four emotions sound, read and look like: three modalities, each alone and all together.
/// The clips are generated: put your own files in their place.
experiment quickstart {
  seed = 1
}

labels emotion = angry | happy | sad | calm

${dataset}

@MODEL@`;

export const projectManifest = `# The project: where data lies and where runs go, both relative to this file.
data: .
runs: runs
`;

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
