import { Injectable } from '@nestjs/common';

/** `session` as in Visitor; `reason` for the one who looks after the sockets. */
export interface EndedSession {
  readonly session: string;
  readonly reason: 'signed-out' | 'revoked';
}

/** How many ended sign-ins are remembered: far more than end while one is looked up. */
const REMEMBERED = 10_000;

/**
 * Tells when a sign-in or an enrolment ended, so that sockets and media opened with it end at once. Only for this
 * process; what another process ends in the database is found by EndedElsewhere.
 */
export abstract class SessionEnded {
  /** @returns a function that stops listening. */
  abstract listen(heard: (ended: EndedSession) => void): () => void;
  abstract tell(ended: EndedSession): void;
  /** True after `tell`, for whoever looked a visitor up before and acts after. */
  abstract isOver(session: string): boolean;
}

@Injectable()
export class LocalSessionEnded extends SessionEnded {
  readonly #listeners = new Set<(ended: EndedSession) => void>();
  readonly #over = new Set<string>();

  override listen(heard: (ended: EndedSession) => void): () => void {
    this.#listeners.add(heard);
    return () => this.#listeners.delete(heard);
  }

  override tell(ended: EndedSession): void {
    this.#over.add(ended.session);
    for (const oldest of this.#over) {
      if (this.#over.size <= REMEMBERED) break;
      this.#over.delete(oldest);
    }
    for (const heard of this.#listeners) heard(ended);
  }

  override isOver(session: string): boolean {
    return this.#over.has(session);
  }
}
