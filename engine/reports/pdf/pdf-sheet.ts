import PdfDocument from 'pdfkit';
import { inLatin1 } from './latin1.ts';

/** Width between the margins of A4, in points. */
export const TEXT_WIDTH = 595.28 - 2 * 40;

const MARGIN = 40;
const BOTTOM = 841.89 - 52;

/** A4 pages that are filled from top to bottom. Positions in points from the top left. */
export class PdfSheet {
  readonly document: PDFKit.PDFDocument;
  readonly #chunks: Buffer[] = [];
  #y = MARGIN;

  /** `created` is Unix ms: the stamp in the file, which must not depend on when the file is made. */
  constructor(title: string, created: number) {
    // oxlint-disable-next-line no-restricted-globals -- the PDF writer takes its stamp as a Date; the value is the journal's, not now
    const stamp = new Date(created);
    this.document = new PdfDocument({
      size: 'A4',
      margin: MARGIN,
      bufferPages: true,
      compress: false,
      info: { Title: inLatin1(title), Creator: 'Edgewright', Producer: 'Edgewright', CreationDate: stamp },
    });
    this.document.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
  }

  get y(): number {
    return this.#y;
  }

  /** Goes down by so much. */
  skip(height: number): void {
    this.#y += height;
  }

  /** Begins a new page when less than `height` is left; answers whether it did. */
  makeRoom(height: number): boolean {
    if (this.#y + height <= BOTTOM) return false;
    this.document.addPage();
    this.#y = MARGIN;
    return true;
  }

  /** A heading that stays together with at least `following` points below it. */
  heading(text: string, following: number): void {
    this.makeRoom(26 + following);
    this.#y += 12;
    this.document.font('Helvetica-Bold').fontSize(11).fillColor('#1b2430');
    this.document.text(inLatin1(text), MARGIN, this.#y, { lineBreak: false });
    this.#y += 18;
  }

  /** A paragraph, broken into lines where it has to be. */
  paragraph(text: string, color = '#1b2430'): void {
    this.document.font('Helvetica').fontSize(8.5);
    const height = this.document.heightOfString(inLatin1(text), { width: TEXT_WIDTH });
    this.makeRoom(height + 3);
    this.document.fillColor(color).text(inLatin1(text), MARGIN, this.#y, { width: TEXT_WIDTH });
    this.#y += height + 3;
  }

  /** Writes the foot of every page and answers the bytes of the file. */
  finish(foot: string): Promise<Uint8Array> {
    const { count } = this.document.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.document.switchToPage(page);
      // Below the bottom margin, where the writer would otherwise begin a new page by itself.
      this.document.page.margins.bottom = 0;
      this.document.font('Helvetica').fontSize(7.5).fillColor('#5b6776');
      const options = { width: TEXT_WIDTH, lineBreak: false } as const;
      this.document.text(inLatin1(foot), MARGIN, 841.89 - 34, options);
      this.document.text(`Page ${page + 1} of ${count}`, MARGIN, 841.89 - 34, { ...options, align: 'right' });
    }
    return new Promise((resolve, reject) => {
      this.document.on('end', () => resolve(Uint8Array.from(Buffer.concat(this.#chunks))));
      this.document.on('error', reject);
      this.document.end();
    });
  }
}
