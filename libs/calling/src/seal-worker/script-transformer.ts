/** An encoded frame as browsers hand it to a worker. */
export interface EncodedFrame {
  data: ArrayBuffer;
}

/** What the session needs of an RTCRtpScriptTransformer; tests make one of two TransformStreams. */
export interface ScriptTransformer {
  readonly readable: ReadableStream<EncodedFrame>;
  readonly writable: WritableStream<EncodedFrame>;
  sendKeyFrameRequest?(): Promise<unknown>;
}
