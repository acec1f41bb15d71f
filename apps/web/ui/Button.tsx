import type { ComponentChildren } from 'preact';

interface ButtonProps {
  children: ComponentChildren;
  /** One `main` a screen; `danger` names its object and never stands beside `main`. */
  kind?: 'main' | 'quiet' | 'danger';
  onPress?: () => void;
  submit?: boolean;
  off?: boolean;
  /** Id of the words that say why it is off. */
  why?: string | undefined;
  wide?: boolean;
}

export function Button({ children, kind = 'quiet', onPress, submit, off, why, wide }: ButtonProps) {
  return (
    <button
      type={submit ? 'submit' : 'button'}
      class={`button button-${kind}${wide ? ' button-wide' : ''}`}
      aria-disabled={off ? 'true' : undefined}
      aria-describedby={why}
      onClick={(event) => {
        if (!off) return onPress?.();
        event.preventDefault();
      }}
    >
      {children}
    </button>
  );
}
