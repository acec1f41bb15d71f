import { Injectable } from '@nestjs/common';

/** `session` as in Visitor; `reason` for the one who looks after the sockets. */
export interface EndedSession {
  readonly session: string;
  readonly reason: 'signed-out' | 'revoked';
}

/**
 * Tells when a sign-in or an enrolment ended, so that sockets opened with it are closed at once.
 * Only for this process: a second replica's sockets close at their next frame's check.
 */
export abstract class SessionEnded {
  /** @returns a function that stops listening. */
  abstract listen(heard: (ended: EndedSession) => void): () => void;
  abstract tell(ended: EndedSession): void;
}

@Injectable()
export class LocalSessionEnded extends SessionEnded {
  readonly #listeners = new Set<(ended: EndedSession) => void>();

  override listen(heard: (ended: EndedSession) => void): () => void {
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  }

  override tell(ended: EndedSession): void {
    for (const heard of this.#listeners) heard(ended);
  }
}
