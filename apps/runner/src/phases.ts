/** Prints what is being done and, when it is done, how long it took. */
export class Phases {
  constructor(
    private readonly print: (line: string) => void,
    private readonly now: () => number,
  ) {}

  async do<T>(name: string, work: () => Promise<T>): Promise<T> {
    const began = this.now();
    const result = await work();
    this.print(`${name.padEnd(28)} ${((this.now() - began) / 1000).toFixed(1)} s`);
    return result;
  }
}
