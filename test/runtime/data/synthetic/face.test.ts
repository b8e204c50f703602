import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createClips } from '../../../../src/runtime/data/synthetic/clip.ts';
import { drawExpression } from '../../../../src/runtime/data/synthetic/expression.ts';
import { faceSize, makeFace } from '../../../../src/runtime/data/synthetic/face.ts';
import { band, ellipse, ring, type Shape, stroke } from '../../../../src/runtime/data/synthetic/shapes.ts';
import { createRandom } from '../../../../src/runtime/kernels/random.ts';
import { correlation } from './_statistics.ts';

const clips = Array.from({ length: 300 }, (_, index) => createClips(1)(index));
const faces = clips.map(makeFace);

/** Row where it is darkest in the lower part of a few columns: where the mouth is. */
function darkestRow(face: Uint8Array, columns: readonly number[]): number {
  const row = (index: number): number => columns.reduce((sum, column) => sum + face[index * faceSize + column]!, 0);
  let [weight, total] = [0, 0];
  const rows = Array.from({ length: 14 }, (_, index) => index + 27);
  const brightest = Math.max(...rows.map(row));
  for (const index of rows) {
    const darkness = (brightest - row(index)) ** 3;
    weight += darkness;
    total += darkness * index;
  }
  return total / weight;
}

test('a picture has 48 x 48 values and uses much of the range', () => {
  for (const face of faces) {
    assert.is(face.length, faceSize * faceSize);
    const sorted = face.slice().sort();
    assert.ok(sorted[2200]! - sorted[100]! > 40, `${sorted[100]} to ${sorted[2200]}`);
  }
});

test('the corners of the mouth rise with valence, in pixels', () => {
  const curves = faces.map((face) => darkestRow(face, [22, 23, 24, 25]) - darkestRow(face, [18, 19, 28, 29]));
  const found = correlation(
    curves,
    clips.map(({ shown }) => shown.face.valence),
  );
  assert.ok(found > 0.5, String(found));
});

test('expressions follow the state: smile with valence, lids with arousal, and a frown is dominant where grief is not', () => {
  const random = createRandom(4);
  const states = clips.map(({ shown }) => shown.face);
  const expressions = states.map((state) => drawExpression(state, random));
  const smiles = expressions.map(({ mouthCurve }) => mouthCurve);
  const lids = expressions.map(({ eyeOpening }) => eyeOpening);
  assert.ok(
    correlation(
      smiles,
      states.map(({ valence }) => valence),
    ) > 0.7,
  );
  assert.ok(
    correlation(
      lids,
      states.map(({ arousal }) => arousal),
    ) > 0.6,
  );
  assert.ok(
    Math.abs(
      correlation(
        smiles,
        states.map(({ arousal }) => arousal),
      ),
    ) < 0.2,
  );
  const browOf = (dominance: number, arousal: number): number => {
    const draws = Array.from({ length: 200 }, () => drawExpression({ valence: 1.2, arousal, dominance }, random).browAngle);
    return draws.reduce((sum, value) => sum + value, 0) / draws.length;
  };
  assert.ok(browOf(4.5, 4.5) > 0.3 && browOf(1.5, 1.5) < -0.3);
});

/** Area of a shape, from pixels of unit size. */
function areaOf(shape: Shape): number {
  let area = 0;
  for (let y = -30; y <= 30; y += 1) for (let x = -30; x <= 30; x += 1) area += shape(x, y);
  return area;
}

test('shapes cover as much as geometry says, wherever they lie on the grid', () => {
  const isNear = (found: number, wanted: number) => assert.ok(Math.abs(found - wanted) < 0.04 * wanted, `${found} for ${wanted}`);
  for (const shift of [0, 0.3, 0.5]) {
    isNear(areaOf(ellipse(shift, -shift, 9, 5)), Math.PI * 45);
    isNear(areaOf(ring(shift, shift, 10, 8, 1.5)), Math.PI * (10.75 * 8.75 - 9.25 * 7.25));
    isNear(areaOf(stroke(-8 + shift, 0, 8 + shift, 5, 2)), 2 * Math.hypot(16, 5) + Math.PI);
    const upper = (t: number) => shift - t * t;
    const lower = (t: number) => shift + 6 * (1 - t * t) - t * t;
    // Between the parabolas lies 2 * 8 * (2 / 3) * 6; the pen adds half its thickness all round.
    const found = areaOf(band(0, 8, upper, lower, 0));
    isNear(found, 64);
  }
});

test('edges are smooth: a shift by a tenth of a pixel changes no pixel by more than about a tenth', () => {
  const [one, other] = [ellipse(0, 0, 6, 4), ellipse(0.1, 0, 6, 4)];
  for (let y = -8; y <= 8; y += 1) for (let x = -8; x <= 8; x += 1) assert.ok(Math.abs(one(x, y) - other(x, y)) < 0.13);
});

test.run();
