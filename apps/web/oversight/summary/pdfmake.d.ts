/** What we use of pdfmake's build for browsers (its 0.3 brings no types). */
declare module 'pdfmake/build/pdfmake.min.js' {
  const pdfMake: {
    addVirtualFileSystem(files: Record<string, { data: string; encoding: 'base64' }>): void;
    addFonts(fonts: Record<string, { normal: string; bold: string }>): void;
    createPdf(definition: object): { getBuffer(): Promise<Uint8Array> };
  };
  export default pdfMake;
}

declare module '*.ttf?url' {
  const url: string;
  export default url;
}
