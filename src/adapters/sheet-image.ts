import QRCode from "qrcode";
import sharp from "sharp";

export interface SheetImageOptions {
  readonly format: "png" | "jpeg";
  /** Pixels for every unit of the drawing; 1 unless told. */
  readonly scale?: number;
}

const SVG_DENSITY = 72;

/** The bytes of an image file. The same drawing gives the same bytes on the same machine. */
export async function renderSheetImage(svg: string, options: SheetImageOptions): Promise<Uint8Array> {
  const image = sharp(Buffer.from(svg), { density: SVG_DENSITY * (options.scale ?? 1) });
  switch (options.format) {
    case "png":
      return image
        .flatten({ background: "#ffffff" })
        .png({ palette: true, colours: 16, dither: 0, effort: 1 })
        .toBuffer();
    case "jpeg":
      return image.flatten({ background: "#ffffff" }).jpeg({ quality: 68 }).toBuffer();
  }
}

/** The modules of the text's QR code at level Q, row by row, true where dark; the caller draws the quiet zone. */
export function qrModules(text: string): readonly (readonly boolean[])[] {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: "Q" });
  return Array.from({ length: modules.size }, (_, row) =>
    Array.from({ length: modules.size }, (_, column) => modules.get(row, column) !== 0),
  );
}
