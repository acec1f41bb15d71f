import type { ComponentChildren } from 'preact';

const SHAPES = { good: '✓', caution: '!', bad: '✕', unknown: 'i' } as const;

interface NoticeProps {
  kind: keyof typeof SHAPES;
  title: string;
  children?: ComponentChildren;
  /** Stable code in small type, for whoever helps. */
  code?: string | undefined;
  /** `alert` only for seal, link and bell. */
  role?: 'status' | 'alert';
}

/** What happened, what is safe, what to do. */
export function Notice({ kind, title, children, code, role }: NoticeProps) {
  return (
    <div class={`notice notice-${kind}`} role={role}>
      <span class="notice-shape" aria-hidden="true">
        {SHAPES[kind]}
      </span>
      <div class="notice-words">
        <p class="lead">{title}</p>
        {children}
        {code && (
          <p class="small notice-code" data-unspoken>
            {code}
          </p>
        )}
      </div>
    </div>
  );
}
