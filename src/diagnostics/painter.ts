type Paint = (text: string) => string;

/** The few colours that output uses. */
export interface Painter {
  readonly bold: Paint;
  readonly dim: Paint;
  readonly red: Paint;
  readonly yellow: Paint;
  readonly green: Paint;
  readonly cyan: Paint;
}

const same: Paint = (text) => text;

/** No colours at all. */
export const plain: Painter = { bold: same, dim: same, red: same, yellow: same, green: same, cyan: same };

/** The painter for a stream; picocolors is loaded only where there are colours. */
export async function loadPainter(colour: boolean): Promise<Painter> {
  if (!colour) return plain;
  const { default: picocolors } = await import("picocolors");
  return picocolors.createColors(true);
}
