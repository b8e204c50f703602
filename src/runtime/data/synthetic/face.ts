import type { Random } from '../../kernels/random.ts';
import type { Clip } from './clip.ts';
import { drawExpression, type Expression } from './expression.ts';
import { clamp } from './latent.ts';
import { band, ellipse, ring, type Shape, stroke } from './shapes.ts';
import type { FaceTraits } from './speaker.ts';

/** Height and width of a picture. */
export const faceSize = 48;

/** A shape and its brightness, 0..1; later layers cover earlier ones. */
interface Layer {
  readonly shape: Shape;
  readonly brightness: number;
}

/** How a picture was taken: where the head is (pixels), how big, how it is lit from the side, how grainy the film is. */
interface View {
  readonly shiftX: number;
  readonly shiftY: number;
  readonly scale: number;
  readonly exposure: number;
  readonly sideLight: number;
  readonly background: number;
  readonly grain: number;
}

/** The face of a clip, [48, 48] row by row from the top left, 0 (black) to 255 (white). */
export function makeFace(clip: Clip): Uint8Array<ArrayBuffer> {
  const random = clip.random.child('face');
  const expression = drawExpression(clip.shown.face, random);
  const view = drawView(random);
  const layers = drawing(expression, clip.speaker.face);
  const pixels = new Uint8Array(faceSize * faceSize);
  const middle = (faceSize - 1) / 2;
  for (let row = 0; row < faceSize; row += 1) {
    for (let column = 0; column < faceSize; column += 1) {
      const x = (column - middle - view.shiftX) / view.scale;
      const y = (row - middle - view.shiftY) / view.scale;
      let brightness = view.background;
      for (const layer of layers) brightness += layer.shape(x, y) * (layer.brightness - brightness);
      const light = view.exposure * (1 + (view.sideLight * (column - middle)) / middle);
      pixels[row * faceSize + column] = clamp(Math.round(255 * (brightness * light + view.grain * random.normal())), 0, 255);
    }
  }
  return pixels;
}

function drawView(random: Random): View {
  const around = (middle: number, most: number): number => middle + most * (2 * random.uniform() - 1);
  return {
    shiftX: around(0, 2),
    shiftY: around(0, 2),
    scale: around(1, 0.08),
    exposure: around(1, 0.15),
    sideLight: around(0, 0.2),
    background: around(0.4, 0.25),
    grain: around(0.05, 0.02),
  };
}

/** The layers of a face at the origin, y downwards. */
function drawing(expression: Expression, face: FaceTraits): Layer[] {
  const dark = 0.12;
  const head = ellipse(0, 0, face.headWidth, face.headHeight);
  const hairEdge = -face.hairLine;
  const hair: Shape = (x, y) => head(x, y) * clamp(hairEdge - y + 0.5 - (x * x) / 60, 0, 1);
  return [
    { shape: head, brightness: face.skin },
    { shape: hair, brightness: face.hair },
    { shape: stroke(0, -1, -0.8, 4, 0.8), brightness: face.skin - 0.15 },
    ...[-1, 1].flatMap((side) => eye(side, expression, face)),
    ...mouth(expression, face, dark),
  ];
}

function eye(side: number, { eyeOpening, browAngle, browHeight }: Expression, face: FaceTraits): Layer[] {
  const [x, y] = [side * face.eyeDistance, -3];
  const opening = 1.7 + 1.3 * eyeOpening;
  const browY = y - 4.2 - 1.2 * browHeight;
  const tilt = 2.2 * browAngle;
  const glasses: Layer[] = face.hasGlasses ? [{ shape: ring(x, y + 0.3, 4.4, 4.2, 0.7), brightness: 0.15 }] : [];
  return [
    { shape: ellipse(x, y, 2.9, opening), brightness: 0.95 },
    { shape: ellipse(x, y, 1.3, Math.min(1.3, opening)), brightness: 0.08 },
    {
      shape: stroke(x - side * 3, browY + tilt / 2, x + side * 3, browY - tilt / 2, face.browThickness),
      brightness: face.hair * 0.7,
    },
    ...glasses,
  ];
}

/** Lips are two parabolas: their corners move with the curve, and the lower one hangs deeper the wider the mouth is open. */
function mouth({ mouthCurve, mouthOpening }: Expression, face: FaceTraits, dark: number): Layer[] {
  const y = 9;
  const gap = 1.6 + 1.9 * mouthOpening;
  const lip = (depth: number) => (t: number) => y + 2.8 * mouthCurve * (0.5 - t * t) + depth * (1 - t * t);
  const opened = band(0, face.mouthWidth, lip(0), lip(Math.max(0, gap)), 1.2);
  const line = band(0, face.mouthWidth, lip(0), lip(0), 1.2);
  return gap <= 0 ? [{ shape: line, brightness: dark }] : [{ shape: opened, brightness: dark }];
}
