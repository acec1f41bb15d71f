import type { ComponentChildren } from 'preact';

/** State *nothing yet*: what will appear here, and how to begin. */
export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <div class="empty stack">
      <p class="lead">{title}</p>
      {children}
    </div>
  );
}
