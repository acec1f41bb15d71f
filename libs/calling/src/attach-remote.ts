/**
 * Plays a remote stream. A track that is not attached to a *playing* element is not decoded, and its counters stay 0.
 * `blocked`: the browser wants a touch first; call again from one.
 */
export async function attachRemote(element: HTMLMediaElement, stream: MediaStream): Promise<'playing' | 'blocked'> {
  if (element.srcObject !== stream) element.srcObject = stream;
  element.autoplay = true;
  try {
    await element.play();
    return 'playing';
  } catch {
    return 'blocked';
  }
}

/** Plays the pictures alone of a stream whose tracks stay. An own microphone that is attached is played, muted or not, and that costs. */
export function attachPictures(element: HTMLMediaElement, stream: MediaStream): Promise<'playing' | 'blocked'> {
  element.muted = true;
  return attachRemote(element, new MediaStream(stream.getVideoTracks()));
}
