import { type Dimension, isSameShape } from '../../graph/dimension.ts';

interface BlockedImage {
  readonly blocked: string;
  readonly shape: readonly Dimension[];
  /** Whether the image was made in blocks, and its other form made of that. */
  readonly isFirst: boolean;
}

/** Of images that exist in two forms, channels in blocks and not: the name of the one by the name of the other, which stands for the image. */
export class BlockedImages {
  readonly #images = new Map<string, BlockedImage>();

  /** Notes that the image `name` of `shape` lies in blocks under the name `blocked`; `isFirst` says that this is the form it was made in. */
  note(name: string, blocked: string, shape: readonly Dimension[], isFirst: boolean): void {
    this.#images.set(name, { blocked, shape, isFirst });
  }

  /** The form in blocks, if there is one. */
  of(name: string): string | undefined {
    return this.#images.get(name)?.blocked;
  }

  isMadeInBlocks(name: string): boolean {
    return this.#images.get(name)?.isFirst === true;
  }

  /** The shape that all of these images have, if all were made in blocks and have one shape. */
  sharedShape(names: readonly string[]): readonly Dimension[] | null {
    const images = names.map((name) => this.#images.get(name));
    const shape = images[0]?.shape;
    const isShared = shape !== undefined && images.every((image) => image?.isFirst === true && isSameShape(image.shape, shape));
    return isShared ? shape : null;
  }
}
