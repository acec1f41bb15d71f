/** What one program is given on its standard input: `ip -batch -`, `tc -batch -`, `nft -f -`. */
export interface Batch {
  readonly program: 'ip' | 'tc' | 'nft';
  readonly text: string;
}

export const batch = (program: Batch['program'], lines: readonly string[]): Batch => ({
  program,
  text: `${lines.join('\n')}\n`,
});
