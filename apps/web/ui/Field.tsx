import { useId } from 'preact/hooks';

interface FieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  type?: 'text' | 'password' | 'date';
  hint?: string;
  problem?: string | undefined;
  autocomplete?: 'off' | 'username' | 'current-password' | 'new-password' | 'one-time-code';
  maxLength?: number;
  /** With it the field is a list to choose from. */
  options?: readonly { value: string; label: string }[];
  placeholder?: string;
}

/** A labelled input; what is wrong with it stands between label and input and is tied to it. */
export function Field(props: FieldProps) {
  const id = useId();
  const described = [props.hint && `${id}-hint`, props.problem && `${id}-problem`].filter(Boolean).join(' ');
  // One type of all, because the attributes allowed differ by type; those set here fit each.
  const type = (props.type ?? 'text') as 'text';
  const shared = {
    id,
    class: 'field-input',
    value: props.value,
    ...(described ? { 'aria-describedby': described } : {}),
    ...(props.problem ? { 'aria-invalid': 'true' as const } : {}),
    onInput: (event: Event) => props.onInput((event.currentTarget as HTMLInputElement | HTMLSelectElement).value),
  };
  return (
    <div class={props.problem ? 'field field-wrong' : 'field'}>
      <label for={id}>{props.label}</label>
      {props.hint && (
        <p class="small" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.problem && (
        <p class="field-problem" id={`${id}-problem`}>
          <span aria-hidden="true">▲ </span>
          {props.problem}
        </p>
      )}
      {props.options ? (
        <select {...shared}>
          <option value="">{props.placeholder ?? ''}</option>
          {props.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...shared}
          type={type}
          autocomplete={props.autocomplete ?? 'off'}
          maxLength={props.maxLength ?? 100}
          placeholder={props.placeholder ?? ''}
          spellcheck={false}
        />
      )}
    </div>
  );
}
