import { m } from '../../generated/texts/messages.js';

/** Of an interpreter: whether in sign language. */
export function SignLanguage({ chosen, onChoose }: { chosen: boolean; onChoose: (signs: boolean) => void }) {
  return (
    <label class="tick">
      <input type="checkbox" checked={chosen} onChange={(event) => onChoose(event.currentTarget.checked)} />
      {m.court_sign_language()}
    </label>
  );
}
