/** Size and root of a tree. */
export interface KeeperHead {
  readonly size: number;
  readonly root: Uint8Array;
}

export const fromHex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
