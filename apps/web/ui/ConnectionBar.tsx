import { m } from '../generated/texts/messages.js';

/** The connection to our server is lost: since when, and that what is shown is of then. */
export function ConnectionBar({ since }: { since: string | undefined }) {
  return (
    <div class="connection" role="alert">
      {since && (
        <p>
          <span aria-hidden="true">⚠ </span>
          {m.connection_lost({ since })}
        </p>
      )}
    </div>
  );
}
