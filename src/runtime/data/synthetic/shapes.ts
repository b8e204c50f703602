/** How much of the pixel at (`x`, `y`) a shape covers, 0..1: its distance to the edge, cut off at half a pixel on both sides. */
export type Shape = (x: number, y: number) => number;

const coverage = (distance: number): number => (distance <= -0.5 ? 1 : distance >= 0.5 ? 0 : 0.5 - distance);

/** An ellipse with half axes `a` and `b`, by the first-order distance to its edge: the implicit function over its gradient. */
export function ellipse(centreX: number, centreY: number, a: number, b: number): Shape {
  return (x, y) => {
    const [u, v] = [(x - centreX) / a, (y - centreY) / b];
    const length = Math.hypot(u, v);
    if (length === 0) return coverage(-Math.min(a, b));
    return coverage((length * (length - 1)) / Math.hypot(u / a, v / b));
  };
}

/** The edge of an ellipse, drawn with a pen of this thickness. */
export function ring(centreX: number, centreY: number, a: number, b: number, thickness: number): Shape {
  const [outer, inner] = [
    ellipse(centreX, centreY, a + thickness / 2, b + thickness / 2),
    ellipse(centreX, centreY, a - thickness / 2, b - thickness / 2),
  ];
  return (x, y) => outer(x, y) - inner(x, y);
}

/** A straight line with round ends. */
export function stroke(fromX: number, fromY: number, toX: number, toY: number, thickness: number): Shape {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const square = dx * dx + dy * dy;
  return (x, y) => {
    const along = Math.max(0, Math.min(1, ((x - fromX) * dx + (y - fromY) * dy) / square));
    return coverage(Math.hypot(x - fromX - along * dx, y - fromY - along * dy) - thickness / 2);
  };
}

/**
 * What lies between two parabolas over the same chord of half width `halfWidth`: `upper(t)` and `lower(t)` give their y for t in -1..1. With
 * the same function twice and a `thickness` it is a curved line.
 */
export function band(
  centreX: number,
  halfWidth: number,
  upper: (t: number) => number,
  lower: (t: number) => number,
  thickness: number,
): Shape {
  return (x, y) => {
    const t = (x - centreX) / halfWidth;
    const inner = Math.max(-1, Math.min(1, t));
    const beside = Math.max(0, Math.abs(x - centreX) - halfWidth);
    const [top, bottom] = [upper(inner), lower(inner)];
    // A steep edge is nearer than it is high: the slope turns a height into a distance.
    const slope = (upper(Math.min(1, inner + 0.05)) - upper(Math.max(-1, inner - 0.05))) / (0.1 * halfWidth);
    const above = Math.max(top - y, y - bottom) / Math.hypot(1, slope);
    return coverage(Math.hypot(beside, Math.max(0, above)) + Math.min(0, above) - thickness / 2);
  };
}
