import { Receipt } from '#protocol';
import { readReceiptCode, type SeenTranscript } from '#receipt';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

/** What an auditor calls a receipt. `code`: the text of a kiosk's QR code; `other`: a bare tlog-proof, or nothing we know. */
export type ReceiptFile = { readonly name: string; readonly text: string } & (
  | { readonly kind: 'receipt'; readonly receipt: Receipt }
  | { readonly kind: 'code'; readonly seen: SeenTranscript }
  | { readonly kind: 'other' }
);

/** Throws when the file cannot be read. */
export async function readReceiptFile(file: string): Promise<ReceiptFile> {
  const name = basename(file);
  const text = await readFile(file, 'utf8');
  const seen = readReceiptCode(text);
  if (seen) return { kind: 'code', name, text, seen };
  const receipt = receiptIn(text);
  return receipt ? { kind: 'receipt', name, text, receipt } : { kind: 'other', name, text };
}

function receiptIn(text: string): Receipt | undefined {
  try {
    return Receipt.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
