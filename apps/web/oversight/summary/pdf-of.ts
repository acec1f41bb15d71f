import pdfMake from 'pdfmake/build/pdfmake.min.js';
import bold from 'pdfmake/build/fonts/Roboto/Roboto-Medium.ttf?url';
import regular from 'pdfmake/build/fonts/Roboto/Roboto-Regular.ttf?url';
import { m } from '../../generated/texts/messages.js';
import { currentLocale, inLocale, type Locale, LOCALES } from '../../text/locale.js';
import { type Summary, summaryOf, type SummaryTable, type SummaryWish } from './summary-of.js';

const FONT = 'Roboto';

/** The same summary as one PDF a language. The font, which has every letter of the three, is embedded in each. */
export async function summariesOf(wish: SummaryWish): Promise<ReadonlyMap<Locale, Uint8Array<ArrayBuffer>>> {
  await fontsReady();
  const made = new Map<Locale, Uint8Array<ArrayBuffer>>();
  for (const locale of LOCALES) {
    const definition = inLocale(locale, () => definitionOf(summaryOf(wish)));
    made.set(locale, Uint8Array.from(await pdfMake.createPdf(definition).getBuffer()));
  }
  return made;
}

let ready: Promise<void> | undefined;

/** Fetched with the first summary; a fetch that fails is tried again with the next. */
function fontsReady(): Promise<void> {
  ready ??= loadFonts().catch((error: unknown) => {
    ready = undefined;
    throw error;
  });
  return ready;
}

async function loadFonts(): Promise<void> {
  const files: Record<string, { data: string; encoding: 'base64' }> = {};
  for (const [name, url] of Object.entries({ regular, bold })) {
    const answer = await fetch(url);
    if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
    files[name] = { data: base64(new Uint8Array(await answer.arrayBuffer())), encoding: 'base64' };
  }
  pdfMake.addVirtualFileSystem(files);
  pdfMake.addFonts({ [FONT]: { normal: 'regular', bold: 'bold' } });
}

const base64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));

function definitionOf({ title, facts, verdict, tables }: Summary) {
  const footer = m.summary_page({ page: '{page}', pages: '{pages}' });
  return {
    info: { title },
    language: currentLocale(),
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { font: FONT, fontSize: 9, lineHeight: 1.2 },
    styles: { title: { fontSize: 18, bold: true }, section: { fontSize: 12, bold: true, margin: [0, 16, 0, 4] } },
    footer: (page: number, pages: number) => ({
      text: footer.replace('{page}', String(page)).replace('{pages}', String(pages)),
      margin: [48, 16],
      fontSize: 8,
    }),
    content: [
      { text: title, style: 'title' },
      { text: m.summary_words(), margin: [0, 6, 0, 10] },
      {
        layout: 'noBorders',
        table: { widths: [110, '*'], body: facts.map(([name, value]) => [{ text: name, bold: true }, value]) },
      },
      { text: verdict, bold: true, margin: [0, 10, 0, 0] },
      ...tables.flatMap(tableOf),
    ],
  };
}

function tableOf({ title, columns, rows, none }: SummaryTable) {
  const head = columns.map((text) => ({ text, bold: true }));
  const table = { headerRows: 1, widths: columns.map(() => 'auto'), body: [head, ...rows.map((row) => [...row])] };
  return [
    { text: title, style: 'section', headlineLevel: 1 },
    rows.length === 0 ? { text: none } : { layout: 'lightHorizontalLines', table },
  ];
}
